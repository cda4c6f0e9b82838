"""An answered follow-up as a line of the journal, and the number that it says."""

import datetime as dt
import uuid

import pytest

from followup.journal import told
from followup.models import FollowUp
from followup.words import Reason, turn_of

DAY = dt.date(2026, 12, 15)
SIXTH = Reason("start_on", DAY, "months", 6, 6, 6).code


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"key": "call_citizen", "why": SIXTH}, ("smartphone", "Opkald 6 af 6", "med borgeren", "Går godt")),
        (
            {"key": "call_employer", "party": "employer", "answer": "not_reached"},
            ("smartphone", "Opkald", "til virksomheden", "Ikke nået"),
        ),
        ({"key": "followup_citizen", "party": "both"}, ("forum", "Opkald eller besøg", "med borger og virksomhed")),
        ({"what": "Tal om kørekort", "party": "team"}, ("forum", "Tal om kørekort", "")),
        ({"key": "vitas_plan", "kind": "deadline"}, ("calendar-month", "Plan i VITAS", "", "Klaret")),
    ],
)
def test_the_line_says_what_was_done_with_whom_and_what_came_of_it(fields, line):
    given = {"party": "citizen", "kind": "contact", "answer": "good", "done_on": DAY, "case_id": uuid.uuid4()} | fields
    row = FollowUp(**given)
    row.next_on = None

    found = told(row)

    assert (found.icon, found.heading, found.with_whom, found.outcome[1])[: len(line)] == line


def test_the_line_says_which_day_was_agreed():
    row = FollowUp(party="citizen", kind="contact", answer="issue", done_on=DAY, case_id=uuid.uuid4(), ground="AAL-17")
    row.next_on = dt.date(2027, 1, 12)

    assert told(row).facts == ["Aftalt opfølgning ti. 12-01-2027", "AAL-17"]


@pytest.mark.parametrize(
    ("code", "turn"),
    [
        (SIXTH, "6 af 6"),
        (Reason("start_on", DAY, "months", 6, 2, 0).code, "nr. 2"),
        (Reason("end_on", DAY, "days", -14).code, ""),
        ("The firm pressed »Call me«", ""),
        ("one two three four five", ""),
        ("", ""),
    ],
)
def test_a_turn_is_said_where_there_are_several(code, turn):
    assert turn_of(code) == turn
