"""The demo: people that never were, in every stage there is, with dates counted from the day it is made.

It lives in `reports` because it uses every app's services and nothing uses it.
"""
