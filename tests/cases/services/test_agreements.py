import datetime as dt

import pytest

from cases import hooks, services, stages
from cases.course.services import close_case
from employers.models import Contact, Workplace
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
START = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def case(anna, make_case):
    return make_case(anna)


@pytest.fixture
def told(monkeypatch):
    """What upper apps hear about agreements."""
    heard = []
    monkeypatch.setitem(
        hooks._of_agreements, "test", lambda actor, agreements, today: heard.append([a.id for a in agreements])
    )
    return heard


def head_of(case):
    case.refresh_from_db()
    return case.stage, case.agreement_id, case.ends_on


def test_an_agreement_lasts_two_years_less_a_day_and_the_case_follows_it(anna, case, make_agreement, told):
    agreement = make_agreement(anna, case)

    assert agreement.end_on == dt.date(2028, 3, 1)
    assert head_of(case) == ("running", agreement.id, dt.date(2028, 3, 1))
    assert told == [[agreement.id]]


def test_two_agreements_of_a_citizen_cannot_overlap(anna, case, make_agreement, make_employer):
    first = make_agreement(anna, case)

    with pytest.raises(RuleBroken) as broken:
        make_agreement(anna, case, employer=first.employer, start_on=dt.date(2027, 3, 1))
    assert broken.value.codes == ("agreement_overlaps",)


def test_two_agreements_cannot_start_on_one_day(anna, case, make_agreement):
    first = make_agreement(anna, case)
    services.end_agreement(anna.actor, agreement=first, version=1, ending="never_started", ended_on=START, today=TODAY)

    with pytest.raises(RuleBroken) as broken:
        make_agreement(anna, case, employer=first.employer)
    assert broken.value.codes == ("agreement_starts_twice",)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"start_on": dt.date(2028, 1, 1)}, "outside_scheme"),
        ({"end_on": dt.date(2026, 1, 1)}, "ends_before_it_starts"),
        ({"hours_per_week": 38}, "hours_outside_a_week"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(anna, case, make_agreement, fields, code):
    with pytest.raises(RuleBroken) as broken:
        make_agreement(anna, case, **fields)
    assert broken.value.codes == (code,)


def test_workplace_and_contact_belong_to_the_firm(anna, case, make_agreement, make_employer):
    other = make_employer(anna, cvr="29189420", name="Another firm")
    place = Workplace.objects.create(municipality_id=other.municipality_id, employer=other, p_number="1012345678")
    contact = Contact.objects.create(municipality_id=other.municipality_id, employer=other, name="Kirsten Bak")

    with pytest.raises(RuleBroken) as broken:
        make_agreement(anna, case, workplace=place, contact=contact)
    assert broken.value.codes == ("workplace_of_another_firm", "contact_of_another_firm")


def test_an_agreement_moves_and_the_case_follows(anna, case, make_agreement, told):
    agreement = make_agreement(anna, case)

    services.change_agreement(
        anna.actor, agreement=agreement, version=1, start_on=dt.date(2027, 1, 4), end_on=None, today=TODAY
    )

    assert head_of(case) == ("before_start", agreement.id, dt.date(2029, 1, 3))
    assert told == [[agreement.id], [agreement.id]]


def test_the_second_of_two_who_save_an_agreement_is_told(anna, case, make_agreement):
    agreement = make_agreement(anna, case)
    services.change_agreement(anna.actor, agreement=agreement, version=1, functions="Cleaning", today=TODAY)

    with pytest.raises(Outdated):
        services.change_agreement(anna.actor, agreement=agreement, version=1, functions="Kitchen", today=TODAY)


@pytest.mark.parametrize(
    ("ending", "ended_on", "stage", "carries"),
    [
        ("completed", dt.date(2026, 11, 24), "aftercare", True),
        ("positive_job", dt.date(2026, 11, 1), "aftercare", True),
        ("negative", dt.date(2026, 12, 31), "final", True),
        ("moved", dt.date(2026, 11, 1), "closed", True),
        ("never_started", dt.date(2026, 3, 2), "run_up", False),
    ],
)
def test_an_ending_decides_the_stage(anna, case, make_agreement, ending, ended_on, stage, carries):
    agreement = make_agreement(anna, case)

    services.end_agreement(anna.actor, agreement=agreement, version=1, ending=ending, ended_on=ended_on, today=TODAY)

    assert head_of(case)[:2] == (stage, agreement.id if carries else None)


def test_an_agreement_cannot_have_ended_before_it_started(anna, case, make_agreement):
    agreement = make_agreement(anna, case)

    with pytest.raises(RuleBroken) as broken:
        services.end_agreement(
            anna.actor, agreement=agreement, version=1, ending="negative", ended_on=dt.date(2026, 3, 1), today=TODAY
        )
    assert broken.value.codes == ("ended_before_it_started",)


def test_an_ending_that_was_a_mistake_is_taken_back(anna, case, make_agreement):
    agreement = make_agreement(anna, case)
    services.end_agreement(
        anna.actor, agreement=agreement, version=1, ending="moved", ended_on=dt.date(2026, 11, 1), today=TODAY
    )
    assert head_of(case)[0] == "closed"
    assert (case.closed_on, case.closed_why) == (dt.date(2026, 11, 1), "moved")

    services.reopen_agreement(anna.actor, agreement=agreement, version=2, today=TODAY)

    assert head_of(case) == ("running", agreement.id, dt.date(2028, 3, 1))
    assert (case.closed_on, case.closed_why) == (None, "")


def test_a_new_agreement_opens_a_closed_case_again(anna, case, make_agreement):
    close_case(anna.actor, case=case, version=1, why="other", closed_on=TODAY, today=TODAY)
    case.refresh_from_db()

    make_agreement(anna, case)

    assert head_of(case)[0] == "running"
    assert (case.closed_on, case.closed_why) == (None, "")


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (dt.date(2026, 3, 1), "before_start"),
        (dt.date(2026, 3, 2), "running"),
        (dt.date(2027, 11, 30), "running"),
        (dt.date(2027, 12, 1), "final"),
        (dt.date(2028, 3, 1), "final"),
        (dt.date(2028, 6, 1), "final"),  # over by the contract, but nobody has noted how it ended
    ],
)
def test_the_stage_follows_the_day(anna, case, make_agreement, day, stage):
    make_agreement(anna, case)

    stages.follow_agreements(case.municipality_id, day)

    assert head_of(case)[0] == stage


def test_a_second_night_changes_nothing(anna, case, make_agreement):
    make_agreement(anna, case)

    assert stages.follow_agreements(case.municipality_id, dt.date(2027, 12, 1)) == 1
    assert stages.follow_agreements(case.municipality_id, dt.date(2027, 12, 1)) == 0


def test_a_night_that_changes_many_cases_changes_them_in_batches(
    anna, make_case, make_employer, make_agreement, monkeypatch
):
    monkeypatch.setattr(stages, "BATCH", 2)
    cases, firm = [make_case(anna) for _ in range(5)], make_employer(anna)
    for case in cases:
        make_agreement(anna, case, employer=firm)

    assert stages.follow_agreements(cases[0].municipality_id, dt.date(2027, 12, 1)) == 5
    assert {head_of(case)[0] for case in cases} == {"final"}


def test_a_pause_holds_until_the_agreement_is_over(anna, case, make_agreement):
    make_agreement(anna, case)
    case.refresh_from_db()
    services.change_case(
        anna.actor, case=case, version=case.version, coordinator_id=None, group="", hold="paused", today=TODAY
    )

    stages.follow_agreements(case.municipality_id, dt.date(2027, 12, 1))
    assert head_of(case)[0] == "paused"
    stages.follow_agreements(case.municipality_id, dt.date(2028, 3, 2))
    assert head_of(case)[0] == "final"
