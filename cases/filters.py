"""What the list of cases can be narrowed by, all of it in the URL. What the URL asks for and nobody knows is told."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import models, words
from igu.web.forms import LongSelect

NOBODY = "ingen"


def _select():
    return LongSelect(attrs={"class": "form-select"})


class CaseFilter(django_filters.FilterSet):
    """`coordinators` and `employers` are what can be chosen: (id, name) and (CVR number, name)."""

    fase = django_filters.ChoiceFilter(
        field_name="stage",
        label=gettext_lazy("Stage"),
        choices=words.Stage,
        empty_label=gettext_lazy("All stages"),
        widget=_select(),
    )
    koordinator = django_filters.ChoiceFilter(
        method="by_coordinator", label=gettext_lazy("Coordinator"), empty_label=gettext_lazy("All"), widget=_select()
    )
    virksomhed = django_filters.ChoiceFilter(
        field_name="agreement__employer__cvr",
        label=gettext_lazy("Employer"),
        empty_label=gettext_lazy("All"),
        widget=_select(),
    )
    gruppe = django_filters.ChoiceFilter(
        field_name="group",
        label=gettext_lazy("Group"),
        choices=words.Group,
        empty_label=gettext_lazy("All"),
        widget=_select(),
    )
    slutter = django_filters.DateFilter(
        field_name="ends_on",
        lookup_expr="lte",
        label=gettext_lazy("Ends by"),
        widget=forms.DateInput(attrs={"placeholder": gettext_lazy("dd-mm-yyyy"), "class": "form-input w-date"}),
    )

    class Meta:
        model = models.Case
        fields: list = []

    def __init__(self, data=None, *, coordinators=(), employers=()):
        super().__init__(data)
        fields = self.form.fields  # not in `filters`: the form would copy each of the choices
        fields["koordinator"].choices = [(NOBODY, _("No coordinator")), *coordinators]
        fields["virksomhed"].choices = employers

    def get_form_class(self):
        """One for all filters: they are alike, and what can be chosen is set on the form."""
        if "form_class" not in vars(CaseFilter):
            CaseFilter.form_class = super().get_form_class()
        return CaseFilter.form_class

    def by_coordinator(self, queryset, _name, value):
        return queryset.filter(coordinator_id=None if value == NOBODY else value)

    @property
    def chosen(self) -> tuple[tuple[str, Any], ...]:
        """What can be narrowed by of what the URL asks for; `unknown` names the rest."""
        self.form.is_valid()
        return tuple((name, value) for name, value in self.form.cleaned_data.items() if value)

    def narrow(self, queryset, chosen):
        for name, value in chosen:
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def unknown(self, known: set[str]) -> list[str]:
        """Values that were not understood, and names in the URL that are not a filter."""
        self.form.is_valid()
        values = [self.data.get(name, "") for name in self.form.errors]
        names = [name for name in self.data if name not in self.filters and name not in known]
        return values + names
