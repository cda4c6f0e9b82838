import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules.extension import Spell, extend
from igu.rules.statute import V1, V6, SpellKind

pytestmark = pytest.mark.dates

START = dt.date(2026, 2, 2)
spells = st.lists(
    st.builds(
        lambda kind, first, days: Spell(kind, first, first + dt.timedelta(days=days)),
        st.sampled_from([kind for kind in SpellKind if kind is not SpellKind.SCHOOLING]),
        st.dates(dt.date(2025, 12, 1), dt.date(2028, 3, 31)),
        st.integers(0, 120),
    ),
    max_size=5,
)
hours = st.decimals(0, 900, places=1)


def test_the_example_spells_extend_as_worked_out_by_hand(check_groups):
    check_groups("extension")


@given(spells, hours)
def test_one_more_spell_never_shortens(given_spells, missing):
    fewer, more = (extend(START, part, V6, schooling_hours=missing) for part in (given_spells[1:], given_spells))
    assert fewer.ordinary_end_on <= fewer.extended_end_on <= more.extended_end_on


@given(spells, hours)
def test_the_order_of_spells_does_not_matter(given_spells, missing):
    assert extend(START, given_spells, V6, schooling_hours=missing) == extend(
        START, reversed(given_spells), V6, schooling_hours=missing
    )


@given(spells)
def test_days_are_never_given_twice_nor_beyond_the_two_years(given_spells):
    extended = extend(START, given_spells * 2, V6)
    assert extended == extend(START, given_spells, V6)
    assert (extended.extended_end_on - extended.ordinary_end_on).days <= 730


@given(spells, hours)
def test_the_first_version_knows_schooling_only(given_spells, missing):
    start_on = dt.date(2018, 2, 1)
    assert extend(start_on, given_spells, V1, schooling_hours=missing) == extend(
        start_on, [], V1, schooling_hours=missing
    )


@given(hours)
def test_schooling_gives_enough_whole_weeks_and_not_one_more(missing):
    extended = extend(START, [], V6, schooling_hours=missing)
    weeks = Decimal((extended.extended_end_on - extended.ordinary_end_on).days) / 7
    assert weeks == int(weeks)
    assert 37 * (weeks - 1) < missing <= 37 * weeks or missing == weeks == 0
