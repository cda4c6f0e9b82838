"""»Skabeloner«, as an administrator's browser meets it."""

import pytest
from django.urls import reverse

from cases.definitions.access import offer_for, offers_of
from cases.definitions.services import define, pin, rewrite
from cases.models import Definition
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

FIVE = ("scale", "five_statements")


@pytest.fixture
def as_erik(client, erik):
    client.force_login(erik.user)
    client.cookies["django_language"] = "en"
    return client


def url(name="definition_edit", *words):
    return reverse(name, args=words or FIVE)


def offer(person, kind="scale", key="five_statements"):
    with acting_for(person.actor.municipality_id):
        return offer_for(person.actor.municipality_id, kind, key)


def typed(form) -> dict:
    """What a browser would send of a form as it is shown."""
    data = {name: form[name].value() for name in form.fields}
    for rows in form.lists:
        for column in ("key", "da", "other", "kind"):
            data[f"{rows.group.key}-{column}"] = [getattr(row, column) for row in rows.rows]
    return {name: value for name, value in data.items() if value is not None}


def texts(form, group="lines") -> list[str]:
    return [row.da for rows in form.lists if rows.group.key == group for row in rows.rows if row.da]


def shown(client, path=None):
    return typed(client.get(path or url()).context["form"])


def test_the_list_shows_every_kind_with_what_is_in_use_and_what_is_put_away(as_erik, erik):
    as_erik.post(url("definition_use"), {"in_use": "no"})

    page = as_erik.get(reverse("definition_list"))

    offers = {offer.key: offer.is_in_use for _kind, offers in page.context["by_kind"] for offer in offers}
    assert (offers["five_statements"], offers["run_up"], offers["trade_skills"]) == (False, True, True)
    assert "HIL-01" in page.content.decode()


def test_the_list_costs_the_same_however_many_there_are(as_erik, erik, django_assert_num_queries):
    as_erik.get(reverse("definition_list"))  # the first page of a session notes that it was seen
    for number in range(3):
        with django_assert_num_queries(7):
            as_erik.get(reverse("definition_list"))
        with acting_for(erik.actor.municipality_id):
            body = {"lines": [{"key": "a", "text": {"da": "A"}}]}
            define(erik.actor, kind="checklist", key=f"own{number}", title={"da": "Egen"}, body=body)


def test_a_statement_is_reworded_in_a_new_edition_and_keeps_its_key(as_erik, erik):
    with acting_for(erik.actor.municipality_id):
        old = pin(erik.actor, offer_for(erik.actor.municipality_id, *FIVE))
    data = shown(as_erik)
    data["lines-da"][1] = "Jeg har kræfter i hverdagen"

    answer = as_erik.post(url(), data)

    assert answer.url == reverse("definition_list")
    new = offer(erik)
    assert (new.edition, new.content.lines[1].key, new.content.lines[1].text["da"]) == (
        2,
        "energy",
        "Jeg har kræfter i hverdagen",
    )
    assert new.content.lines[1].text["en"] == "I have energy in my everyday life"
    with acting_for(erik.actor.municipality_id):
        old.refresh_from_db()
    assert old.body["lines"][1]["text"]["da"] == "Jeg har energi i hverdagen"


def test_the_editions_stand_on_the_page_with_their_dates(as_erik, erik):
    data = shown(as_erik)
    as_erik.post(url(), data | {"title": "Vores fem"})

    page = as_erik.get(url())

    assert [edition.edition for edition, _lines in page.context["editions"]] == [2, 1]


def test_saving_without_a_change_makes_no_edition(as_erik, erik):
    as_erik.post(url(), shown(as_erik))

    assert offer(erik).edition == 1


def test_a_translation_is_added_beside_the_others(as_erik, erik):
    data = shown(as_erik, f"{url()}?sprog=uk")
    data["lines-other"][0] = "Моє здоров'я дозволяє мені працювати"

    as_erik.post(f"{url()}?sprog=uk", data)

    text = offer(erik).content.lines[0].text
    assert set(text) == {"da", "en", "uk"}


@pytest.mark.parametrize(
    ("action", "first_two"),
    [
        ("down:lines:0", ["Jeg har energi i hverdagen", "Mit helbred er godt nok til at arbejde"]),
        ("up:lines:1", ["Jeg har energi i hverdagen", "Mit helbred er godt nok til at arbejde"]),
        ("up:lines:0", ["Mit helbred er godt nok til at arbejde", "Jeg har energi i hverdagen"]),
        ("down:lines:99", ["Mit helbred er godt nok til at arbejde", "Jeg har energi i hverdagen"]),
        ("up:lines:x", ["Mit helbred er godt nok til at arbejde", "Jeg har energi i hverdagen"]),
        ("remove:nothing:0", ["Mit helbred er godt nok til at arbejde", "Jeg har energi i hverdagen"]),
    ],
)
def test_lines_change_places_on_the_page_and_nothing_is_saved(as_erik, erik, action, first_two):
    answer = as_erik.post(url(), shown(as_erik) | {"do": action})

    assert (answer.status_code, texts(answer.context["form"])[:2]) == (200, first_two)
    assert offer(erik).edition == 0


def test_what_is_typed_is_still_there_after_a_line_was_added_and_another_removed(as_erik, erik):
    data = shown(as_erik) | {"title": "Vores fem"}
    data["lines-da"][0] = "Helt nyt"

    form = as_erik.post(url(), data | {"do": "remove:lines:4"}).context["form"]
    form = as_erik.post(url(), typed(form) | {"do": "add:lines:0"}).context["form"]
    as_erik.post(url(), typed(form))

    saved = offer(erik)
    assert (saved.title["da"], saved.content.lines[0].text["da"], len(saved.content.lines)) == (
        "Vores fem",
        "Helt nyt",
        4,
    )


def test_a_button_of_the_lines_answers_htmx_with_the_form_alone(as_erik):
    answer = as_erik.post(url(), shown(as_erik) | {"do": "add:lines:0"}, headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith("<form")


def test_two_administrators_at_once_and_the_second_sees_both_and_keeps_what_was_typed(as_erik, erik, person, aalborg):
    data = shown(as_erik) | {"title": "Eriks navn"}
    ella = person("ella@igu.test", aalborg, "administrator")
    seen = offer(ella)
    with acting_for(aalborg.id):
        rewrite(ella.actor, offer=seen, title={"da": "Ellas navn"}, body=seen.body, is_in_use=True)

    answer = as_erik.post(url(), data)

    assert answer.status_code == 409
    assert ("Name", "Ellas navn", "Eriks navn / The five statements") in answer.context["theirs"]
    assert "Eriks navn" in answer.content.decode()
    assert offer(erik).title["da"] == "Ellas navn"

    as_erik.post(url(), typed(answer.context["form"]))
    assert (offer(erik).title["da"], offer(erik).edition) == ("Eriks navn", 3)


def test_a_preset_that_was_used_meanwhile_is_no_conflict(as_erik, erik):
    data = shown(as_erik) | {"title": "Vores fem"}
    with acting_for(erik.actor.municipality_id):
        pin(erik.actor, offer_for(erik.actor.municipality_id, *FIVE))

    assert as_erik.post(url(), data).status_code == 302
    assert offer(erik).edition == 2


def test_putting_away_and_taking_into_use_makes_no_edition(as_erik, erik):
    as_erik.post(url("definition_use"), {"in_use": "no"})
    with acting_for(erik.actor.municipality_id):
        assert "five_statements" not in [one.key for one in offers_of(erik.actor.municipality_id, "scale")]

    as_erik.post(url("definition_use"), {"in_use": "yes"})

    assert (offer(erik).is_in_use, offer(erik).edition) == (True, 1)


def new_list(as_erik):
    data = shown(as_erik, url("definition_new", "checklist")) | {"title": "Vores liste"}
    data["lines-da"][0] = "Nøgle udleveret"
    return data


def test_the_municipality_makes_its_own_and_a_double_click_makes_one(as_erik, erik):
    data = new_list(as_erik)

    for _click in range(2):
        assert as_erik.post(url("definition_new", "checklist"), data).url == reverse("definition_list")

    with acting_for(erik.actor.municipality_id):
        made = Definition.objects.get()
        offers = offers_of(erik.actor.municipality_id, "checklist")
    assert (made.title, made.body["lines"][0]["text"]) == ({"da": "Vores liste"}, {"da": "Nøgle udleveret"})
    assert offers[-1].key == made.key


def test_lines_of_a_new_one_can_be_added_before_it_is_saved(as_erik):
    data = new_list(as_erik) | {"do": "add:lines:0"}

    form = as_erik.post(url("definition_new", "checklist"), data).context["form"]

    assert (form["title"].value(), len(form.lists[0].rows)) == ("Vores liste", 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "Name is missing"),
        ({"lines-da": [""] * 6, "lines-other": [""] * 6}, "Write at least one statement."),
        ({"lines-da": [""] * 6}, "Write the line in Danish too"),
        ({"lines-da": ["x" * 400] * 6}, "At most 300 characters"),
        ({"lines-da": ["Ask 010190-1234"] * 6}, "may be a CPR number"),
        ({"respondents": []}, "Choose at least one who answers."),
        ({"respondents": ["nobody"]}, "nobody"),
        ({"every_months": "99"}, "from 0 to 24"),
        ({"every_months": "soon"}, "must be a number"),
        ({"lines-kind": ["song"] * 6}, "not known"),
        ({"edition": "x"}, "number"),
    ],
)
def test_what_cannot_be_used_is_refused_with_everything_typed_kept(as_erik, erik, change, says):
    answer = as_erik.post(url(), shown(as_erik) | {"title_other": "Kept"} | change)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Kept" in answer.content.decode()
    assert offer(erik).edition == 0


@pytest.mark.parametrize("words", [("song", "five_statements"), ("scale", "nothing")])
def test_a_kind_or_a_key_that_is_not_there_is_404(as_erik, words):
    assert as_erik.get(url("definition_edit", *words)).status_code == 404


def test_a_line_with_a_key_of_somebodys_own_making_gets_another(as_erik, erik):
    data = shown(as_erik)
    data["lines-key"][0] = "../../x y"

    as_erik.post(url(), data)

    assert offer(erik).content.lines[0].key.isalnum()


def test_another_municipality_keeps_its_words(as_erik, carla, odense):
    as_erik.post(url(), shown(as_erik) | {"title": "Aalborgs"})

    assert offer(carla).title["da"] == "De fem udsagn"


def test_a_coordinator_does_not_edit_them(client, anna):
    client.force_login(anna.user)

    assert client.get(url()).status_code == 404
