"""What a service raises when a rule says no, or when somebody else was first."""


class RuleBroken(Exception):
    """A rule of the trade says no. `codes` are its reasons; forms turn them into words."""

    def __init__(self, *codes: str):
        super().__init__(", ".join(codes))
        self.codes = codes


class Outdated(Exception):
    """The row was saved by somebody else since it was read: `version` is no longer the newest."""


class Detour(Exception):
    """Something must be answered before this page opens: go to `url` first, it leads back."""

    def __init__(self, url: str):
        super().__init__(url)
        self.url = url
