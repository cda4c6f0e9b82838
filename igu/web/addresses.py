"""Addresses of many rows: `reverse` costs some thirty times what putting an id between two texts does."""

from functools import cache
from uuid import UUID

from django.urls import reverse

ANY = UUID(int=0)


def address_of(name: str, row_id) -> str:
    """The same as `reverse(name, args=[row_id])`, for a route whose one part that changes is the id of a row."""
    before, after = _around(name)
    return f"{before}{row_id}{after}"


@cache
def _around(name):
    before, _id, after = reverse(name, args=[ANY]).partition(str(ANY))
    return before, after
