"""Scales and measurements: where a person stands, on a date, by whom, drawn as a curve. No answer is never a zero."""
