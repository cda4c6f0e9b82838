"""What the rhythms ask for, computed the slow way from their text: nothing of igu.rules is used here."""

import datetime as dt
from dataclasses import dataclass, field

ONE_DAY = dt.timedelta(days=1)
MONTHS_6 = [f"{n}m" for n in range(1, 7)]
QUARTERS = [f"{n}m" for n in range(3, 200, 3)]

# key, party, deadline or contact, anchor, offsets; a row with more than one offset from the start ends with the end
EVERYWHERE = [
    ("start_meeting", "both", "deadline", "start", ["0d"]),
    ("vitas_agreement", "employer", "deadline", "signed", ["1m"]),
    ("vitas_plan", "employer", "deadline", "start", ["last"]),
    ("pre_end_call", "employer", "contact", "end", ["-3m"]),
    ("akasse_prepare", "citizen", "contact", "end", ["-2m"]),
    ("certificate", "employer", "deadline", "end", ["0d"]),
    ("evaluation", "both", "deadline", "end", ["0d"]),
    ("akasse", "citizen", "deadline", "end", ["14d"]),
    ("outcome_6", "citizen", "contact", "end", ["6m"]),
    ("outcome_12", "citizen", "contact", "end", ["12m"]),
]
CLOSE = ["7d", "14d", "21d", "28d", *MONTHS_6[1:], *[f"{n}m" for n in range(9, 200, 3)]]
RHYTHMS = {
    "aalborg": [
        *EVERYWHERE,
        ("call_employer", "employer", "contact", "start", MONTHS_6),
        ("call_citizen", "citizen", "contact", "start", MONTHS_6),
    ],
    "odense": [
        *EVERYWHERE,
        ("followup_employer", "employer", "contact", "start", CLOSE),
        ("followup_citizen", "citizen", "contact", "start", CLOSE),
        ("language_assessment", "citizen", "contact", "start", ["1m"]),
        ("goal_review", "both", "contact", "start", QUARTERS),
        ("job_search", "citizen", "contact", "end", ["-3m"]),
        ("aftercare", "citizen", "contact", "end", ["1m", "3m"]),
    ],
}
COMPLETED_ONLY = {"pre_end_call", "akasse_prepare", "certificate", "akasse", "job_search"}


def easter(year: int) -> dt.date:
    """The Gregorian Easter Sunday, by the table of the church: golden number, epact, Sunday after the full moon."""
    golden, century = year % 19 + 1, year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact if 44 - epact >= 21 else 74 - epact  # as a day of March
    day = dt.date(year, 3, 1) + dt.timedelta(days=full_moon - 1)
    while True:
        day += ONE_DAY
        if day.weekday() == 6:
            return day


def is_closed(day: dt.date, opened=()) -> bool:
    from_easter = (day - easter(day.year)).days
    holidays = {(1, 1), (12, 25), (12, 26)} | ({(6, 5), (12, 24), (12, 31)} - set(opened))
    movable = {-3, -2, 0, 1, 39, 49, 50} | ({26} if day.year <= 2023 else set())
    return day.weekday() > 4 or (day.month, day.day) in holidays or from_easter in movable


def shifted(day: dt.date, offset: str) -> dt.date:
    if offset == "last":
        while (day + ONE_DAY).month == day.month:
            day += ONE_DAY
        return day
    number = int(offset[:-1])
    if offset.endswith("d"):
        return day + dt.timedelta(days=number)
    year, month = day.year, day.month
    for _step in range(abs(number)):
        month += 1 if number > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    for number_of_day in range(day.day, 27, -1):
        try:
            return dt.date(year, month, number_of_day)
        except ValueError:
            continue
    return dt.date(year, month, day.day)


@dataclass
class Course:
    """An agreement as the oracle knows it, with the follow-ups that stand and the reminders it expects."""

    rhythm: str
    start: dt.date
    end: dt.date
    signed: dt.date | None
    opened: tuple = ()
    ending: str = ""
    is_closed_case: bool = False
    due: dict = field(default_factory=dict)
    done: set = field(default_factory=set)
    reminded: dict = field(default_factory=dict)

    def wanted(self) -> dict:
        found = {}
        anchors = {"start": self.start, "end": self.end, "signed": self.signed}
        for key, party, kind, anchor, offsets in RHYTHMS[self.rhythm]:
            if anchors[anchor] is None or (self.ending and key in COMPLETED_ONLY):
                continue
            for number, offset in enumerate(offsets, start=1):
                day = shifted(anchors[anchor], offset)
                if anchor == "start" and len(offsets) > 1 and day > self.end:
                    continue
                if offset.startswith("-") and day < self.start:
                    continue
                is_history = self.ending and day < self.end
                while is_closed(day, self.opened):
                    day += -ONE_DAY if kind == "deadline" else ONE_DAY
                found[key, party, number] = (day, is_history)
        return found

    def compute(self) -> None:
        """Done ones stay, open ones follow the rule, a finished course adds nothing backwards."""
        wanted = self.wanted()
        kept = {name: day for name, day in self.due.items() if name in self.done}
        for name, (day, is_history) in wanted.items():
            if name not in kept and (name in self.due or not is_history):
                kept[name] = day
        self.due = kept

    def remind(self, today: dt.date) -> bool:
        """What a run on this day makes; whether it makes anything."""
        if self.is_closed_case or is_closed(today, self.opened):
            return False
        new = [
            (name, day)
            for name, day in self.due.items()
            if day <= today and name not in self.done and (name, day) not in self.reminded
        ]
        self.reminded |= dict.fromkeys(new, today)
        return bool(new)
