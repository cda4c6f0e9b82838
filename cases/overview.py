"""The first panel of a case: who the citizen is, what lies behind, and why in the target group."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases import access, models, target_group
from cases.journal.access import information_of
from igu.web.days import NONE, plain


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Group:
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
        Fact(_("Sex"), citizen.get_sex_display() or NONE),
        Fact(_("Phone"), citizen.phone, "phone"),
        Fact(_("E-mail"), citizen.email, "email"),
        Fact(_("Language"), citizen.language or NONE),
        Fact(_("Interpreter"), _("Yes") if citizen.needs_interpreter else _("No")),
    ]


def _residence(citizen):
    basis = citizen.get_basis_display() or NONE
    if citizen.family_to:
        basis = f"{basis} ({citizen.get_family_to_display()})"
    return [
        Fact(_("Basis"), basis),
        Fact(_("Permit until"), plain(citizen.permit_until)),
        Fact(_("First address in Denmark"), plain(citizen.address_since)),
        Fact(_("IGU completed before"), _("Yes") if citizen.completed_before else _("No")),
    ]


def _schooling(citizen):
    test = citizen.get_danish_test_display() or NONE
    if citizen.danish_test_on:
        test = f"{test}, {plain(citizen.danish_test_on)}"
    years = citizen.schooling_years
    return [
        Fact(_("Danish education"), citizen.get_danish_education_display() or NONE),
        Fact(_("Danish test"), test),
        Fact(_("Years of schooling"), NONE if years is None else str(years)),
        Fact(_("Own language"), citizen.get_literacy_display() or NONE),
    ]


def _background(citizen):
    children = citizen.children
    return [
        Fact(_("Country of origin"), citizen.origin or NONE),
        Fact(_("Arrived"), plain(citizen.arrived_on)),
        Fact(_("Family"), citizen.get_family_display() or NONE),
        Fact(_("Children at home"), NONE if children is None else str(children)),
    ]
