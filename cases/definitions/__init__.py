"""Definitions as data: what a municipality writes itself, in editions, so that old records keep their old wording."""
