"""The day of the bench: a fixed one, so that the same rows are due in every run."""

import datetime as dt

TODAY = dt.date(2026, 6, 17)  # a Wednesday on which no municipality is closed


def hold() -> None:
    """Let the app's views, tasks and commands read this day. Moments (sessions, locks) stay those of the clock."""
    from django.utils import timezone

    of_the_clock = timezone.localdate
    timezone.localdate = lambda value=None, *zone: of_the_clock(value, *zone) if value else TODAY
