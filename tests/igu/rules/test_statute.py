import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules import statute
from igu.rules.statute import Basis, EducationType, SpellKind, statute_for

pytestmark = pytest.mark.dates


@pytest.mark.parametrize(
    ("start_on", "version"),
    [
        (dt.date(2016, 6, 30), None),
        (dt.date(2016, 7, 1), "V1"),
        (dt.date(2019, 6, 30), "V1"),
        (dt.date(2019, 7, 1), "V2"),
        (dt.date(2021, 4, 30), "V2"),
        (dt.date(2021, 5, 1), "V3"),
        (dt.date(2022, 3, 16), "V3"),
        (dt.date(2022, 3, 17), "V4"),
        (dt.date(2022, 6, 30), "V4"),
        (dt.date(2022, 7, 1), "V5"),
        (dt.date(2023, 12, 31), "V5"),
        (dt.date(2024, 1, 1), "V6"),
        (dt.date(2027, 12, 31), "V6"),
        (dt.date(2028, 1, 1), None),
    ],
)
def test_the_version_follows_from_the_start_date(start_on, version):
    law = statute_for(start_on)
    assert (law.version if law else None) == version


def test_versions_follow_each_other_without_gap():
    for one, following in zip(statute.VERSIONS, statute.VERSIONS[1:], strict=False):
        assert following.starts_on == one.ends_on + dt.timedelta(days=1)


TABLE = {  # age under, address years, exact day open, weeks, family to anyone, gap months, claim months, takeover
    "V1": (40, 5, False, 20, False, 0, None, None),
    "V2": (40, 5, False, 20, False, 3, 2, 1),
    "V3": (40, 10, False, 23, False, 3, 2, 1),
    "V4": (40, 10, False, 23, False, 3, 2, 1),
    "V5": (40, 10, False, 23, False, 3, 2, 1),
    "V6": (50, 20, True, 23, True, 3, 2, 1),
}


@pytest.mark.parametrize("law", statute.VERSIONS, ids=lambda law: law.version)
def test_each_version_has_the_numbers_of_the_law_table(law):
    assert TABLE[law.version] == (
        law.age.under,
        law.address.years,
        law.address.exact_day_is_open,
        law.school.weeks,
        law.target.family_to_anyone,
        law.gap.months,
        law.allowance.claim_months,
        law.bonus.takeover_months,
    )
    assert (law.age.at_least, law.months, law.school.hours_a_week) == (18, 24, 37)
    assert (law.work.work_at_least, law.work.together_at_least, law.work.together_at_most) == (25, 32, 37)


def test_the_special_acts_came_one_by_one():
    covered = {law.version: law.target.covered & {Basis.UKRAINE, Basis.AFGHANISTAN} for law in statute.VERSIONS}
    assert covered["V3"] == set()
    assert covered["V4"] == {Basis.UKRAINE}
    assert covered["V5"] == covered["V6"] == {Basis.UKRAINE, Basis.AFGHANISTAN}


@pytest.mark.parametrize("law", statute.VERSIONS, ids=lambda law: law.version)
def test_no_version_covers_section_9_e_or_no_permit(law):
    assert not law.target.covered & {Basis.P9C, Basis.P9E, Basis.OTHER, Basis.NONE}
    assert set(law.target.paragraphs) == set(Basis)


def test_amu_counts_once_and_everything_else_twice():
    for law in statute.VERSIONS:
        assert {type for type, factor in law.school.factors.items() if factor == 1} == {EducationType.AMU}
        assert set(law.school.factors.values()) == {1, 2}
    assert EducationType.FGU not in statute.V1.school.factors
    assert set(statute.V2.school.factors) == set(EducationType)


def test_only_later_versions_extend_for_leave_and_sickness():
    assert statute.V1.extension.kinds == {SpellKind.SCHOOLING}
    assert all(law.extension.kinds == set(SpellKind) for law in statute.VERSIONS[1:])
    assert set(statute.EXTENSION_PARAGRAPHS) == set(SpellKind)


def test_old_bonuses_share_one_last_day():
    assert [law.bonus.claim_by for law in statute.VERSIONS] == [dt.date(2024, 5, 1)] * 2 + [None] * 4


@given(st.dates(dt.date(2010, 1, 1), dt.date(2035, 12, 31)))
def test_a_day_has_one_version_at_most(day):
    assert sum(law.starts_on <= day <= law.ends_on for law in statute.VERSIONS) <= 1
