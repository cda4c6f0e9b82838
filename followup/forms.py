"""What is typed about follow-ups: the answer, another date, one made by hand."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.words import Outcome
from followup import texts
from followup.models import Answer, Kind, Party, Theme
from igu.rules.workdays import ClosedDays
from igu.web import days
from igu.web.forms import Form, ManyPills, Once, Pills

WEEK = dt.timedelta(days=7)
ONE_DAY = dt.timedelta(days=1)
WORDS = {
    "issue_without_words": ("note", _("Write in a few words what there is, or choose what it is about.")),
    "outcome_missing": ("outcome", _("Choose where the person is now.")),
    "not_to_be_waived": (None, _("This follow-up cannot be left out. Choose one of the three answers.")),
    "day_is_past": ("next_on", _("The date lies before today. Choose today or a later day.")),
    "day_is_far": ("next_on", _("The date lies more than three years ahead. Look at the year once more.")),
}


class Coded:
    """Says a service's reason codes in words, each at its field."""

    def add_codes(self, codes):
        for code in codes:
            name, text = WORDS[code]
            self.add_error(name if name in self.fields else self.date_field if name == "next_on" else None, text)


class AnswerForm(Coded, Form):
    """How it went. With the first answer nothing else is asked, so everything but the answer may be left out."""

    date_field = "next_on"
    marks_optional = False

    answer = forms.ChoiceField(choices=Answer, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        required=False,
        max_length=4000,
        help_text=_("Write no CPR number and nothing about health."),
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
    )
    outcome = forms.ChoiceField(label=_("Where is the person now?"), choices=Outcome, widget=Pills, required=False)
    themes = forms.MultipleChoiceField(label=_("What is it about?"), choices=Theme, widget=ManyPills, required=False)
    next = forms.ChoiceField(label=_("Next time"), widget=Pills, required=False)
    next_on = forms.DateField(label=_("Another date"), required=False)

    def __init__(
        self, *args, row, answer: str, planned_on: dt.date | None, closed: ClosedDays, today: dt.date, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.tomorrow = closed.working_day_after(today + ONE_DAY)
        self.in_a_week = closed.working_day_after(today + WEEK)
        self.fields["next"].choices = self._next_choices(planned_on)
        self.fields["note"].label = self._question(row, answer)
        if row.key not in texts.ASKS_OUTCOME:
            del self.fields["outcome"]
        if row.kind == Kind.DEADLINE:
            del self.fields["themes"]
        first = "tomorrow" if answer == Answer.NOT_REACHED else "plan"
        self.initial |= {"answer": answer, "version": row.version, "next": first}

    def _next_choices(self, planned_on):
        plan = _("Follow the plan (%(day)s)") % {"day": days.short(planned_on)} if planned_on else _("No new date")
        return [
            ("plan", plan),
            ("tomorrow", _("Again %(day)s") % {"day": days.short(self.tomorrow)}),
            ("week", _("In 1 week (%(day)s)") % {"day": days.short(self.in_a_week)}),
            ("date", _("Another date")),
        ]

    @staticmethod
    def _question(row, answer):
        if answer != Answer.ISSUE:
            return _("Anything to remember?")
        return _("What is the remark?") if row.kind == Kind.DEADLINE else _("What is there?")

    def clean(self):
        asked = self.cleaned_data.get("next") == "date" and "next_on" not in self.errors
        if asked and not self.cleaned_data.get("next_on"):
            self.add_error("next_on", _("Write the date of the next time."))
        return self.cleaned_data

    @property
    def values(self) -> dict:
        """What the service takes."""
        data = self.cleaned_data
        when = {"tomorrow": self.tomorrow, "week": self.in_a_week, "date": data["next_on"]}
        return {
            "answer": data["answer"],
            "version": data["version"],
            "note": data["note"],
            "themes": data.get("themes", []),
            "outcome": data.get("outcome", ""),
            "next_on": when.get(data["next"]),
        }


class FollowUpForm(Once, Coded, Form):
    """A follow-up by hand."""

    date_field = "due_on"

    what = forms.CharField(label=_("What"), max_length=120)
    due_on = forms.DateField(label=_("Date"))
    party = forms.ChoiceField(label=_("About whom"), choices=Party, widget=Pills, initial=Party.CITIZEN)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, widget=Pills, initial=Kind.CONTACT)


class MoveForm(Coded, Form):
    """Another date for a follow-up, and why."""

    date_field = "due_on"

    due_on = forms.DateField(label=_("New date"))
    why = forms.CharField(label=_("Why"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
