"""Texts that the rows of a page say over and over."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language


class Said:
    """Makes each text once: a translation costs some five microseconds, and a page of rows asks for hundreds.

    It lives as long as the page. What somebody wrote is among it, and is gone with it.
    language: the page's, for what is kept longer than the page.
    """

    def __init__(self):
        self.language = get_language()
        self._made: dict[tuple, Any] = {}

    def __call__(self, make: Callable, *of):
        """`make(*of)`."""
        key = (make, *of)
        if key not in self._made:
            self._made[key] = make(*of)
        return self._made[key]
