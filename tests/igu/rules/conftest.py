import datetime as dt

import pytest

from igu.rules.tables import answer_table
from tests.igu.rules.example_tables import EXAMPLES, example, rows_of, without_error

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def ask():
    """Ask a rule from text; gives its rows and whether any had an error."""

    def ask(name, text, on=TODAY):
        answer = answer_table(name, text if isinstance(text, bytes) else text.encode(), on=on)
        return rows_of(answer.text), answer.has_errors

    return ask


@pytest.fixture
def check_groups(ask):
    """A rule's answers to its example table are the expected ones; an expected error is the column it must name."""

    def check(name):
        answers, _ = ask(name, (EXAMPLES / f"{name}.csv").read_bytes())
        expected = example(f"{name}_expected")
        assert [without_error(row) for row in answers] == [without_error(row) for row in expected]
        for answer, wanted in zip(answers, expected, strict=True):
            assert bool(answer["error"]) == bool(wanted["error"])
            assert wanted["error"] in answer["error"]

    return check
