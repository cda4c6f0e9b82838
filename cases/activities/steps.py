"""Hours in steps and the timetable as an activity keeps them: JSON in, the rules' own values out, and back.

They are one value of the activity, so that a plan is saved, compared and undone whole.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cases.activities.rules import Slot, Step


def steps_of(kept: list[dict]) -> list[Step]:
    return [Step(date.fromisoformat(step["from"]), Decimal(step["hours"]), Decimal(step["paid"])) for step in kept]


def kept_steps(steps: Iterable[Step]) -> list[dict]:
    """In the order of their dates, one a day: the last one given holds."""
    by_day = {step.from_on: step for step in steps}
    return [
        {"from": day.isoformat(), "hours": str(by_day[day].hours), "paid": str(by_day[day].paid)}
        for day in sorted(by_day)
    ]


def slots_of(kept: list[dict], name: str = "") -> list[Slot]:
    return [Slot(slot["day"], slot["from"], slot["to"], slot["way"], name) for slot in kept]


def kept_slots(slots: Iterable[Slot]) -> list[dict]:
    """In the order of the week, one for each time of a day: the last one given holds."""
    by_time = {(slot.day, slot.from_at): slot for slot in slots}
    return [
        {"day": slot.day, "from": slot.from_at, "to": slot.to_at, "way": slot.transport}
        for _time, slot in sorted(by_time.items())
    ]
