"""An administrator changes the kinds of the journal; entries keep what they were written with."""

import pytest
from django.urls import reverse

from cases.definitions.access import content_of, offers_of
from cases.journal.kinds import KEY
from cases.models import Definition, JournalEntry
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_erik(client, erik):
    client.force_login(erik.user)
    return client


def typed(form) -> dict:
    """What a browser would send of the form as it is shown."""
    data = {name: form[name].value() for name in form.fields}
    for rows in form.lists:
        for column in ("key", "da", "other", "kind"):
            data[f"{rows.group.key}-{column}"] = [getattr(row, column) for row in rows.rows]
    return {name: value for name, value in data.items() if value is not None}


def edit(client, key, **changes):
    path = reverse("definition_edit", args=[KEY, key])
    form = client.get(path).context["form"]
    return client.post(path, typed(form) | changes)


def test_a_reworded_kind_keeps_the_choices_of_its_points_and_old_entries_their_words(as_erik, anna, case, write):
    entry = write(anna, case, "path", text="Vil læse videre", points={"path": "education"})

    assert edit(as_erik, "path", title="Næste skridt", **{"points-da": ["Retning", ""]}).status_code == 302

    with acting_for(case.municipality_id):
        newest = Definition.objects.get(kind=KEY, key="path", is_newest=True)
        old = JournalEntry.objects.select_related("definition").get(id=entry.id).definition
    assert newest.title["da"] == "Næste skridt"
    assert [point.name for point in content_of(newest).points] == ["Retning"]
    assert [choice.key for choice in content_of(newest).points[0].choices] == ["education", "trade_danish", "unskilled"]
    assert [point.name for point in content_of(old).points] == ["Vej"]


def test_what_a_kind_is_can_be_changed(as_erik, erik):
    assert edit(as_erik, "mentor", flags=["common", "contact"]).status_code == 302

    with acting_for(erik.actor.municipality_id):
        mentor = next(offer for offer in offers_of(erik.actor.municipality_id, KEY) if offer.key == "mentor")
    assert (mentor.content.is_common, mentor.content.asks_text, mentor.content.icon) == (True, False, "persons")


def test_with_every_kind_put_away_the_journal_still_opens(client, anna, case):
    with acting_for(case.municipality_id):
        for offer in offers_of(case.municipality_id, KEY):
            Definition.objects.create(
                municipality_id=case.municipality_id,
                kind=KEY,
                key=offer.key,
                title=offer.title,
                body=offer.body,
                is_in_use=False,
            )
    client.force_login(anna.user)

    assert client.get(f"/sager/{case.id}/journal/").status_code == 200
