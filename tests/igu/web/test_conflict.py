"""What the page that shows two versions is made of."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms

from cases import services
from igu.accounts.tenancy import acting_for
from igu.web import conflict


class Sheet(forms.Form):
    name = forms.CharField(label="Name", required=False)
    stage = forms.ChoiceField(label="Stage", choices=[("", "None"), ("run", "Running")], required=False)
    day = forms.DateField(label="Day", required=False)
    is_public = forms.BooleanField(label="Public", required=False)
    version = forms.IntegerField()


def differences(typed, **newest):
    form = Sheet(typed | {"version": "1"})
    assert form.is_valid()
    return [(d.label, d.mine, d.theirs) for d in conflict.differences(form, SimpleNamespace(version=2, **newest))]


def test_what_differs_is_said_in_words():
    typed = {"name": "Mine", "stage": "run", "day": "2026-11-25", "is_public": "on"}

    assert differences(typed, name="Theirs", stage="", day=dt.date(2026, 1, 2), is_public=False) == [
        ("Name", "Mine", "Theirs"),
        ("Stage", "Running", "–"),
        ("Day", "25-11-2026", "02-01-2026"),
        ("Public", "Ja", "Nej"),
    ]


def test_what_is_the_same_is_left_out():
    assert differences({"name": "Same"}, name="Same", stage="", day=None, is_public=False) == []


def test_what_was_taken_back_meanwhile_says_so_first_with_the_reason():
    gone = {"taken_back_at": dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "taken_back_why": "Set by mistake"}

    assert differences({"name": "Mine"}, name="Theirs", stage="", day=None, is_public=False, **gone) == [
        ("Taget tilbage", "–", "Set by mistake"),
        ("Name", "Mine", "Theirs"),
    ]


@pytest.mark.django_db
def test_the_newest_change_names_nobody_when_no_person_made_it(anna, make_case):
    case = make_case(anna)
    with acting_for(case.municipality_id):
        services.change_citizen(anna.actor, citizen=case.citizen, version=1, phone="1")
        name, _at = conflict.last_change(case.citizen)

    assert name == "Nogen"
