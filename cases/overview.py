"""The first panel of a case: who the citizen is, what lies behind, and why in the target group."""

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases import access, models, target_group, words
from cases.journal.access import information_of
from igu.web.days import NONE, plain

SEXES, BASES, FAMILY_TO, FAMILIES = (
    dict(one.choices) for one in (words.Sex, words.Basis, words.FamilyTo, words.Family)
)
EDUCATIONS, TESTS, LITERACIES = (dict(one.choices) for one in (words.DanishEducation, words.DanishTest, words.Literacy))


class Fact(NamedTuple):
    label: str
    value: str
    kind: str = ""


class Group(NamedTuple):
    heading: str
    facts: list[Fact]


def context_of(request, case: models.Case, today: dt.date) -> dict:
    return {
        "groups": groups_of(case.citizen),
        "background": case.citizen.background,
        "why": target_group.box_of(case, access.assessments_of(request, case), today),
        "information": information_of(request.actor, case),
    }


def groups_of(citizen: models.Citizen) -> list[Group]:
    return [
        Group(_("Person"), _person(citizen)),
        Group(_("Residence"), _residence(citizen)),
        Group(_("Danish and schooling"), _schooling(citizen)),
        Group(_("Background"), _background(citizen)),
    ]


def _person(citizen):
    return [
        Fact(_("Date of birth"), plain(citizen.birth_on)),
        Fact(_("Sex"), _said(SEXES, citizen.sex)),
        Fact(_("Phone"), citizen.phone, "phone"),
        Fact(_("E-mail"), citizen.email, "email"),
        Fact(_("Language"), citizen.language or NONE),
        Fact(_("Interpreter"), _("Yes") if citizen.needs_interpreter else _("No")),
    ]


def _residence(citizen):
    basis = _said(BASES, citizen.basis)
    if citizen.family_to:
        basis = f"{basis} ({_said(FAMILY_TO, citizen.family_to)})"
    return [
        Fact(_("Basis"), basis),
        Fact(_("Permit until"), plain(citizen.permit_until)),
        Fact(_("First address in Denmark"), plain(citizen.address_since)),
        Fact(_("IGU completed before"), _("Yes") if citizen.completed_before else _("No")),
    ]


def _schooling(citizen):
    test = _said(TESTS, citizen.danish_test)
    if citizen.danish_test_on:
        test = f"{test}, {plain(citizen.danish_test_on)}"
    years = citizen.schooling_years
    return [
        Fact(_("Danish education"), _said(EDUCATIONS, citizen.danish_education)),
        Fact(_("Danish test"), test),
        Fact(_("Years of schooling"), NONE if years is None else str(years)),
        Fact(_("Own language"), _said(LITERACIES, citizen.literacy)),
    ]


def _background(citizen):
    children = citizen.children
    return [
        Fact(_("Country of origin"), citizen.origin or NONE),
        Fact(_("Arrived"), plain(citizen.arrived_on)),
        Fact(_("Family"), _said(FAMILIES, citizen.family)),
        Fact(_("Children at home"), NONE if children is None else str(children)),
    ]


def _said(labels, code) -> str:
    """As `get_…_display`, which translates every label of the list to find the one."""
    return str(labels.get(code, code)) or NONE
