"""Competences and wishes, the CV that is made of them, and the consent to show it."""
