"""What runs without a page, each beside its raw form: a few statements that come to the same rows.

Run as the app, in a process of its own, on a copy of a template that is thrown away afterwards.
"""
