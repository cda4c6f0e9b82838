"""What is typed about goals."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy

from cases.definitions.access import Offer
from cases.goals.words import Every, Rater, Rating, Status
from cases.models import Goal, GoalRating
from igu.rules.months import add_months
from igu.web.forms import Form, ModelForm, Once, Pills, VersionedForm

REVIEW_AFTER = 3  # months, as the practice looks at goals
SENTENCES = {
    "day_is_past": ("review_on", gettext_lazy("The date lies before today. Choose today or a later day.")),
    "day_is_far": ("review_on", gettext_lazy("The date is more than three years ahead. Write the day again.")),
    "part_of_a_part": (
        None,
        gettext_lazy("A sub-goal has no sub-goals. Nothing is saved. Set it under the goal."),
    ),
}


class NewGoalsForm(Once, Form):
    """Goals of one area: some that lie ready, one of their own, or both."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Goals that lie ready"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own = forms.CharField(label=gettext_lazy("A goal in your own words"), max_length=200, required=False)
    measure = forms.CharField(label=gettext_lazy("How we see that it is reached"), max_length=300, required=False)
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again"),
        required=False,
        help_text=gettext_lazy("It comes on the list of that day by itself."),
    )
    review_every = forms.TypedChoiceField(
        label=gettext_lazy("And then every"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("Not again by itself")), *Every.choices],
        help_text=gettext_lazy("Counted from each look at the goal."),
    )

    sentences = SENTENCES | {
        "goal_missing": (None, gettext_lazy("No goal is chosen yet. Choose one, or write one in your own words.")),
    }

    def __init__(self, *args, area: Offer, today: dt.date, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        ready = [line.name for line in area.content.lines if line.name not in taken]
        self.fields["chosen"].choices = [(name, name) for name in ready]
        if not ready:
            del self.fields["chosen"]
        self.initial["review_on"] = add_months(today, REVIEW_AFTER)

    @property
    def titles(self) -> list[str]:
        typed = self.cleaned_data
        return [*typed.get("chosen", ()), *([typed["own"]] if typed["own"] else [])]


class GoalForm(VersionedForm):
    sentences = SENTENCES

    class Meta:
        model = Goal
        fields = ("title", "measure", "review_on", "review_every", "status")
        widgets = {"status": Pills}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = Status.choices


class PartForm(Once, ModelForm):
    sentences = SENTENCES

    class Meta:
        model = Goal
        fields = ("title", "measure", "review_on", "review_every")


class TakeBackGoalForm(Form):
    why = forms.CharField(label=gettext_lazy("Why was the goal set by mistake?"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RatingForm(Once, ModelForm):
    sentences = {
        "day_ahead": ("rated_on", gettext_lazy("The date lies ahead. Write the day on which it was said.")),
        "day_long_ago": ("rated_on", gettext_lazy("The date lies before 2010. Write the day on which it was said.")),
    }

    class Meta:
        model = GoalRating
        fields = ("rater", "rating", "rated_on", "note")
        widgets = {"rater": Pills, "rating": Pills}

    def __init__(self, *args, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rater"].choices = Rater.choices
        self.fields["rating"].choices = Rating.choices
        self.initial |= {"rated_on": today, "rater": Rater.CITIZEN}
