"""Kinds of mail that only these tests know."""

import pytest

from igu.outbox import kinds


@pytest.fixture(autouse=True)
def hello():
    """A kind of these tests alone; the registry is as it was afterwards."""
    before = dict(kinds.kinds)
    kinds.register("hello", render=lambda mail: ("Hello", "One thing waits.\n"))
    yield
    kinds.kinds.clear()
    kinds.kinds.update(before)
