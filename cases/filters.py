"""What the list of cases can be narrowed by, all of it in the URL. What the URL asks for and nobody knows is told."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases import models, words

NOBODY = "ingen"
STAGES, GROUPS = words.Stage.choices, words.Group.choices


class Narrowing(django_filters.FilterSet):
    """How each of them narrows the list. What each may be is for `CaseFilter` to say: it differs from page to page."""

    fase = django_filters.CharFilter(field_name="stage")
    koordinator = django_filters.CharFilter(method="by_coordinator")
    virksomhed = django_filters.CharFilter(field_name="agreement__employer__cvr")
    gruppe = django_filters.CharFilter(field_name="group")
    slutter = django_filters.DateFilter(field_name="ends_on", lookup_expr="lte")

    class Meta:
        model = models.Case
        fields: list = []

    def by_coordinator(self, queryset, _name, value):
        return queryset.filter(coordinator_id=None if value == NOBODY else value)


NAMES = tuple(Narrowing.base_filters)
DATE = Narrowing.base_filters["slutter"].field


def narrowed(queryset, chosen: tuple):
    """chosen: of a CaseFilter."""
    filters = Narrowing().filters
    for name, value in chosen:
        queryset = filters[name].filter(queryset, value)
    return queryset


class CaseFilter:
    """What the URL asks for, and what can be chosen. Coordinators are (id, name), employers (CVR number, name).

    It is no Django form: to make and write one for each page took a seventh of the list's time.
    """

    def __init__(self, query, *, coordinators: list[tuple[str, str]], employers: list[tuple[str, str]]):
        everybody = ("", _("All"))
        self.choices = {
            "fase": [("", _("All stages")), *STAGES],
            "koordinator": [everybody, (NOBODY, _("No coordinator")), *coordinators],
            "virksomhed": [everybody, *employers],
            "gruppe": [everybody, *GROUPS],
        }
        self.typed = {name: query.get(name, "") for name in NAMES}
        values = {name: self._value(name, text) for name, text in self.typed.items() if text}
        self.chosen = tuple((name, value) for name, value in values.items() if value)
        self.wrong = [name for name, value in values.items() if not value]

    def _value(self, name: str, text: str) -> Any:
        """What the list is narrowed by; None where nobody knows it."""
        if name in self.choices:
            return text if text in dict(self.choices[name]) else None
        try:
            return DATE.clean(text)
        except ValidationError:
            return None
