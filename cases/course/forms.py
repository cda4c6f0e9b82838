"""What is typed about visitation, issues and closing."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import models, words
from igu.web.forms import Form, ModelForm, NumberInput, Once, Pills, VersionedForm


class VisitationFacts:
    """What holds for a new visitation and a known one."""

    def arrange(self, people, today, *hidden):
        self.today = today
        self.fields["consultant_id"].choices = [("", _("Nobody")), *people]
        self.fields["need"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2})
        self.helper.layout = Layout(
            *hidden,
            Fieldset(_("The talk"), Row("held_on", "consultant_id"), "others"),
            Fieldset(_("What the citizen lacks"), "lacks_experience", "lacks_language", "lacks_trade", "need"),
            Fieldset(_("Danish and benefit"), "danish_level", Row("is_on_benefit", "benefit_months")),
            Fieldset(_("The track"), "track", "reason"),
        )

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("That day has not come yet. Nothing is saved. Write the day it was held."))
        return day

    def clean(self):
        typed = super().clean() or self.cleaned_data
        lacks = any(typed.get(name) for name in ("lacks_experience", "lacks_language", "lacks_trade"))
        if typed.get("track") == words.Track.IGU and not lacks:
            self.add_error(
                "lacks_experience",
                _("IGU is for those who lack something. Nothing is saved. Tick what, or choose another track."),
            )
        return typed

    @property
    def facts(self) -> dict:
        return self.values | {"consultant_id": self.cleaned_data["consultant_id"]}


class ConsultantField(forms.TypedChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("Firm consultant who was there"), required=False, empty_value=None, coerce=str, **kwargs
        )


VISITATION = (
    *("held_on", "others", "lacks_experience", "lacks_language", "lacks_trade", "need", "danish_level"),
    *("is_on_benefit", "benefit_months", "track", "reason"),
)
MONTHS = {"benefit_months": NumberInput(suffix=gettext_lazy("of 48"))}


class NewVisitationForm(VisitationFacts, Once, ModelForm):
    consultant_id = ConsultantField()

    class Meta:
        model = models.Visitation
        fields = VISITATION

    def __init__(self, *args, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", today)
        self.arrange(people, today)


class VisitationForm(VisitationFacts, VersionedForm):
    consultant_id = ConsultantField()

    class Meta:
        model = models.Visitation
        fields = VISITATION

    def __init__(self, *args, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["consultant_id"] = str(self.instance.consultant_id or "")
        self.arrange(people, today, "version")


class NewIssueForm(Once, ModelForm):
    class Meta:
        model = models.Issue
        fields = ("what", "found_on", "state", "news")
        widgets = {"news": forms.Textarea(attrs={"rows": 3}), "state": Pills}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("found_on", today)
        self.helper.layout = Layout("what", Row("found_on"), "state", "news")


class IssueForm(VersionedForm):
    class Meta:
        model = models.Issue
        fields = ("what", "found_on", "state", "news")
        widgets = {"news": forms.Textarea(attrs={"rows": 3}), "state": Pills}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("version", "what", Row("found_on"), "state", "news")


class CloseForm(Form):
    """Why and from which day. The version goes along: somebody may have changed the case meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[choice for choice in words.ClosedWhy.choices if choice[0] != words.ClosedWhy.MERGED],
        widget=forms.RadioSelect,
    )
    closed_on = forms.DateField(label=gettext_lazy("Closed from"))

    sentences = {
        "agreement_is_running": (
            "why",
            gettext_lazy("The agreement still runs. Nothing is saved. Note how it ended first, under Agreement."),
        )
    }

    def __init__(self, *args, case, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.today = case, today
        self.initial |= {"version": case.version, "closed_on": today}

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        if day and not self.case.opened_on <= day <= self.today:
            raise forms.ValidationError(
                _("The day must lie between the opening of the case and today. Nothing is saved. Write another day.")
            )
        return day
