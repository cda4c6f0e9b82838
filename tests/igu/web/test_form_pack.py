"""Every kind of field as the page shows it: label, hint, error, ids that belong together."""

import datetime as dt
from decimal import Decimal

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from lxml import html

from igu.accounts.models import Membership
from igu.web.forms import ModelForm
from tests.igu.web.gallery import Gallery, Lines

GOOD = {
    "name": "Selam Tekle",
    "start_on": "01-02-2027",
    "basis": "7",
    "sex": "k",
    "areas": ["call", "note"],
    "kind": "meeting",
    "agreed": "on",
    "hours": "37,5",
    "year": "2026",
}


def drawn(form):
    return html.fromstring(f"<form>{render_crispy_form(form)}</form>")


def group(page, name):
    return page.get_element_by_id(f"div_id_{name}")


@pytest.fixture
def empty():
    return drawn(Gallery())


@pytest.fixture
def refused():
    form = Gallery({"name": "", "start_on": "31-02-2027", "hours": "mange", "year": "i år", "secret": "hemmelig"})
    assert not form.is_valid()
    return drawn(form)


def test_text_has_label_hint_and_input_that_know_each_other(empty):
    field = empty.get_element_by_id("id_name")

    assert field.get("class").split() == ["form-input"]
    assert field.get("aria-describedby") == "id_name_helptext"
    assert empty.get_element_by_id("id_name_helptext").text.startswith("Som det står")
    assert group(empty, "name").find("label").get("for") == "id_name"


def test_optional_fields_are_marked_and_required_ones_are_not(empty):
    assert "valgfri" in group(empty, "email").text_content()
    assert "valgfri" not in group(empty, "name").text_content()


def test_no_field_asks_the_browser_to_check(empty):
    assert empty.xpath("//*[@required or @maxlength or @min or @max or @step]") == []


def test_date_stands_in_the_calendar_box(empty):
    picker = group(empty, "start_on").xpath(".//div[@class='date-picker']")[0]

    assert picker.get("data-dateformat") == "DD-MM-YYYY"
    assert picker.get("data-default-value") is None
    assert "w-date" in picker.find("input").get("class").split()


def test_calendar_opens_on_the_date_that_is_there():
    page = drawn(Gallery(initial={"start_on": dt.date(2026, 12, 29)}))
    picker = group(page, "start_on").xpath(".//div[@class='date-picker']")[0]

    assert picker.get("data-default-value") == "2026-12-29"
    assert picker.find("input").get("value") == "29-12-2026"


def test_select_has_the_select_class(empty):
    assert empty.get_element_by_id("id_basis").get("class") == "form-select"


@pytest.mark.parametrize(
    ("name", "css", "wrapper"),
    [("sex", "form-radio", "form-group-radio"), ("areas", "form-checkbox", "form-group-checkbox")],
)
def test_options_stand_in_a_fieldset_with_a_legend(empty, name, css, wrapper):
    fieldset = empty.get_element_by_id(f"id_{name}")
    options = fieldset.xpath(f".//div[@class='{wrapper}']")

    assert fieldset.tag == "fieldset"
    assert fieldset.find("legend").text_content().strip() == Gallery.base_fields[name].label
    assert [option.find("input").get("class") for option in options] == [css] * len(options)
    assert all(option.find("label").get("for") == option.find("input").get("id") for option in options)


def test_hint_of_options_belongs_to_the_fieldset(empty):
    assert empty.get_element_by_id("id_areas").get("aria-describedby") == "id_areas_helptext"


@pytest.mark.parametrize(("name", "type_"), [("kind", "radio"), ("themes", "checkbox")])
def test_pills_are_inputs_followed_by_their_labels(empty, name, type_):
    pills = empty.get_element_by_id(f"id_{name}").xpath(".//div[@class='choice']")[0]

    assert [child.tag for child in pills] == ["input", "label"] * 3
    assert {child.get("type") for child in pills if child.tag == "input"} == {type_}


def test_chosen_pill_is_checked(empty):
    assert [pill.get("value") for pill in empty.xpath("//input[@name='kind'][@checked]")] == ["call"]


def test_single_checkbox_stands_before_its_label(empty):
    box = group(empty, "agreed").xpath(".//div[@class='form-group-checkbox']")[0]

    assert [child.tag for child in box] == ["input", "label"]


def test_number_is_a_plain_box_with_its_unit(empty):
    hours = empty.get_element_by_id("id_hours")

    assert (hours.get("type"), hours.get("inputmode")) == ("text", "decimal")
    assert hours.getnext().text == "timer"


def test_appended_text_stands_beside_its_box(empty):
    assert empty.get_element_by_id("id_pay").getnext().text == "kr."


def test_year_is_written_without_a_dot(empty):
    assert empty.get_element_by_id("id_year").get("value") == "2026"


def test_textarea_and_file_keep_their_kind(empty):
    assert empty.get_element_by_id("id_note").tag == "textarea"
    assert empty.get_element_by_id("id_file").get("type") == "file"


def test_hidden_field_has_no_label(empty):
    assert empty.xpath("//label[@for='id_hidden']") == []


def test_layout_becomes_rows_sections_and_buttons(empty):
    assert len(empty.xpath("//div[@class='form-row']")) == 2
    assert empty.xpath("//fieldset[@class='form-section agreement']/legend")[0].text == "Aftale"
    assert empty.xpath("//button[@type='submit']")[0].get("class") == "button button-primary"


def test_error_stands_at_the_field_and_is_announced(refused):
    field = refused.get_element_by_id("id_start_on")
    error = refused.get_element_by_id("id_start_on_error")

    assert "form-error" in group(refused, "start_on").get("class")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") == "id_start_on_error"
    assert "Startdato" in error.text_content()


def test_summary_links_to_each_field_and_takes_the_focus(refused):
    summary = refused.xpath("//div[@data-module='error-summary']")[0]
    targets = [link.get("href")[1:] for link in summary.iter("a")]

    assert summary.get("tabindex") == "-1"
    assert targets == [
        "id_name",
        "id_start_on",
        "id_basis",
        "id_sex",
        "id_areas",
        "id_kind",
        "id_agreed",
        "id_hours",
        "id_year",
    ]
    assert all(refused.get_element_by_id(target) is not None for target in targets)


def test_every_error_names_its_field(refused):
    lines = [link.text_content() for link in refused.xpath("//div[@data-module='error-summary']//a")]

    labels = [field.label for field in Gallery.base_fields.values() if field.label]
    assert all(any(label.lower() in line.lower() for label in labels) for line in lines)


def test_typed_text_stays_but_a_password_does_not(refused):
    assert refused.get_element_by_id("id_start_on").get("value") == "31-02-2027"
    assert refused.get_element_by_id("id_secret").get("value") is None


def test_good_values_are_cleaned():
    form = Gallery(GOOD)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["start_on"] == dt.date(2027, 2, 1)
    assert float(form.cleaned_data["hours"]) == 37.5


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Se\u200blam", "Selam"),
        ("\u202eSelam", "Selam"),
        ("Se\x00lam", "Selam"),
        ("  Selam \t Tekle\n", "Selam Tekle"),
        ("A\u030age", "Åge"),
        ("\ud800Selam", "Selam"),
    ],
)
def test_text_loses_what_cannot_be_seen(typed, kept):
    form = Gallery(GOOD | {"name": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == kept


def test_note_keeps_its_lines():
    form = Gallery(GOOD | {"note": "En\r\nto\u200b\n\ntre"})

    assert form.is_valid()
    assert form.cleaned_data["note"] == "En\nto\n\ntre"


def test_too_long_text_is_told_how_long_it_was():
    form = Gallery(GOOD | {"name": "x" * 1_048_576})

    assert form.errors["name"] == ["Højst 100 tegn; du skrev 1048576."]


@pytest.mark.parametrize(("typed", "number"), [("1.234,50", "1234.5"), ("37.5", "37.5"), ("37", "37")])
def test_number_reads_danish_and_plain_signs(typed, number):
    form = Gallery(GOOD | {"pay": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["pay"] == Decimal(number)


@pytest.mark.parametrize("typed", ["nan", "1e309", "-inf", "37,5,1", "--", "999999"])
def test_number_refuses_what_is_none(typed):
    assert "hours" in Gallery(GOOD | {"hours": typed}).errors


@pytest.mark.parametrize(("number", "shown"), [("37.00", "37"), ("37.50", "37,5"), ("1200.00", "1.200"), ("0.00", "0")])
def test_number_is_shown_with_the_decimals_it_needs(number, shown):
    page = drawn(Gallery(initial={"hours": Decimal(number)}))

    assert page.get_element_by_id("id_hours").get("value") == shown


class RoleForm(ModelForm):
    class Meta:
        model = Membership
        fields = ["role", "user", "from_on"]


@pytest.mark.django_db
def test_list_of_a_model_says_choose_and_its_date_has_the_calendar():
    page = drawn(RoleForm())

    assert page.get_element_by_id("id_role").xpath("option")[0].text == "Vælg"
    assert page.get_element_by_id("id_user").xpath("option")[0].text == "Vælg"
    assert group(page, "from_on").xpath(".//div[@class='date-picker']")


def test_formset_draws_all_its_forms_and_one_summary():
    lines = Lines({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-course": "AMU", "form-1-on": "x"})
    assert not lines.is_valid()

    page = drawn(lines)

    assert len(page.xpath("//div[@class='formset-form']")) == 2
    assert [link.get("href") for link in page.xpath("//div[@data-module='error-summary']//a")] == [
        "#id_form-0-on",
        "#id_form-1-course",
        "#id_form-1-on",
    ]
    assert page.xpath("//input[@name='form-TOTAL_FORMS']")


def test_table_formset_draws_one_row_a_form():
    helper = FormHelper()
    helper.form_tag = False
    helper.template = "dkfds/table_inline_formset.html"
    page = html.fromstring(f"<div>{render_crispy_form(Lines(), helper)}</div>")

    assert len(page.xpath("//tbody/tr")) == 2
    assert [head.text for head in page.xpath("//th")] == ["Kursus", "Dato"]


def test_markup_in_a_label_or_value_is_text():
    form = Gallery({"name": '"><script>alert(1)</script>'})

    page = render_crispy_form(form)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
