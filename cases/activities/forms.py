"""What is typed about activities: fields of the row, and what the kind asks for."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.activities.kinds import ActivityKind, Ask, AskType
from cases.definitions.texts import said
from cases.models import Absence, Activity
from igu.web.forms import ModelForm, NumberInput, Once, Pills, VersionedForm, make_ours

ENDS_FIRST = ("end_on", gettext_lazy("The last day must not lie before the first."))
SENTENCES = {"ends_before_it_starts": ENDS_FIRST}
YES_NO = [("", gettext_lazy("Not asked")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
PLACE_FIELDS = ("place", "area", "contact", "contact_phone", "start_on", "end_on")
HOURS = {"max_digits": 4, "decimal_places": 1, "min_value": Decimal(0)}


FIRST_DAY, LAST_DAY = dt.date(1950, 1, 1), dt.date(2100, 12, 31)


class NearDates:
    """A date centuries away is a slip of the keys, and no date can be counted on from the last year there is."""

    def clean(self):
        typed = super().clean() or self.cleaned_data
        for name, value in list(typed.items()):
            if isinstance(value, dt.date) and not FIRST_DAY <= value <= LAST_DAY:
                words = _("%(label)s lies too far away. Nothing is saved yet. Look at the year once more.")
                self.add_error(name, words % {"label": self.fields[name].label.capitalize()})
        return typed


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


class ActivityFacts(NearDates):
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


class OutcomeForm(NearDates, VersionedForm):
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


# --- absence ----------------------------------------------------------------------------------------------------------


class AbsenceFacts(NearDates):
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
