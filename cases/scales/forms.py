"""The answering page: a row of pills a statement, »not answered« chosen until somebody answers."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.definitions.texts import DANISH, said
from cases.models import Measurement
from cases.scales.content import Scale
from cases.scales.words import Answers, Respondent
from igu.web.forms import ModelForm, Once, Pills, VersionedForm, make_ours

PREFIX = "answer_"


class Answering:
    """The fields of a scale's statements, in the reader's language or the one that is read together."""

    marks_optional = False
    sentences = {
        "nothing_answered": (
            None,
            gettext_lazy("Nothing is answered yet. Choose an answer, or write a note."),
        ),
        "day_ahead": ("measured_on", gettext_lazy("The date lies ahead. Write the day on which it was answered.")),
        "day_long_ago": (
            "measured_on",
            gettext_lazy("The date lies before 2010. Write the day of the answers."),
        ),
    }

    def add_answers(self, scale: Scale, given: dict, language: str) -> None:
        self.scale = scale
        asked = [(code, label) for code, label in Respondent.choices if code in scale.respondents]
        self.fields["respondent"].choices = asked
        self.fields["respondent"].widget = Pills(choices=asked)
        note = self.fields.pop("note")
        for line in scale.lines:
            name = f"{PREFIX}{line.key}"
            self.fields[name] = _field(line, scale, language)
            make_ours(self.fields[name])
            self.initial[name] = _shown(line, given.get(line.key, ""))
        self.fields["note"] = note

    @property
    def answers(self) -> dict:
        """By the key of the statement, as JSON keeps it; what was left open is not in it."""
        typed = {line.key: self.cleaned_data[f"{PREFIX}{line.key}"] for line in self.scale.lines}
        return {key: _kept(value) for key, value in typed.items() if value not in (None, "")}

    @property
    def measured(self) -> dict:
        """What was typed, for a service's keywords."""
        names = ("measured_on", "respondent", "note")
        return {name: self.cleaned_data[name] for name in names} | {"answers": self.answers}


class MeasurementForm(Answering, Once, ModelForm):
    class Meta:
        model = Measurement
        fields = ("measured_on", "respondent", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args, scale: Scale, today: dt.date, language: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.add_answers(scale, {}, language)
        self.initial |= {"measured_on": today, "respondent": scale.respondents[0]}


class MeasurementEditForm(Answering, VersionedForm):
    class Meta:
        model = Measurement
        fields = ("measured_on", "respondent", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args, instance: Measurement, scale: Scale, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.add_answers(scale, instance.answers, "")


def _field(line, scale: Scale, language: str) -> forms.Field:
    shown = {"label": said(line.text, language), "required": False}
    if language and language != DANISH and shown["label"] != said(line.text, DANISH):
        shown["help_text"] = said(line.text, DANISH)
    if line.kind == Answers.NUMBER:
        return forms.DecimalField(max_digits=8, decimal_places=2, min_value=0, **shown)
    if line.kind == Answers.DATE:
        return forms.DateField(**shown)
    if line.kind == Answers.TEXT:
        return forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}), **shown)
    steps = [(step.key, said(step.text, language)) for step in scale.steps]
    return forms.ChoiceField(choices=[*steps, ("", _("Not answered"))], widget=Pills, **shown)


def _shown(line, value):
    return dt.date.fromisoformat(value) if value and line.kind == Answers.DATE else value


def _kept(value):
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize() if value % 1 else value.quantize(1))
    return value
