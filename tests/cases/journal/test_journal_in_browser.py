"""The journal in Chromium: looked at, written in, and sent again after Back."""

import datetime as dt

import pytest

from cases.models import JournalEntry
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.browser


@pytest.fixture
def full(anna, dorte, case, make_agreement, write):
    """A case whose journal has a bit of everything."""
    today = dt.date.today()  # noqa: DTZ011 - the browser's own day
    make_agreement(anna, case, start_on=today - dt.timedelta(days=300), today=today)
    at = lambda days: {"on": today - dt.timedelta(days=days), "today": today}  # noqa: E731
    write(anna, case, "call", text="Opkald 6 af 6. Trives, vil gerne have flere timer.", party="citizen", **at(90))
    write(
        dorte,
        case,
        "concern",
        text="Taler kun, når manden er ude.",
        party="both",
        theme="family",
        is_restricted=True,
        **at(60),
    )
    write(
        anna, case, "visit", points={"firm": "Klintholm", "functions": "Anrette\nVaske op"}, party="citizen", **at(40)
    )
    write(
        anna,
        case,
        "victory",
        text="Selam har taget telefonen selv hos kunden.",
        party="citizen",
        theme="language",
        **at(20),
    )
    write(
        anna,
        case,
        "call",
        text="Kurset er aflyst. Kirsten kan undvære Selam to uger.",
        party="employer",
        theme="plan",
        **at(2),
    )
    return case


def test_the_journal_is_accessible(visit, anna, full, assert_accessible):
    assert_accessible(visit(anna, f"/sager/{full.id}/journal/"))


def test_another_kind_is_chosen_without_losing_the_text(visit, anna, full, assert_accessible):
    page = visit(anna, f"/sager/{full.id}/journal/")
    page.fill("#id_text", "Set køkkenet på Solsiden")
    page.click("text=Andre slags")
    page.click("button:has-text('Dialog med læge')")
    page.wait_for_selector("#id_point_consent_on")

    assert page.input_value("#id_text") == "Set køkkenet på Solsiden"
    assert page.is_checked("#id_is_restricted")
    assert_accessible(page)


def test_back_and_the_same_form_again_make_one_entry(visit, anna, case):
    page = visit(anna, f"/sager/{case.id}/journal/")
    page.fill("#id_text", "Ringet om vagtplan")
    page.click("text=Gem i journalen")
    page.wait_for_selector(".entry")
    page.go_back()
    if page.input_value("#id_text"):  # Chromium brings nothing back; another browser may, with the token
        page.click("text=Gem i journalen")
        page.wait_for_load_state("networkidle")

    with acting_for(case.municipality_id):
        assert JournalEntry.objects.count() == 1


def test_a_restricted_note_opens_in_its_place(visit, anna, full, assert_accessible):
    page = visit(anna, f"/sager/{full.id}/journal/")

    page.click("text=Vis notat")
    page.wait_for_selector("text=Taler kun, når manden er ude.")

    assert_accessible(page)


@pytest.mark.parametrize("rest", ["", "ret/", "tilbage/"])
def test_the_pages_of_an_entry_are_accessible(visit, anna, full, assert_accessible, rest):
    with acting_for(full.municipality_id):
        entry = JournalEntry.objects.get(kind="visit")

    assert_accessible(visit(anna, f"/sager/{full.id}/journal/{entry.id}/{rest}"))
