"""A CPR number is caught wherever people write freely: by the base of all forms, not field by field."""

import copy
import importlib
import pkgutil

import pytest
from django import forms

import cases
import education
import employers
import followup
import portal
from igu.web.forms import Form, Ours, make_ours

CPR = "Hun er 010190-1234."


def forms_of(*packages):
    """Every form that these apps define."""
    for package in packages:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2].endswith("forms"):
                found = vars(importlib.import_module(module.name)).values()
                yield from (one for one in found if isinstance(one, type) and issubclass(one, forms.BaseForm))


def refuses(field) -> bool:
    field = copy.deepcopy(field)
    make_ours(field)
    try:
        field.run_validators(CPR)
    except forms.ValidationError as refusal:
        return "CPR" in " ".join(refusal.messages)
    return False


def test_every_form_stands_on_the_base_and_every_free_text_in_it_refuses_a_cpr_number():
    kinds = set(forms_of(cases, education, employers, followup, portal)) - {forms.Form, forms.ModelForm}
    texts = {
        f"{kind.__module__}.{kind.__name__}.{name}": field
        for kind in kinds
        for name, field in kind.base_fields.items()
        if isinstance(field.widget, forms.Textarea)
    }

    assert [kind for kind in kinds if not issubclass(kind, Ours)] == []
    assert len(texts) > 40
    assert [name for name, field in texts.items() if not refuses(field)] == []


@pytest.mark.parametrize(
    ("field", "is_free"),
    [
        (forms.CharField(widget=forms.Textarea), True),
        (forms.CharField(max_length=120), True),
        (forms.CharField(max_length=20), False),  # a phone number, a P-number
        (forms.CharField(max_length=400, widget=forms.HiddenInput), False),
        (forms.EmailField(max_length=254), False),
    ],
)
def test_free_is_what_holds_a_sentence(field, is_free):
    assert refuses(field) is is_free


def test_the_refusal_says_what_it_means_and_what_to_do():
    class Note(Form):
        note = forms.CharField(widget=forms.Textarea)

    form = Note({"note": CPR})

    assert form.errors["note"] == [
        "Der står et tal på ti cifre, som kan være et CPR-nummer. Intet er gemt. Skriv det ikke."
    ]
    assert Note({"note": "Sagen 2026-0142, ring 12 34 56 78."}).is_valid()
