"""Checklists: points that are ticked by somebody on a day; a tick that is taken back stays to be seen."""
