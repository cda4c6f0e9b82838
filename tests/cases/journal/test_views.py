"""The journal tab, as pages."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cases.journal.services import take_back
from cases.models import Definition, JournalEntry
from followup.models import FollowUp
from followup.services import undo_answer
from igu.accounts.tenancy import acting_for
from igu.audit.models import Look, ReadLog
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def path_of(case, *rest):
    return "/".join((f"/sager/{case.id}/journal", *(str(getattr(one, "id", one)) for one in rest), ""))


@pytest.fixture
def call():
    """Calls to the citizen, answered so many days ago: `call(anna, case, 2, 3, note="Glad")`; None has no answer."""

    def make(person, case, *days_ago, answer="good", **fields):
        with acting_for(case.municipality_id):
            return FollowUp.objects.bulk_create(_call(person, case, days, answer, fields) for days in days_ago)

    return make


def _call(person, case, days, answer, fields):
    given = {"key": "call_citizen", "party": "citizen", "kind": "contact", "raw_on": TODAY, "due_on": TODAY}
    if days is not None:
        done_at = timezone.now() - dt.timedelta(days=days)
        given |= {"answer": answer, "done_at": done_at, "done_on": TODAY - dt.timedelta(days=days)}
        given["done_by_id"] = person.membership.id
    return FollowUp(municipality_id=case.municipality_id, case=case, **given, **fields)


def entries(case):
    with acting_for(case.municipality_id):
        return list(JournalEntry.objects.filter(case=case))


TYPED = {"kind": "call", "party": "citizen", "text": "Ringet om vagtplan", "happened_on": "25-11-2026"}


def test_an_entry_is_written_and_read(as_anna, case):
    answer = as_anna.post(path_of(case), TYPED | {"theme": "plan"})

    assert (answer.status_code, answer["Location"]) == (302, path_of(case))
    page = as_anna.get(path_of(case)).content.decode()
    assert "Ringet om vagtplan" in page
    assert "med borgeren" in page


def test_a_double_click_writes_one_entry(as_anna, case):
    token = as_anna.get(path_of(case)).context["form"].initial["token"]

    answers = {as_anna.post(path_of(case), TYPED | {"token": token})["Location"] for _click in range(3)}

    assert answers == {path_of(case)}
    assert len(entries(case)) == 1


def test_a_second_thought_in_the_same_form_is_a_second_entry(as_anna, case):
    token = as_anna.get(path_of(case)).context["form"].initial["token"]

    for text in ("Ringet", "Ringet igen"):
        as_anna.post(path_of(case), TYPED | {"token": token, "text": text})

    assert {entry.text for entry in entries(case)} == {"Ringet", "Ringet igen"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Notatet mangler. Skriv med få ord, hvad der skete."),
        ({"happened_on": "26-11-2026"}, "Datoen ligger fremme i tiden."),
        ({"happened_on": "31-02-2026"}, "Dato er ikke en dato, der findes."),
        ({"text": "CPR 010190-1234"}, "et tal på ti cifre"),
        ({"kind": "moon"}, ""),
        ({"party": "moon"}, ""),
        ({"readers": "moon"}, ""),
        ({"text": "x" * 10_001}, "Højst 10000 tegn"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(as_anna, case, typed, sentence):
    answer = as_anna.post(path_of(case), TYPED | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (TYPED | typed)["text"] in answer.content.decode()
    assert entries(case) == []


def test_another_kind_brings_its_points_and_keeps_the_text(as_anna, case):
    answer = as_anna.post(path_of(case), TYPED | {"choose": "visit"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="point_functions"' in page
    assert "Ringet om vagtplan" in page
    assert entries(case) == []


def test_the_points_of_a_kind_are_asked_for_and_kept(as_anna, case):
    assert as_anna.post(path_of(case), TYPED | {"kind": "visit"}).status_code == 422

    as_anna.post(path_of(case), TYPED | {"kind": "visit", "point_firm": "Klintholm", "point_functions": "Anrette"})

    [entry] = entries(case)
    assert entry.points == {"firm": "Klintholm", "functions": "Anrette"}
    assert "Funktioner, borgeren så" in as_anna.get(path_of(case)).content.decode()


def test_the_filters_leave_only_what_was_chosen(as_anna, anna, case, write):
    write(anna, case, "victory", text="Tog telefonen selv", theme="language")
    write(anna, case, "call", text="Ringet")

    page = as_anna.get(path_of(case) + "?slags=victory").content.decode()
    assert "Tog telefonen selv" in page
    assert "Ringet" not in page
    assert "Tog telefonen selv" in as_anna.get(path_of(case) + "?tema=language").content.decode()
    assert "kendes ikke her" in as_anna.get(path_of(case) + "?tema=moon").content.decode()


def test_the_search_finds_words_in_the_case_and_puts_none_in_an_address(as_anna, anna, case, write):
    write(anna, case, text="Kirsten kan undvære Selam to uger")
    write(anna, case, text="Ringet")

    answer = as_anna.post(path_of(case, "soeg"), {"words": "kirsten UGER"})

    assert answer.status_code == 200
    assert "undvære Selam" in answer.content.decode()
    assert "Ringet" not in answer.content.decode()
    assert "kirsten" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_older_lines_come_page_by_page_each_once_and_the_newest_first(as_anna, anna, case, write, call):
    """Entries and follow-ups of the same days, and even of the same moment: the clock stands still."""
    for number in range(35):
        write(anna, case, text=f"nr-{number:02}.", on=TODAY - dt.timedelta(days=number // 3))
    call(anna, case, *(number // 2 for number in range(10)))

    seen, query, counts = [], "", []
    while True:
        context = as_anna.get(path_of(case) + query).context
        seen += context["page"].rows
        counts.append(context["page"].older)
        if not context["page"].older:
            break
        query = f"?{context['older']}"

    assert counts == [25, 5, 0]
    assert len({row.id for row in seen}) == 45
    assert seen == sorted(seen, key=lambda row: (row.day, row.moment, row.id), reverse=True)


def test_an_address_that_names_no_line_begins_with_the_newest(as_anna, anna, case, write):
    write(anna, case, text="Ringet om vagtplan")

    assert "Ringet om vagtplan" in as_anna.get(f"{path_of(case)}?efter={case.id}").content.decode()


# --- follow-ups among the entries ------------------------------------------------------------------------


def test_an_answered_follow_up_stands_among_the_entries(as_anna, anna, case, write, call):
    write(anna, case, text="Skrevet i går", on=TODAY - dt.timedelta(days=1))
    [answered] = call(anna, case, 2, note="Kirsten er glad", themes=["hours"], answer="issue", ground="AAL-17")
    call(anna, case, 3, answer="waived", note="Ikke nødvendigt")
    call(anna, case, None, note="Ikke besvaret")

    context = as_anna.get(path_of(case)).context
    page = as_anna.get(path_of(case)).content.decode()

    entry, told = context["lines"]
    assert (entry.text, told.text) == ("Skrevet i går", "Kirsten er glad")
    assert (told.heading, told.with_whom, told.outcome[1]) == ("Opkald", "med borgeren", "Der er noget")
    assert (told.themes, told.facts) == (["Arbejdstid"], ["Anna", "AAL-17"])
    assert f'href="/sager/{case.id}/opfoelgning/#follow-up-{answered.id}"' in page


def test_an_answer_that_is_taken_back_leaves_the_journal(as_anna, anna, case, call):
    call(anna, case, 0, note="Kirsten er glad")
    assert "Kirsten er glad" in as_anna.get(path_of(case)).content.decode()

    with acting_for(case.municipality_id):
        undo_answer(anna.actor, follow_up_id=FollowUp.objects.get(case=case).id, today=TODAY)

    assert "Kirsten er glad" not in as_anna.get(path_of(case)).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Notat", "Opkald om timer", "Besøg"}),
        ("?slags=note", {"Notat"}),
        ("?slags=opfoelgning", {"Opkald om timer", "Besøg"}),
        ("?tema=hours", {"Notat", "Opkald om timer"}),
        ("?slags=opfoelgning&tema=hours", {"Opkald om timer"}),
        ("?slags=note&tema=plan", set()),
    ],
)
def test_the_filters_are_for_entries_and_follow_ups(as_anna, anna, case, write, call, query, shown):
    write(anna, case, "note", text="Notat", theme="hours")
    call(anna, case, 1, note="Opkald om timer", themes=["hours", "language"])
    call(anna, case, 2, note="Besøg", themes=["language"])

    assert {line.text for line in as_anna.get(path_of(case) + query).context["lines"]} == shown


def test_the_search_finds_the_words_of_a_follow_up(as_anna, anna, case, write, call):
    write(anna, case, text="Kirsten var på ferie")
    call(anna, case, 1, note="Kirsten kan undvære Selam")
    call(anna, case, 2, note="Intet nyt")
    call(anna, case, None, note="Kirsten skal ringes op")

    answer = as_anna.post(path_of(case, "soeg"), {"words": "KIRSTEN"})

    assert [line.text for line in answer.context["lines"]] == ["Kirsten var på ferie", "Kirsten kan undvære Selam"]
    assert "2 linjer i journalen har ordene" in answer.content.decode()


def test_follow_ups_of_another_case_stay_there(as_anna, anna, make_case, case, call):
    call(anna, make_case(anna), 1, note="Om en anden")

    assert as_anna.get(path_of(case)).context["lines"] == []


def test_the_first_page_says_how_many_are_older(as_anna, anna, case, write):
    for _number in range(23):
        write(anna, case, text="x")

    assert "Vis ældre (3)" in as_anna.get(path_of(case)).content.decode()


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize(("extra", "most"), [({}, 14), (HTMX, 11)])
def test_the_tab_asks_the_same_number_of_queries(
    as_anna, anna, case, write, call, django_assert_max_num_queries, count, extra, most
):
    for number in range(count):
        write(anna, case, text=str(number), is_restricted=number % 5 == 0)
    call(anna, case, *range(count))

    with django_assert_max_num_queries(most) as queries:
        as_anna.get(path_of(case), **extra)

    print(f"journal: {len(queries)} queries with {count} entries and as many follow-ups")


def test_an_entry_is_corrected_and_shows_it(as_anna, anna, case, write):
    entry = write(anna, case, text="Ringet tirsdag")
    typed = TYPED | {"text": "Ringet onsdag", "version": 1}

    assert as_anna.post(path_of(case, entry, "ret"), typed)["Location"] == path_of(case)

    assert "rettet" in as_anna.get(path_of(case)).content.decode()
    page = as_anna.get(path_of(case, entry)).content.decode()
    assert "Ringet onsdag" in page
    assert "Ringet tirsdag" in page


def test_the_second_to_correct_sees_both_wordings(as_anna, anna, case, write):
    entry = write(anna, case, text="Ringet tirsdag")
    as_anna.post(path_of(case, entry, "ret"), TYPED | {"text": "Ringet onsdag", "version": 1})

    answer = as_anna.post(path_of(case, entry, "ret"), TYPED | {"text": "Ringet torsdag", "version": 1})

    assert answer.status_code == 409
    assert [(one.mine, one.theirs) for one in answer.context["differences"]] == [("Ringet torsdag", "Ringet onsdag")]


def test_an_entry_is_taken_back_with_a_reason(as_anna, anna, case, write):
    entry = write(anna, case, text="Ringet til en anden")

    assert as_anna.post(path_of(case, entry, "tilbage"), {"version": 1}).status_code == 422
    as_anna.post(path_of(case, entry, "tilbage"), {"version": 1, "why": "Forkert sag"})

    page = as_anna.get(path_of(case)).content.decode()
    assert "Forkert sag" in page
    assert "Ringet til en anden" not in page


def test_who_takes_back_or_corrects_what_is_taken_back_meanwhile_is_told_and_keeps_the_words(
    as_anna, anna, dorte, case, write
):
    entry = write(anna, case, "call", text="Ringet til en anden")
    with acting_for(case.municipality_id):
        take_back(dorte.actor, entry=entry, version=1, why="Forkert sag")
    pages = {way: path_of(case, entry, way) for way in ("tilbage", "ret")}
    assert [as_anna.get(page)["Location"] for page in pages.values()] == [path_of(case, entry)] * 2

    second = as_anna.post(pages["tilbage"], {"version": 1, "why": "Skrevet to gange"})
    correction = as_anna.post(pages["ret"], TYPED | {"text": "Ringet torsdag", "version": 1})
    as_new = as_anna.post(path_of(case), TYPED | {"text": "Ringet torsdag", "version": 1, "choose": "call"})

    assert (second.status_code, correction.status_code, as_new.status_code) == (409, 422, 200)
    assert [(one.mine, one.theirs) for one in second.context["differences"]] == [("Skrevet to gange", "Forkert sag")]
    assert "tog notatet tilbage kl." in second.text
    assert "Ringet torsdag" in correction.text
    assert "Forkert sag" in correction.text
    assert f'value="call" formaction="{path_of(case)}"' in correction.text
    assert "Ringet torsdag" in as_new.text
    typed = {"version": second.context["form"].data["version"], "why": "Skrevet to gange"}
    assert as_anna.post(pages["tilbage"], typed)["Location"] == path_of(case)


def test_a_consultant_corrects_only_the_own_entries(client, kai, anna, case, write):
    client.force_login(kai.user)
    client.post(f"/sager/{case.id}/begrundelse/", {"reason": "standing_in"})
    theirs, own = write(anna, case, text="Annas"), write(kai, case, text="Kais")

    assert client.get(path_of(case, theirs, "ret")).status_code == 302
    assert client.get(path_of(case, own, "ret")).status_code == 200


def test_the_kinds_of_a_municipality_are_made_when_they_are_used(as_anna, case):
    as_anna.get(path_of(case))
    with acting_for(case.municipality_id):
        assert not Definition.objects.exists()


# --- restricted notes ----------------------------------------------------------------------------------


def test_a_restricted_note_is_shown_by_a_click_that_is_logged(as_anna, anna, case, write):
    entry = write(anna, case, "concern", text="Taler kun, når manden er ude", is_restricted=True)

    page = as_anna.get(path_of(case)).content.decode()
    assert "Begrænset notat" in page
    assert "Taler kun" not in page
    shown = as_anna.post(path_of(case, entry, "vis"), **HTMX).content.decode()
    assert "Taler kun, når manden er ude" in shown
    with acting_for(case.municipality_id):
        assert ReadLog.objects.filter(kind=Look.NOTE, citizen_id=case.citizen_id).count() == 1


def test_without_script_the_click_opens_a_page(as_anna, anna, case, write):
    entry = write(anna, case, "concern", text="Taler kun, når manden er ude", is_restricted=True)

    assert "Taler kun" in as_anna.post(path_of(case, entry, "vis")).content.decode()
    assert "Taler kun" not in as_anna.get(path_of(case, entry)).content.decode()


def test_a_kind_about_health_is_restricted_from_the_start(as_anna, case):
    form = as_anna.post(path_of(case), TYPED | {"choose": "doctor"}).context["form"]

    assert form["is_restricted"].value() is True
