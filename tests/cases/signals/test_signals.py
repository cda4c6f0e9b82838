"""Early signals: found in the records, said in words, dismissed by a person, back only with something new."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import models, tasks
from cases import services as case_services
from cases.access import SIGNALS
from cases.activities import services as activities
from cases.definitions.access import offer_for
from cases.definitions.services import pin
from cases.duplicates import services as duplicates
from cases.scales import services as scales
from cases.scales.content import KIND as SCALE
from cases.signals import access, services, sources
from cases.words import Stage
from education.models import PlanLine
from followup.models import FollowUp
from igu.accounts.errors import RuleBroken
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def acting(aalborg, anna):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def case(anna, make_case, today):
    """A case of today, reached today and with an activity that runs: nothing to look at."""
    return make_case(anna, today=today, last_contact_on=today)


def ago(today, days):
    return today - dt.timedelta(days=days)


def look(case, today, *kinds):
    services.look_again(case.municipality_id, today, [case.id], *kinds)
    return {row.kind: row for row in models.Signal.objects.filter(case=case, is_open=True)}


def said(case):
    case = models.Case.objects.annotate(open_signals=SIGNALS).get(id=case.id)
    return {one.signal.kind: one.text for one in access.open_signals_of(case)}


def away(actor, case, from_on, to_on, cause="sickness"):
    return activities.note_absence(actor, case=case, cause=cause, from_on=from_on, to_on=to_on)


def way_to(case, kind):
    case = models.Case.objects.annotate(open_signals=SIGNALS).get(id=case.id)
    return next(one.url for one in access.open_signals_of(case) if one.signal.kind == kind)


# --- sources ------------------------------------------------------------------------------------------------------


def test_a_quiet_case_shows_nothing(case, today, acting):
    assert look(case, today) == {}


def test_three_spells_of_absence_are_said_with_their_days(anna, case, today, acting):
    for days in (40, 25, 10):
        away(anna.actor, case, ago(today, days), ago(today, days - 1))

    assert "absence" in look(case, today)
    assert said(case)["absence"] == "Fraværende 3 gange på 90 dage, 6 dage i alt."


@pytest.mark.parametrize("cause", ["holiday", "maternity", "bereavement", "lawful", "adoption"])
def test_agreed_leave_is_no_signal(anna, case, today, acting, cause):
    away(anna.actor, case, ago(today, 60), None, cause)

    assert look(case, today) == {}


def test_missed_days_of_an_activity_count_as_absence(anna, case, today, acting):
    offer = offer_for(case.municipality_id, "activity", "run_up_course")
    blank = {"employer_id": None, "workplace_id": None, "place": "", "area": "", "contact": "", "contact_phone": ""}
    course = activities.start_activity(
        anna.actor, case=case, offer=offer, start_on=ago(today, 30), end_on=None, facts={}, **blank
    )
    days = [{"held_on": ago(today, n), "presence": "absent", "hours": Decimal(0), "about": ""} for n in (3, 6, 9)]
    activities.note_attendance(anna.actor, activity=course, days=days)

    look(case, today)
    assert said(case)["absence"] == "3 fremmødedage misset på 30 dage."


def test_two_contacts_that_were_not_reached_or_not_made(case, today, acting):
    common = {"municipality_id": case.municipality_id, "case": case, "party": "citizen", "kind": "contact", "what": "x"}
    FollowUp.objects.create(
        **common, raw_on=ago(today, 20), due_on=ago(today, 20), answer="not_reached", done_at=timezone.now()
    )
    FollowUp.objects.create(**common, raw_on=ago(today, 3), due_on=ago(today, 3))  # only three days late
    assert look(case, today) == {}

    FollowUp.objects.create(**common, raw_on=ago(today, 9), due_on=ago(today, 9))
    look(case, today)
    assert said(case)["missed"] == "Kontakter på 60 dage: 1 ikke nået, 1 ikke foretaget."


def test_silence_is_counted_from_the_last_contact(case, today, acting):
    models.Case.objects.filter(id=case.id).update(last_contact_on=ago(today, 50))

    look(case, today)
    assert said(case)["no_contact"] == "Ingen kontakt i 7 uger."

    Municipality.objects.filter(id=case.municipality_id).update(no_contact_weeks=8)
    assert "no_contact" not in look(case, today)


def test_nobody_active_is_sent_towards_job_school(anna, case, today, acting):
    models.Case.objects.filter(id=case.id).update(opened_on=ago(today, 30))
    look(case, today)
    assert said(case)["inactive"] == "Ingen aktiv indsats i 30 dage. Jobskolen er en trædesten."

    offer = offer_for(case.municipality_id, "activity", "job_school")
    blank = {"employer_id": None, "workplace_id": None, "place": "", "area": "", "contact": "", "contact_phone": ""}
    activities.start_activity(anna.actor, case=case, offer=offer, start_on=today, end_on=None, facts={}, **blank)
    assert look(case, today) == {}


def test_low_answers_of_the_newest_measurement(anna, case, today, acting):
    definition = pin(anna.actor, offer_for(case.municipality_id, SCALE, "five_statements"))
    steps = [step["key"] for step in definition.body["steps"]]
    lines = [line["key"] for line in definition.body["lines"]]
    common = {"municipality_id": case.municipality_id, "case": case, "definition": definition, "respondent": "citizen"}
    models.Measurement.objects.create(**common, measured_on=ago(today, 90), answers=dict.fromkeys(lines, steps[-1]))
    assert look(case, today) == {}

    models.Measurement.objects.create(
        **common, measured_on=ago(today, 5), answers={lines[0]: steps[0], lines[1]: steps[-1]}
    )
    look(case, today)
    assert said(case)["low_answers"] == f"1 lavt svar den {ago(today, 5):%d-%m-%Y}."
    assert way_to(case, "low_answers") == reverse("goal_panel", args=[case.id]) + "#scale-five_statements"


def test_two_changes_of_coordinator_are_seen(anna, bent, dorte, case, today, aalborg):
    with acting_for(aalborg.id):
        case_services.hand_over(anna.actor, case_ids=[case.id], coordinator_id=bent.membership.id, today=today)
        assert "responsible" not in look(case, today)
        case_services.hand_over(anna.actor, case_ids=[case.id], coordinator_id=dorte.membership.id, today=today)

        look(case, today)
        assert said(case)["responsible"] == "2 skift af koordinator på et halvt år."
        assert way_to(case, "responsible") == reverse("course_panel", args=[case.id]) + "#following-head"


def test_a_handover_that_was_taken_back_is_no_change_of_coordinator(anna, bent, dorte, case, today, aalborg):
    with acting_for(aalborg.id):
        batch = uuid4()
        case_services.hand_over(
            anna.actor, case_ids=[case.id], coordinator_id=bent.membership.id, today=today, batch_id=batch
        )
        case_services.take_back(anna.actor, batch_id=batch, today=today)
        case_services.hand_over(anna.actor, case_ids=[case.id], coordinator_id=dorte.membership.id, today=today)

        assert "responsible" not in look(case, today)


@pytest.mark.parametrize(
    ("kind", "place"), [("low_answers", "scale-five_statements"), ("responsible", "following-head")]
)
def test_the_place_that_a_signal_leads_to_is_on_its_page(as_anna, anna, case, today, aalborg, kind, place):
    with acting_for(aalborg.id):
        scale = pin(anna.actor, offer_for(aalborg.id, SCALE, "five_statements"))
        models.Measurement.objects.create(
            municipality=aalborg, case=case, definition=scale, respondent="citizen", measured_on=today, answers={}
        )
        page, _hash, anchor = access.said(
            models.Signal(kind=kind, facts={"scale": "five_statements", "changes": 2}, since_on=today), case.id
        ).url.partition("#")

    assert anchor == place
    assert f'id="{anchor}"' in as_anna.get(page).content.decode()


def test_a_plan_behind_and_a_cancelled_course_are_said_with_their_hours(anna, case, today, make_agreement, aalborg):
    agreement = make_agreement(anna, case, start_on=ago(today, 300), today=today)
    with acting_for(aalborg.id):
        PlanLine.objects.create(
            municipality=aalborg,
            agreement=agreement,
            type="AMU",
            title="Rengøringsteknik",
            start_on=ago(today, 20),
            end_on=ago(today, 10),
            hours=74,
            status="cancelled",
        )
        look(case, today, "behind", "cancelled")

        words = said(case)
        assert words["cancelled"] == "1 kursus på 74 timer er aflyst og ikke erstattet."
        assert words["behind"].endswith("mere end 90 er bagud.")


# --- dismissed, and back --------------------------------------------------------------------------------------------


def test_a_dismissed_signal_comes_back_only_when_something_new_happens(anna, case, today, acting):
    for days in (40, 25, 10):
        away(anna.actor, case, ago(today, days), ago(today, days - 1))
    signal = look(case, today)["absence"]
    services.dismiss_signal(anna.actor, signal=signal, why="Influenza, rask nu.", today=today)

    assert look(case, today) == {}
    assert look(case, today + dt.timedelta(days=3)) == {}  # the same records on another day

    away(anna.actor, case, ago(today, 2), ago(today, 1))
    assert "absence" in look(case, today)


def test_a_dismissal_needs_a_reason_and_says_who_and_when(ask, anna, case, today, acting):
    for days in (40, 25, 10):
        away(anna.actor, case, ago(today, days), ago(today, days - 1))
    signal = look(case, today)["absence"]
    with pytest.raises(RuleBroken, match="reason_missing"):
        services.dismiss_signal(anna.actor, signal=signal, why="  ", today=today)

    services.dismiss_signal(anna.actor, signal=signal, why="Rask nu.", today=today)

    [one] = access.signals_of(ask(anna), case).dismissed
    assert (one.signal.dismissed_why, one.signal.dismissed_on) == ("Rask nu.", today)
    assert one.signal.dismissed_by_id == anna.membership.id
    case.refresh_from_db()
    assert case.signal_count == 0

    services.take_dismissal_back(anna.actor, signal=signal)
    assert [one.signal.kind for one in access.signals_of(ask(anna), case).open] == ["absence"]


def test_what_is_no_longer_there_is_closed_by_itself(anna, case, today, acting):
    spells = [away(anna.actor, case, ago(today, days), ago(today, days - 1)) for days in (40, 25, 10)]
    assert "absence" in look(case, today)

    activities.remove_absence(anna.actor, absence=spells[0], version=1)

    assert look(case, today) == {}
    case.refresh_from_db()
    assert case.signal_count == 0


def test_a_second_run_changes_nothing(case, today, acting):
    models.Case.objects.filter(id=case.id).update(last_contact_on=ago(today, 50), opened_on=ago(today, 90))
    first = {kind: row.id for kind, row in look(case, today).items()}
    events = models.Signal.pgh_event_model.objects.count()

    assert {kind: row.id for kind, row in look(case, today).items()} == first
    assert models.Signal.pgh_event_model.objects.count() == events


def test_all_cases_are_looked_through_at_a_fixed_number_of_queries(
    anna, make_case, today, aalborg, django_assert_max_num_queries
):
    for number in range(12):
        make_case(anna, last_name=f"Nr{number}", opened_on=ago(today, 90), today=today)
    with acting_for(aalborg.id), django_assert_max_num_queries(18):
        services.look_again(aalborg.id, today)

    with acting_for(aalborg.id):
        assert models.Case.objects.filter(signal_count=2).count() == 12  # silent and not active


def test_the_clock_looks_at_every_case_once_a_day(anna, make_case, today, aalborg, monkeypatch):
    make_case(anna, opened_on=ago(today, 90), today=today)
    tasks.find_signals()
    with acting_for(aalborg.id):
        assert models.Case.objects.get().signal_count == 2  # silent and not active

    looked = []
    monkeypatch.setattr(services, "look_again", lambda *args: looked.append(args))
    tasks.find_signals()
    assert looked == []
    services.look_through(today + dt.timedelta(days=1))
    assert (aalborg.id, today + dt.timedelta(days=1)) in looked


def test_a_look_that_broke_is_taken_again_the_same_day(today, aalborg, monkeypatch):
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(services, "look_again", lambda *args: 1 / 0)
        services.look_through(today)

    looked = []
    monkeypatch.setattr(services, "look_again", lambda *args: looked.append(args))
    services.look_through(today)
    assert (aalborg.id, today) in looked


def test_every_source_has_a_page_to_look_at(case):
    for source in sources.sources():
        assert reverse(source.url_name, args=[case.id])


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def silent(anna, make_case, today):
    case = make_case(anna, opened_on=ago(today, 90), today=today)
    with acting_for(case.municipality_id):
        look(case, today)
    return case


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.mark.usefixtures("every_read_is_logged")
def test_the_case_page_says_why_with_a_way_to_the_signals(as_anna, silent):
    page = as_anna.get(reverse("case_detail", args=[silent.id])).text

    assert "Ingen er nået, siden sagen blev åbnet" in page
    assert reverse("case_signals", args=[silent.id]) in page


@pytest.mark.usefixtures("every_read_is_logged")
def test_a_signal_is_dismissed_on_its_page(as_anna, silent):
    with acting_for(silent.municipality_id):
        signal = models.Signal.objects.get(kind="no_contact")
    url = reverse("signal_dismiss", args=[silent.id, signal.id])

    assert as_anna.post(url, {"why": ""}).status_code == 422
    page = as_anna.post(url, {"why": "Ferie i hjemlandet."}, follow=True).text

    assert "Ferie i hjemlandet." in page
    back = as_anna.post(reverse("signal_undo", args=[silent.id, signal.id]), follow=True).text
    assert "Ferie i hjemlandet." not in back


@pytest.mark.usefixtures("every_read_is_logged")
def test_a_decision_to_hold_on_is_noted_once_and_keeps_the_case_on_the_list(as_anna, anna, case):
    url = reverse("case_signals", args=[case.id])
    typed = {"decision": "support", "causes": ["absence"], "belief": "Hun kan nå det med mentor."}

    for _click in range(2):
        as_anna.post(url, typed)

    with acting_for(case.municipality_id):
        assert models.WatchDecision.objects.count() == 1
    page = as_anna.get(reverse("signal_list")).text
    assert "Hold fast og støt" in page
    assert as_anna.post(url, {"decision": "support", "belief": ""}).status_code == 422


@pytest.mark.usefixtures("every_read_is_logged")
def test_a_case_goes_on_being_watched_when_it_is_put_into_another_and_when_they_are_parted(
    as_anna, anna, case, make_case, today
):
    kept = make_case(anna, today=today, last_contact_on=today)

    def decide(one, decision, belief):
        services.decide_watch(anna.actor, case=one, decision=decision, causes=[], belief=belief, today=today)

    def watched():
        page = as_anna.get(reverse("signal_list"))
        return [(row.number, row.decision.partition(",")[0]) for row in page.context["watch"].rows]

    with acting_for(case.municipality_id):
        decide(case, "support", "Hun kan nå det.")
        made = duplicates.merge(anna.actor, kept=kept, gone=case, reason="Samme person", today=today)
    assert watched() == [(kept.number, "Hold fast og støt")]

    with acting_for(case.municipality_id):
        decide(kept, "stop", "Det går ikke.")
    assert watched() == []

    with acting_for(case.municipality_id):
        duplicates.undo_merge(anna.actor, merge=models.Merge.objects.get(id=made.id), today=today)
    assert watched() == [(case.number, "Hold fast og støt")]


@pytest.mark.usefixtures("every_read_is_logged")
def test_the_watch_list_says_the_reasons_and_narrows(as_anna, silent, case):
    page = as_anna.get(reverse("signal_list")).text
    assert silent.number in page
    assert "Ingen aktiv indsats i 90 dage" in page
    assert case.number not in page

    assert silent.number in as_anna.get(reverse("signal_list"), {"visning": "inaktive"}).text
    assert silent.number not in as_anna.get(reverse("signal_list"), {"visning": "bagud"}).text
    assert as_anna.get(reverse("signal_list"), {"visning": "x", "efter": "y"}).status_code == 200


def test_the_list_of_cases_has_the_watched_and_the_inactive_as_ready_views(as_anna, silent, case):
    for view in ("hold-oeje", "inaktive"):
        page = as_anna.get(reverse("case_list"), {"visning": view}).text
        assert silent.number in page
        assert case.number not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_watch_list_asks_few_queries(as_anna, anna, make_case, today, count, django_assert_max_num_queries):
    cases = [make_case(anna, last_name=f"Nr{n}", opened_on=ago(today, 90), today=today) for n in range(count)]
    with acting_for(anna.actor.municipality_id):
        services.look_again(anna.actor.municipality_id, today)
    assert len(cases) == count

    with django_assert_max_num_queries(12):
        as_anna.get(reverse("signal_list"))


def test_nobody_elses_case_is_on_the_list(client, carla, silent):
    client.force_login(carla.user)

    assert silent.number not in client.get(reverse("signal_list"), {"alle": "1"}).text
    assert client.get(reverse("case_signals", args=[silent.id])).status_code == 404


def test_closed_cases_show_nothing(anna, silent, today, aalborg):
    with acting_for(aalborg.id):
        models.Case.objects.filter(id=silent.id).update(closed_on=today, stage=Stage.CLOSED)

        assert look(silent, today) == {}


# --- what a person does is looked at at once -----------------------------------------------------------


def test_low_answers_are_seen_when_they_are_given(anna, case, today, acting):
    scales.measure(
        anna.actor,
        case=case,
        scale=offer_for(case.municipality_id, SCALE, "five_statements"),
        measured_on=today,
        respondent="citizen",
        answers={"health": "1"},
        today=today,
    )

    assert "low_answers" in said(case)


def test_the_second_change_of_coordinator_is_seen_when_it_is_made(anna, bent, dorte, case, today, acting):
    for member in (bent.membership, dorte.membership):
        case_services.hand_over(anna.actor, case_ids=[case.id], coordinator_id=member.id, today=today)

    assert "responsible" in said(case)


def test_a_contact_in_the_journal_ends_the_silence(anna, make_case, write, today, acting):
    case = make_case(anna, today=ago(today, 60))
    assert "no_contact" in look(case, today)

    write(anna, case, text="Talt sammen", on=today, today=today)

    assert "no_contact" not in said(case)
