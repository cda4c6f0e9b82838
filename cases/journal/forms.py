"""What is typed in the journal: the entry with the points of its kind, a filter, a search, and why it is taken back."""

import datetime as dt

from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from cases.attachments.forms import FilesField
from cases.attachments.words import REASONS
from cases.journal.kinds import Asks, EntryKind, Point
from cases.journal.sources import sources
from cases.journal.words import Party, Theme
from igu.web.forms import FilterForm, Form, ManyPills, NumberInput, Once, Pills, make_ours

SENTENCES = {
    "words_missing": ("text", _("The note is missing. Write in a few words what happened.")),
    "day_ahead": (
        "happened_on",
        _("The date lies ahead. The journal is for what has happened. Choose today or earlier."),
    ),
    "day_long_ago": ("happened_on", _("The date lies more than twenty years back. Look at the year once more.")),
    "quota_used": ("files", REASONS["quota_used"]),
    "taken_back": (
        None,
        _("The entry has been taken back meanwhile. Nothing of yours is saved yet. Write it as a new entry."),
    ),
}
PREFIX = "point_"


class EntryWords(Form):
    """What a new entry and a corrected one share."""

    sentences = SENTENCES
    marks_optional = False

    party = forms.ChoiceField(label=_("With"), choices=Party, widget=Pills, required=False)
    text = forms.CharField(label=_("Note"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    happened_on = forms.DateField(label=_("Date"))
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("None")), *Theme.choices], required=False)
    is_restricted = forms.BooleanField(label=_("Restricted: only those named here know of the note"), required=False)
    readers = forms.MultipleChoiceField(
        label=_("Besides you, the coordinator and the managers"), widget=ManyPills, required=False
    )

    def add_points(self, kind: EntryKind) -> None:
        self.kind = kind
        for point in kind.points:
            self.fields[PREFIX + point.key] = field = field_of(point)
            make_ours(field)
        if not kind.asks_text:
            self.fields["text"].label = _("Anything else")

    @property
    def points(self) -> list:
        """The points of the kind, to be drawn."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def answers(self) -> dict[str, str]:
        """The answers as they are kept: text, dates in ISO form."""
        answers = {}
        for point in self.kind.points:
            value = self.cleaned_data.get(PREFIX + point.key)
            answers[point.key] = value.isoformat() if isinstance(value, dt.date) else str(value or "")
        return {key: answer for key, answer in answers.items() if answer}

    @property
    def values(self) -> dict:
        """What the services take."""
        names = ("happened_on", "text", "party", "theme", "is_restricted", "readers")
        return {name: self.cleaned_data[name] for name in names} | {"points": self.answers}


def field_of(point: Point) -> forms.Field:
    given = {"label": point.name, "required": point.is_needed}
    if point.asks == Asks.CHOICE:
        return forms.ChoiceField(choices=[(one.key, one.name) for one in point.choices], widget=Pills, **given)
    if point.asks == Asks.DATE:
        return forms.DateField(**given)
    if point.asks == Asks.NUMBER:
        return forms.DecimalField(
            min_value=0, max_value=1000, decimal_places=2, widget=NumberInput(decimals=True), **given
        )
    if point.asks == Asks.TEXT:
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), **given)
    return forms.CharField(max_length=120, **given)


class EntryForm(Once, EntryWords):
    """A new entry. `kinds`: what the municipality offers; `chosen`: the key of the kind whose points are asked for."""

    kind = forms.ChoiceField(label=_("What"), widget=Pills)
    files = FilesField()

    def __init__(self, *args, kinds, chosen: str, people, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds, offers = kinds, {offer.key: offer for offer in kinds}
        self.offer = offers.get(chosen) or next(iter(offers.values()))
        shown = [offer for offer in kinds if offer.content.is_common or offer is self.offer]
        self.others = [offer for offer in kinds if offer not in shown]
        self.fields["kind"].choices = [(offer.key, offer.name) for offer in shown]
        self.fields["readers"].choices = people
        self.initial |= {
            "kind": self.offer.key,
            "happened_on": today,
            "party": Party.CITIZEN,
            "is_restricted": self.offer.content.is_restricted,
        }
        self.add_points(self.offer.content)

    @classmethod
    def with_typed(cls, typed: MultiValueDict, **given):
        """A new form that what was typed elsewhere stands in, before anything of it is judged."""
        form = cls(**given)
        kept = [name for name in form.fields if name in typed and name not in ("kind", "token")]
        many = {name for name in kept if isinstance(form.fields[name], forms.MultipleChoiceField)}
        form.initial |= {name: typed.getlist(name) if name in many else typed[name] for name in kept}
        return form


class CorrectForm(EntryWords):
    """Another wording of an entry that is there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    files = FilesField()

    def __init__(self, *args, entry, kind: EntryKind, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = people
        names = ("party", "text", "happened_on", "theme", "is_restricted", "version")
        self.initial |= {name: getattr(entry, name) for name in names}
        self.initial["readers"] = [str(reader.membership_id) for reader in entry.readers.all()]
        self.add_points(kind)
        points = [PREFIX + point.key for point in kind.points]
        last = (Row("happened_on", "theme"), "is_restricted", Field("readers", wrapper_class="restrict-more"), "files")
        self.helper.layout = Layout("version", "party", *points, "text", *last)
        self.initial |= {PREFIX + point.key: point.value_of(entry.points.get(point.key, "")) for point in kind.points}

    @property
    def typed_version(self) -> int:
        return self.cleaned_data["version"]


class TakeBackForm(Form):
    why = forms.CharField(label=_("Why does the entry not hold?"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class JournalFilter(FilterForm):
    """What is shown; the codes stand in the address."""

    slags = forms.ChoiceField(label=_("What"))
    tema = forms.ChoiceField(label=_("Theme"), choices=[("", _("All themes")), *Theme.choices])

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        everything = [("", _("The whole journal")), *((source.key, source.label) for source in sources())]
        self.fields["slags"].choices = [*everything, *((offer.key, offer.name) for offer in kinds)]

    @property
    def filters(self) -> dict[str, str]:
        """What was chosen; what nobody knows is left out, and the page says so."""
        if not self.is_bound:
            return {}
        self.full_clean()
        named = {"kind": self.cleaned_data.get("slags"), "theme": self.cleaned_data.get("tema")}
        return {name: value for name, value in named.items() if value}

    @property
    def has_unknown(self) -> bool:
        return self.is_bound and bool(self.errors)


class SearchForm(Form):
    marks_optional = False

    words = forms.CharField(label=_("Search in the journal"), max_length=100, required=False)
