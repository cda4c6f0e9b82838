"""Min dag and the follow-up tab, as pages."""

import datetime as dt

import pytest
import time_machine

from employers.models import Contact
from followup import services
from followup.models import FollowUp, FollowUpModel
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog

pytestmark = pytest.mark.django_db

START = dt.date(2026, 12, 15)
FIRST_CALL = dt.datetime(2027, 1, 15, 8, tzinfo=dt.UTC)
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(FIRST_CALL, tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def calls(aalborg, **filters):
    with acting_for(aalborg.id):
        return list(FollowUp.objects.filter(key="call_citizen", turn=1, **filters))


def test_the_day_shows_late_today_and_coming(as_anna, anna, follow):
    follow(anna, START, last_name="Noori")

    page = as_anna.get("/min-dag/").content.decode()

    assert page.count("data-row") == 4  # start meeting and plan are late, two calls are due
    assert "Selam Noori" in page
    assert 'href="tel:10203041"' in page
    assert 'href="tel:10203047"' in page


def test_whatever_a_name_holds_is_words_on_the_day(as_anna, anna, aalborg, follow):
    """In a card, in the table of the next two weeks, and on an open line."""
    evil = "<b onclick=\"x\">'{url}'"
    follow(anna, START, last_name=evil, phone="<i>10 20 30 41")
    follow(anna, dt.date(2026, 12, 25), last_name=evil)
    with acting_for(aalborg.id):
        Contact.objects.update(name="<u>Kirsten</u>")
        FollowUp.objects.filter(key="call_citizen", turn=1).update(ground="<s>AAL-17</s>", source="L")
    line = calls(aalborg)[0]

    day = as_anna.get("/min-dag/").content.decode()
    opened = as_anna.get(f"/opfoelgning/{line.id}/svar/?answer=issue").content.decode()

    escaped = "&lt;b onclick=&quot;x&quot;&gt;&#x27;{url}&#x27;"
    coming = day[day.index('id="coming"') :]
    assert day.count(escaped) > coming.count(escaped) > 0
    for page in (day, opened):
        assert escaped in page
        assert not any(tag in page for tag in ("<b onclick", "<i>", "<u>", "<s>"))
        assert "&lt;s&gt;AAL-17&lt;/s&gt;" in page


def test_the_same_line_speaks_each_language(as_anna, anna, aalborg, follow):
    """What lines of one sort share is kept from page to page."""
    follow(anna, START)
    with acting_for(aalborg.id):
        FollowUp.objects.filter(key="call_citizen", turn=1).update(source="L")
    danish = ("i dag", "dage for sent", "Nået – det går godt", "Svar: ", 'title="Lov"', "efter start")
    english = ("today", "days late", "Reached – going well", "Answer: ", 'title="Law"', "after the start")

    for language, spoken, foreign in (("da", danish, english), ("en", english, danish), ("da", danish, english)):
        as_anna.cookies["django_language"] = language
        page = as_anna.get("/min-dag/").content.decode()
        assert [words for words in spoken if words not in page] == []
        assert [words for words in foreign[1:] if words in page] == []


@pytest.mark.parametrize("cases", [1, 30])
def test_the_day_asks_the_same_number_of_queries(as_anna, anna, follow, django_assert_num_queries, cases):
    for number in range(cases):
        follow(anna, START, last_name=f"Tekle{number}")

    with django_assert_num_queries(11):
        as_anna.get("/min-dag/")


def test_everybody_on_the_page_is_in_the_read_log(as_anna, anna, aalborg, follow):
    citizens = {follow(anna, START).citizen_id for _ in range(3)}

    as_anna.get("/min-dag/")

    with acting_for(aalborg.id):
        assert set(ReadLog.objects.filter(route="my_day").values_list("citizen_id", flat=True)) == citizens


def test_one_click_notes_that_it_goes_well(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)

    response = as_anna.post(f"/opfoelgning/{call.id}/svar/", {"answer": "good", "version": call.version})

    assert response.status_code == 302
    assert calls(aalborg)[0].answer == "good"
    page = as_anna.get(response["Location"]).content.decode()
    assert f"/opfoelgning/{call.id}/fortryd/" in page
    as_anna.post(f"/opfoelgning/{call.id}/fortryd/")
    assert calls(aalborg)[0].answer == ""


def test_with_htmx_the_answer_brings_the_list_without_the_line(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)

    page = as_anna.post(f"/opfoelgning/{call.id}/svar/", {"answer": "good", "version": call.version}, **HTMX)

    content = page.content.decode()
    assert content.startswith('<div id="day"')
    assert f"line-{call.id}" not in content


def test_the_opened_line_takes_note_theme_and_next_time(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)
    fragment = as_anna.get(f"/opfoelgning/{call.id}/svar/?answer=issue", **HTMX).content.decode()
    assert f'id="line-{call.id}"' in fragment

    as_anna.post(
        f"/opfoelgning/{call.id}/svar/",
        {"answer": "issue", "version": call.version, "note": "Bussen", "themes": ["hours"], "next": "week"},
    )

    (call,) = calls(aalborg)
    assert (call.note, call.themes) == ("Bussen", ["hours"])
    with acting_for(aalborg.id):
        assert FollowUp.objects.get(after=call).due_on == dt.date(2027, 1, 22)


def test_the_answer_on_a_page_of_its_own_is_sent_without_htmx(as_anna, anna, aalborg, follow):
    """There is no list on it to put the answer into: a button for that would do nothing."""
    follow(anna, START)
    (call,) = calls(aalborg)

    page = as_anna.get(f"/opfoelgning/{call.id}/svar/?answer=issue").content.decode()

    assert f'action="/opfoelgning/{call.id}/svar/"' in page
    assert f'hx-post="/opfoelgning/{call.id}/svar/"' not in page


def test_an_answer_without_words_keeps_the_line_open(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)

    response = as_anna.post(f"/opfoelgning/{call.id}/svar/", {"answer": "issue", "version": call.version}, **HTMX)

    assert response.status_code == 422
    assert response["HX-Retarget"] == f"#line-{call.id}"
    assert calls(aalborg)[0].answer == ""


def test_a_cpr_number_in_a_note_is_refused(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)

    response = as_anna.post(
        f"/opfoelgning/{call.id}/svar/",
        {"answer": "issue", "version": call.version, "note": "Hun hedder 010190-1234"},
    )

    assert response.status_code == 422
    assert calls(aalborg)[0].answer == ""


def test_who_comes_second_is_told_and_keeps_the_text(as_anna, anna, dorte, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)
    with acting_for(aalborg.id):
        services.answer_follow_up(
            dorte.actor, follow_up_id=call.id, version=call.version, answer="good", today=FIRST_CALL.date()
        )

    response = as_anna.post(
        f"/opfoelgning/{call.id}/svar/",
        {"answer": "issue", "version": call.version, "note": "Mangler arbejdstøj", "next": "plan"},
        **HTMX,
    )

    assert response.status_code == 409
    page = response.content.decode()
    assert "Dorte" in page
    assert "Mangler arbejdstøj" in page


def test_a_voluntary_call_is_left_out_in_one_click(as_anna, anna, aalborg, follow):
    follow(anna, START)
    with acting_for(aalborg.id):
        fourth = FollowUp.objects.get(key="call_citizen", turn=4)

    as_anna.post(f"/opfoelgning/{fourth.id}/svar/", {"answer": "waived", "version": fourth.version})

    with acting_for(aalborg.id):
        assert FollowUp.objects.get(id=fourth.id).answer == "waived"


def test_a_coordinator_sees_only_the_own_day(as_anna, anna, bent, follow):
    follow(bent, START, last_name="Qasem")

    page = as_anna.get(f"/min-dag/?who={bent.membership.id}").content.decode()

    assert "Qasem" not in page


def test_a_manager_sees_the_team_and_each_one(client, anna, bent, dorte, follow):
    follow(anna, START, last_name="Noori")
    follow(bent, START, last_name="Qasem")
    follow(bent, START, last_name="Haddad", coordinator=None)
    client.force_login(dorte.user)

    team = client.get("/min-dag/").content.decode()
    bents = client.get(f"/min-dag/?who={bent.membership.id}").content.decode()
    nobodys = client.get("/min-dag/?who=nobody").content.decode()

    assert [name in team for name in ("Noori", "Qasem", "Haddad")] == [True, True, True]
    assert [name in bents for name in ("Noori", "Qasem", "Haddad")] == [False, True, False]
    assert [name in nobodys for name in ("Noori", "Qasem", "Haddad")] == [False, False, True]


def test_a_long_day_is_cut_and_goes_on(as_anna, anna, follow):
    for _ in range(14):
        follow(anna, START)

    page = as_anna.get("/min-dag/").content.decode()

    assert page.count("data-row") == 50
    assert as_anna.get("/min-dag/?show=100").content.decode().count("data-row") == 56


def test_a_closed_case_is_on_no_list(as_anna, anna, aalborg, follow):
    from cases.models import Case

    follow(anna, START)
    with acting_for(aalborg.id):
        Case.objects.update(closed_on=dt.date(2027, 1, 10), stage="closed")

    assert as_anna.get("/min-dag/").content.decode().count("data-row") == 0


def test_what_others_did_since_yesterday_stands_beside_the_list(as_anna, anna, dorte, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)
    with acting_for(aalborg.id):
        services.answer_follow_up(
            dorte.actor, follow_up_id=call.id, version=call.version, answer="good", today=FIRST_CALL.date()
        )

    page = as_anna.get("/min-dag/").content.decode()

    assert "Dorte" in page


def test_a_case_that_was_handed_over_stands_beside_the_new_list(client, anna, bent, dorte, make_case):
    case = make_case(anna)
    with time_machine.travel(dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC), tick=False):  # history has PostgreSQL's clock
        client.force_login(dorte.user)
        client.post("/sager/valgte/", {"sag": [case.id], "koordinator": bent.membership.id})

        client.force_login(bent.user)
        page = client.get("/min-dag/").content.decode()

        client.force_login(dorte.user)
        own_page = client.get("/min-dag/").content.decode()

    assert page.count("overdraget af Dorte") == 1
    assert "overdraget af" not in own_page


def test_the_tab_lists_what_waits_and_what_is_done(as_anna, anna, aalborg, follow, django_assert_max_num_queries):
    agreement = follow(anna, START)
    (call,) = calls(aalborg)
    as_anna.post(f"/opfoelgning/{call.id}/svar/", {"answer": "good", "version": call.version})

    with django_assert_max_num_queries(14):
        page = as_anna.get(f"/sager/{agreement.case_id}/opfoelgning/").content.decode()

    assert page.count("data-row") == 20
    assert "Anna" in page


def test_a_follow_up_is_made_by_hand(as_anna, anna, aalborg, follow):
    agreement = follow(anna, START)

    response = as_anna.post(
        f"/sager/{agreement.case_id}/opfoelgning/ny/",
        {"what": "Er vagtplanen ændret?", "due_on": "2027-01-21", "party": "employer", "kind": "contact"},
    )

    assert response.status_code == 302
    with acting_for(aalborg.id):
        made = FollowUp.objects.get(key="")
    assert (made.what, made.due_on, made.made_by_id) == (
        "Er vagtplanen ændret?",
        dt.date(2027, 1, 21),
        anna.membership.id,
    )


def test_a_follow_up_by_hand_in_the_past_is_refused(as_anna, anna, follow):
    agreement = follow(anna, START)

    response = as_anna.post(
        f"/sager/{agreement.case_id}/opfoelgning/ny/",
        {"what": "Ring", "due_on": "2027-01-14", "party": "employer", "kind": "contact"},
    )

    assert response.status_code == 422


def test_a_date_is_moved_with_a_reason(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)

    as_anna.post(
        f"/opfoelgning/{call.id}/dato/", {"due_on": "2027-01-20", "why": "Kirsten har ferie", "version": call.version}
    )

    assert calls(aalborg)[0].moved_why == "Kirsten har ferie"


def test_a_date_that_somebody_else_moved_is_shown_beside_what_was_typed(as_anna, anna, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)
    values = {"due_on": "2027-01-20", "why": "Kirsten har ferie", "version": call.version}
    as_anna.post(f"/opfoelgning/{call.id}/dato/", values)

    response = as_anna.post(f"/opfoelgning/{call.id}/dato/", values | {"due_on": "2027-01-22"})

    assert response.status_code == 409
    assert "Kirsten har ferie" in response.content.decode()


def test_the_reason_for_moving_what_a_colleague_answered_meanwhile_is_kept(as_anna, anna, bent, aalborg, follow):
    follow(anna, START)
    (call,) = calls(aalborg)
    with acting_for(aalborg.id):
        services.answer_follow_up(
            bent.actor, follow_up_id=call.id, version=call.version, answer="good", today=call.due_on
        )
    values = {"due_on": "2027-01-20", "why": "Kirsten har ferie", "version": call.version}

    response = as_anna.post(f"/opfoelgning/{call.id}/dato/", values)

    assert response.status_code == 409
    assert "Kirsten har ferie" in response.text
    assert as_anna.get(f"/opfoelgning/{call.id}/dato/").status_code == 302


# --- the municipality's rhythm ------------------------------------------------------------------------------


def test_the_administrator_sees_five_rhythms_side_by_side(client, erik, django_assert_max_num_queries):
    client.force_login(erik.user)
    client.get("/opfoelgningsmodel/")

    with django_assert_max_num_queries(12):
        page = client.get("/opfoelgningsmodel/").content.decode()

    assert [name in page for name in ("Aalborg", "Odense", "Frederiksberg", "Silkeborg", "Hillerød")] == [True] * 5
    assert "7, 14, 21, 28 dage, 2–6 måneder og hver 3. måned fra måned 9 efter start" in page
    assert [f"{n} opfølgninger" in page for n in (21, 48, 17, 24)] == [True] * 4


def test_the_difference_is_shown_before_another_rhythm_is_followed(client, erik, anna, aalborg, follow):
    follow(anna, START)
    with acting_for(aalborg.id):
        silkeborg = FollowUpModel.objects.get(preset="silkeborg")
    client.force_login(erik.user)

    page = client.get(f"/opfoelgningsmodel/{silkeborg.id}/").content.decode()
    assert "<dt>Nye opfølgninger</dt><dd" in page

    client.post(f"/opfoelgningsmodel/{silkeborg.id}/")
    with acting_for(aalborg.id):
        assert FollowUpModel.objects.get(is_chosen=True) == silkeborg
        assert FollowUp.objects.filter(key="progress_q").exists()


def test_a_coordinator_cannot_change_the_rhythm(as_anna, aalborg, anna, follow):
    follow(anna, START)
    with acting_for(aalborg.id):
        silkeborg = FollowUpModel.objects.get(preset="silkeborg")

    assert as_anna.get("/opfoelgningsmodel/").status_code == 404
    assert as_anna.post(f"/opfoelgningsmodel/{silkeborg.id}/").status_code == 404


def test_a_closing_day_that_the_administrator_adds_moves_the_calls(client, erik, anna, aalborg, follow):
    follow(anna, START)
    client.force_login(erik.user)

    client.post("/kommune/lukkedage/", {"closed_on": "2027-02-15", "name": "Strategidag"})
    with acting_for(aalborg.id):
        assert FollowUp.objects.get(key="call_citizen", turn=2).due_on == dt.date(2027, 2, 16)
        day = aalborg.closing_days.get()

    client.post(f"/kommune/lukkedage/{day.id}/fjern/")
    with acting_for(aalborg.id):
        assert FollowUp.objects.get(key="call_citizen", turn=2).due_on == dt.date(2027, 2, 15)


def test_a_follow_up_sent_twice_is_made_once(as_anna, anna, aalborg, follow):
    agreement = follow(anna, START)
    path = f"/sager/{agreement.case_id}/opfoelgning/ny/"
    token = as_anna.get(path).context["form"].initial["token"]
    typed = {"what": "Ring", "due_on": "2027-01-21", "party": "employer", "kind": "contact", "token": token}

    answers = [as_anna.post(path, typed) for _click in range(3)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"/sager/{agreement.case_id}/opfoelgning/")
    }
    with acting_for(aalborg.id):
        assert FollowUp.objects.filter(key="").count() == 1
