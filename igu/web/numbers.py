"""Numbers as people read them here: »1.234«, »37,5«, »52 %«. English has its own signs."""

from decimal import Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def thousands(number: int) -> str:
    """»1.234«"""
    return str(number) if -1000 < number < 1000 else number_format(number, decimal_pos=0, force_grouping=True)


def hours(number: Decimal | float) -> str:
    """»37« or »37,5«: as many decimals as are needed, two at most."""
    return _hours(number, get_language())


@lru_cache(2000)
def _hours(number, _language):
    decimals = next(n for n in (0, 1, 2) if n == 2 or round(number, n) == round(number, 2))
    return number_format(round(number, decimals), decimal_pos=decimals, force_grouping=True)


def percent(part: int, whole: int) -> str:
    """»52 %«; a share of nothing is a dash."""
    return f"{round(100 * part / whole)} %" if whole else "–"


def share(part: float, whole: float) -> float:
    """Per cent for a drawing: from 0 to 100, one decimal, never outside."""
    return round(min(max(100 * part / whole, 0), 100), 1) if whole else 0.0
