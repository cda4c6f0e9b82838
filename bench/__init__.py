"""Speed as ratios that anyone can repeat: `python -m bench` (docs/scale.md).

A page is not measured in milliseconds of one machine but against an empty page of a bare Django project, asked in
turn with it. Nothing here is part of the app, and the app knows nothing of it.
"""
