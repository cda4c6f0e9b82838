"""What is typed about activities: fields of the row, and what the kind asks for."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import words
from cases.activities.kinds import ActivityKind, Ask, AskType
from cases.activities.rules import Slot, Step, rise
from cases.definitions.texts import said
from cases.models import Absence, Activity
from igu.web import days
from igu.web.forms import Form, ManyPills, ModelForm, NumberInput, Once, Pills, VersionedForm, make_ours

ENDS_FIRST = ("end_on", gettext_lazy("The last day must not lie before the first."))
SENTENCES = {"ends_before_it_starts": ENDS_FIRST}
YES_NO = [("", gettext_lazy("Not asked")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
PLACE_FIELDS = ("place", "area", "contact", "contact_phone", "start_on", "end_on")
HOURS = {"max_digits": 4, "decimal_places": 1, "min_value": Decimal(0)}


def hours_field(label, **kwargs):
    return forms.DecimalField(label=label, widget=NumberInput(suffix=gettext_lazy("hours"), decimals=True), **kwargs)


# --- what a kind asks for ---------------------------------------------------------------------------------------------


def _field_of(ask: Ask) -> forms.Field:
    given = {"label": ask.label, "required": False}
    match ask.type:
        case AskType.TEXT:
            return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **given)
        case AskType.DATE:
            return forms.DateField(**given)
        case AskType.NUMBER:
            return forms.DecimalField(max_digits=6, decimal_places=2, min_value=Decimal(0), **given)
        case AskType.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=Pills, **given)
        case AskType.CHOICE:
            choices = [(key, said(text)) for key, text in ask.choices.items()]
            return forms.ChoiceField(choices=[("", _("Not asked")), *choices], **given)
    return forms.CharField(max_length=200, **given)


def fact_fields(kind: ActivityKind) -> dict[str, forms.Field]:
    return {f"ask_{ask.key}": _field_of(ask) for ask in kind.asks}


def _kept(value):
    """A typed value as it is kept in JSON."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(ask: Ask, value):
    """A kept value as the field shows it."""
    if not value:
        return value
    if ask.type == AskType.DATE:
        return dt.date.fromisoformat(value)
    return Decimal(value) if ask.type == AskType.NUMBER else value


def with_facts(activity: Activity, kind: ActivityKind) -> Activity:
    """The row with an attribute for each fact, so that the page of two versions can name what differs."""
    for ask in kind.asks:
        setattr(activity, f"ask_{ask.key}", _typed(ask, activity.facts.get(ask.key, "")))
    return activity


# --- an activity ------------------------------------------------------------------------------------------------------


class ActivityFacts:
    """What a new activity and a known one share."""

    sentences = SENTENCES

    def arrange(self, kind: ActivityKind, places, *first):
        self.kind = kind
        asked = fact_fields(kind)
        where = forms.ChoiceField(
            label=_("Employer or workplace"), required=False, choices=[("", _("None, or another place")), *places]
        )
        for name, field in {"where": where, **asked}.items():
            make_ours(field)
            self.fields[name] = field
        self.helper.layout = Layout(
            *first,
            Fieldset(_("Period"), Row(*[name for name in ("start_on", "end_on", "hours") if name in self.fields])),
            Fieldset(_("Where"), Row("where", "place"), Row("contact", "contact_phone"), Row("area")),
            *([Fieldset(_("What this kind asks for"), *asked)] if asked else []),
        )

    def clean(self):
        typed = super().clean() or self.cleaned_data
        start_on, end_on = typed.get("start_on"), typed.get("end_on")
        if start_on and end_on and end_on < start_on:
            self.add_codes(["ends_before_it_starts"])
        return typed

    @property
    def values(self) -> dict:
        typed = self.cleaned_data
        employer, _sep, workplace = typed["where"].partition(":")
        facts = {ask.key: _kept(typed[f"ask_{ask.key}"]) for ask in self.kind.asks}
        return {
            **{name: typed[name] for name in PLACE_FIELDS},
            "employer_id": UUID(employer) if employer else None,
            "workplace_id": UUID(workplace) if workplace else None,
            "facts": {key: value for key, value in facts.items() if value not in (None, "")},
        }


class NewActivityForm(Once, ActivityFacts, ModelForm):
    hours = hours_field(gettext_lazy("Planned hours a week"), required=False, **HOURS)

    class Meta:
        model = Activity
        fields = PLACE_FIELDS

    def __init__(self, *args, kind, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("hours", kind.hours)
        self.arrange(kind, places)


class ActivityForm(ActivityFacts, VersionedForm):
    class Meta:
        model = Activity
        fields = PLACE_FIELDS

    def __init__(self, *args, kind, places, **kwargs):
        super().__init__(*args, **kwargs)
        activity = self.instance
        if activity.employer_id:
            self.initial["where"] = f"{activity.employer_id}:{activity.workplace_id or ''}"
        for ask in kind.asks:
            self.initial[f"ask_{ask.key}"] = _typed(ask, activity.facts.get(ask.key))
        self.arrange(kind, places, "version")

    @property
    def values(self) -> dict:
        """What other editions of the kind have asked for is kept."""
        values = super().values
        asked = {ask.key for ask in self.kind.asks}
        others = {key: value for key, value in self.instance.facts.items() if key not in asked}
        return values | {"facts": others | values["facts"]}


IGU_TALK = [
    ("", gettext_lazy("Not asked")),
    ("igu", gettext_lazy("Yes, and it becomes an IGU")),
    ("no_igu", gettext_lazy("Yes, but it became an ordinary job")),
    ("not_talked", gettext_lazy("No, nobody has talked about it")),
]


class OutcomeForm(VersionedForm):
    """How it ended. Where it became a job, somebody says whether IGU was talked about (SIL-12)."""

    sentences = SENTENCES
    igu_talk = forms.ChoiceField(
        label=gettext_lazy("It became a job. Was IGU talked about?"), required=False, choices=IGU_TALK
    )

    class Meta:
        model = Activity
        fields = ("outcome", "end_on", "conclusion")
        widgets = {"conclusion": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "conclusion": gettext_lazy(
                "What was seen: personally, socially, in language. It helps the next effort too."
            )
        }

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        choices = [(outcome.key, outcome.label) for outcome in kind.outcomes]
        self.fields["outcome"] = forms.ChoiceField(label=_("Outcome"), choices=[("", _("Choose")), *choices])
        make_ours(self.fields["outcome"])
        self.fields["end_on"].required = True
        self.initial["igu_talk"] = self.instance.facts.get("igu_talk", "")
        if not any(outcome.asks_igu for outcome in kind.outcomes):
            del self.fields["igu_talk"]
        rows = [Row("outcome", "end_on"), *(["igu_talk"] if "igu_talk" in self.fields else []), "conclusion"]
        self.helper.layout = Layout("version", *rows)

    def clean(self):
        typed = super().clean() or self.cleaned_data
        outcome = self.kind.outcome(typed.get("outcome", ""))
        if outcome and outcome.asks_igu and not typed.get("igu_talk"):
            self.add_error("igu_talk", _("It became a job. Say whether IGU was talked about; »No« is an answer too."))
        if typed.get("end_on") and typed["end_on"] < self.instance.start_on:
            self.add_codes(["ends_before_it_starts"])
        return typed

    @property
    def facts(self) -> dict:
        talk = self.cleaned_data.get("igu_talk")
        return {"igu_talk": talk} if talk else {}


# --- hours ------------------------------------------------------------------------------------------------------------


class RiseFacts:
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


# --- absence ----------------------------------------------------------------------------------------------------------


class AbsenceFacts:
    sentences = {"ends_before_it_starts": ("to_on", gettext_lazy("The last day must not lie before the first."))}

    def arrange(self, *first):
        self.fields["to_on"].help_text = _("Empty while it goes on.")
        self.helper.layout = Layout(
            *first, "cause", Row("from_on", "to_on"), Fieldset(_("Contact"), Row("contacted_on", "contacted"), "note")
        )

    def clean(self):
        typed = super().clean() or self.cleaned_data
        if typed.get("from_on") and typed.get("to_on") and typed["to_on"] < typed["from_on"]:
            self.add_codes(["ends_before_it_starts"])
        return typed


ABSENCE_FIELDS = ("cause", "from_on", "to_on", "contacted_on", "contacted", "note")
ABSENCE_WIDGETS = {"note": forms.Textarea(attrs={"rows": 3})}


class NewAbsenceForm(Once, AbsenceFacts, ModelForm):
    class Meta:
        model = Absence
        fields = ABSENCE_FIELDS
        widgets = ABSENCE_WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.arrange()


class AbsenceForm(AbsenceFacts, VersionedForm):
    class Meta:
        model = Absence
        fields = ABSENCE_FIELDS
        widgets = ABSENCE_WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.arrange("version")
