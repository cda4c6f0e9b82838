"""The machine under the app: private servers, the supervisor of `make run`, and what a fresh computer needs.

Nothing here imports Django or the apps, so that it runs before either can be loaded.
"""


class Refused(Exception):
    """Something the person at the keyboard can mend. The message is one line that says how."""
