"""What a service raises when a rule says no, or when somebody else was first."""


class RuleBroken(Exception):
    """A rule of the trade says no. `codes` are its reasons; forms turn them into words."""

    def __init__(self, *codes: str):
        super().__init__(", ".join(codes))
        self.codes = codes


class Outdated(Exception):
    """The row was saved by somebody else since it was read: `version` is no longer the newest."""
