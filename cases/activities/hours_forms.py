"""What is typed about hours: steps and rises, the timetable, a week of attendance."""

import datetime as dt
from decimal import Decimal

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import words
from cases.activities.forms import HOURS, NearDates, hours_field
from cases.activities.rules import Slot, Step, rise
from igu.web import days
from igu.web.forms import Form, ManyPills, NumberInput, Pills


class RiseFacts(NearDates):
    """A step, or a steady rise up to an aim."""

    def clean(self):
        typed = super().clean() or self.cleaned_data
        aim, hours, by = typed.get("aim"), typed.get("hours"), typed.get("by")
        if aim is not None and hours is not None and aim != hours and not by:
            self.add_error("by", _("Write how many hours each step is, such as 5."))
        return typed

    def steps(self, paid=Decimal(0), *, all_paid=False) -> list[Step]:
        typed = self.cleaned_data
        first, aim = typed["hours"], typed.get("aim")
        found = [Step(typed["from_on"], first)]
        if aim is not None:
            found = rise(typed["from_on"], first, aim, typed.get("by") or Decimal(0), typed.get("weeks") or 4)
        return [Step(step.from_on, step.hours, step.hours if all_paid else min(paid, step.hours)) for step in found]


def _rise_fields():
    return {
        "aim": hours_field(gettext_lazy("Rises to"), required=False, max_value=Decimal(37), **HOURS),
        "by": hours_field(gettext_lazy("Each step"), required=False, max_value=Decimal(37), **HOURS),
        "weeks": forms.IntegerField(
            label=gettext_lazy("A step every"),
            required=False,
            min_value=1,
            max_value=26,
            widget=NumberInput(suffix=gettext_lazy("weeks")),
        ),
    }


class StepForm(RiseFacts, Form):
    what = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[("planned", gettext_lazy("Planned")), ("actual", gettext_lazy("Really worked"))],
        widget=Pills,
        initial="planned",
    )
    from_on = forms.DateField(label=gettext_lazy("From"))
    hours = hours_field(gettext_lazy("Hours a week"), max_value=Decimal(37), **HOURS)
    paid = hours_field(gettext_lazy("Of them paid"), required=False, max_value=Decimal(37), **HOURS)
    aim, by, weeks = _rise_fields().values()

    def __init__(self, *args, is_paid=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_paid = is_paid
        self.fields["paid"].help_text = _("Left empty all of them are.") if is_paid else ""
        self.helper.layout = Layout(
            "what", Row("from_on", "hours", "paid"), Fieldset(_("A steady rise"), Row("aim", "by", "weeks"))
        )

    def clean(self):
        typed = super().clean()
        if (typed.get("paid") or 0) > max(typed.get("hours") or 0, typed.get("aim") or 0):
            self.add_error("paid", _("No more hours can be paid than there are."))
        return typed

    @property
    def noted(self) -> list[Step]:
        paid = self.cleaned_data.get("paid")
        return self.steps(paid or Decimal(0), all_paid=self.is_paid and paid is None)


class RequirementForm(RiseFacts, Form):
    ground = forms.ChoiceField(label=gettext_lazy("Why"), choices=words.HoursGround, widget=forms.RadioSelect)
    from_on = forms.DateField(label=gettext_lazy("From"))
    hours = hours_field(
        gettext_lazy("Hours a week"),
        required=False,
        max_value=Decimal(37),
        help_text=gettext_lazy("Left empty: all of them at once. Seldom from the first day."),
        **HOURS,
    )
    aim, by, weeks = _rise_fields().values()
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)

    FULL = {words.HoursGround.JOB_READY: Decimal(37), words.HoursGround.ACTIVITY_READY: Decimal(25)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "ground", Row("from_on", "hours"), Fieldset(_("A ramp"), Row("aim", "by", "weeks")), "note"
        )

    def clean(self):
        typed = self.cleaned_data
        full = self.FULL.get(typed.get("ground"))
        if typed.get("hours") is None and "hours" not in self.errors:
            if full is None:
                self.add_error("hours", _("Write how many hours a week are agreed."))
            typed["hours"] = full
        return super().clean()


# --- the timetable ----------------------------------------------------------------------------------------------------

DAYS = [(str(number), name) for number, name in enumerate(days.LONG)]
CLOCK = forms.TimeInput(format="%H:%M", attrs={"class": "w-number", "placeholder": "08:00", "autocomplete": "off"})


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


class SlotForm(Form):
    sentences = {"slot_ends_before_it_starts": ("to_at", gettext_lazy("It must end after it begins, the same day."))}
    weekdays = forms.MultipleChoiceField(label=gettext_lazy("Days"), widget=forms.CheckboxSelectMultiple)
    from_at = forms.TimeField(label=gettext_lazy("From"), widget=CLOCK, input_formats=["%H:%M", "%H.%M", "%H"])
    to_at = forms.TimeField(label=gettext_lazy("To"), widget=CLOCK, input_formats=["%H:%M", "%H.%M", "%H"])
    way = forms.IntegerField(
        label=gettext_lazy("The way there"),
        required=False,
        min_value=0,
        max_value=240,
        widget=NumberInput(suffix=gettext_lazy("minutes")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].widget = ManyPills()
        self.fields["weekdays"].choices = [(number, _(name).capitalize()) for number, name in DAYS]
        for name in ("from_at", "to_at"):
            self.fields[name].error_messages["invalid"] = _("Write the time as 08:30.")
        self.helper.layout = Layout("weekdays", Row("from_at", "to_at", "way"))

    @property
    def slots(self) -> list[Slot]:
        typed = self.cleaned_data
        return [
            Slot(int(day), _minutes(typed["from_at"]), _minutes(typed["to_at"]), typed["way"] or 0)
            for day in typed["weekdays"]
        ]


# --- attendance -------------------------------------------------------------------------------------------------------


class DayForm(Form):
    """One day of a week of attendance; nothing chosen: nothing is noted."""

    marks_optional = False
    presence = forms.ChoiceField(
        label=gettext_lazy("Presence"),
        required=False,
        choices=[("", gettext_lazy("Not noted")), *words.Presence.choices],
        widget=Pills,
    )
    hours = hours_field(
        gettext_lazy("Hours"), required=False, max_digits=4, decimal_places=2, min_value=Decimal(0), max_value=24
    )
    about = forms.CharField(label=gettext_lazy("About"), required=False, max_length=200)

    def __init__(self, *args, held_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.held_on = held_on
        self.fields["hours"].widget.attrs["aria-label"] = f"{_('Hours')}, {days.full(held_on)}"
        self.fields["about"].widget.attrs["aria-label"] = f"{_('About')}, {days.full(held_on)}"

    def clean(self):
        typed = self.cleaned_data
        if typed.get("presence") == words.Presence.PRESENT and typed.get("hours") is None and not self.errors:
            self.add_error("hours", _("Write how many hours, such as 2."))
        if not typed.get("presence") and (typed.get("hours") or typed.get("about")):
            self.add_error("presence", _("Say whether the citizen was there."))
        return typed

    @property
    def noted(self) -> dict:
        return {"held_on": self.held_on, **self.cleaned_data, "hours": self.cleaned_data["hours"] or 0}
