"""What an administrator writes of a definition: its title, its lines in Danish and one more language, its settings.

Lines are rows of equally named boxes. Adding, moving and removing one sends the form and shows it again, so that it
works without script; nothing is saved before »Save«.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.definitions.kinds import Group, Kind
from cases.definitions.texts import DANISH, LANGUAGES, direction
from igu.web.forms import NO_CPR, Form, ManyPills, Once, has_cpr, make_ours
from igu.web.tidy import tidy

LONGEST = 300
KEY = re.compile(r"[a-z0-9_-]{1,40}")
NAMES = ("key", "da", "other", "kind")


@dataclass(slots=True)
class Row:
    """One line as it stands in its boxes."""

    key: str
    da: str = ""
    other: str = ""
    kind: str = ""
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.da and not self.other


@dataclass(slots=True)
class Rows:
    """The lines of one group, and what can be done to them."""

    group: Group
    rows: list[Row] = field(default_factory=list)

    def do(self, what: str, place: int) -> None:
        """`up`, `down`, `remove` or `add`; a place that is not there changes nothing."""
        if what == "add":
            self.rows.append(Row(new_key()))
        elif 0 <= place < len(self.rows) and what == "remove":
            del self.rows[place]
        elif what in ("up", "down"):
            other = place + (1 if what == "down" else -1)
            if 0 <= place < len(self.rows) and 0 <= other < len(self.rows):
                self.rows[place], self.rows[other] = self.rows[other], self.rows[place]

    @property
    def written(self) -> list[Row]:
        return [row for row in self.rows if not row.is_empty]


def new_key() -> str:
    return uuid.uuid4().hex[:10]


class DefinitionForm(Form):
    title = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    title_other = forms.CharField(label=gettext_lazy("Name, translated"), max_length=100, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, data=None, *, kind: Kind, language: str, title=None, body=None, edition=0, draft=None):
        """title, body and edition: how it stands. draft: what was typed so far, shown without being judged."""
        self.kind, self.language = kind, language
        self.was_title, self.was_body = dict(title or {}), dict(body or {})
        super().__init__(data, initial=self._initial(edition) | (self._typed(draft) if draft else {}))
        self.fields["title_other"].label = _("Name in %(language)s") % {"language": LANGUAGES[language]}
        self.fields["title_other"].widget.attrs |= {"lang": language, "dir": direction(language)}
        for setting in kind.settings:
            self.fields[setting.key] = self._field(setting)
            make_ours(self.fields[setting.key])
        typed = data if data is not None else draft
        self.lists = [self._typed_rows(group, typed) if typed else self._kept_rows(group) for group in kind.groups]
        self.helper.render_hidden_fields = True

    def do(self, action: str) -> None:
        """What a button of the lines asks for: `up:lines:2`."""
        what, _colon, rest = action.partition(":")
        key, _colon, place = rest.partition(":")
        for rows in self.lists:
            if rows.group.key == key:
                rows.do(what, int(place) if place.isdecimal() else -1)

    @property
    def other_language(self) -> str:
        return LANGUAGES[self.language]

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def new_title(self) -> dict:
        return _said(self.was_title, self.cleaned_data["title"], self.cleaned_data["title_other"], self.language)

    @property
    def new_body(self) -> dict:
        settings = {setting.key: self.cleaned_data[setting.key] for setting in self.kind.settings}
        return self.was_body | settings | {rows.group.key: self._lines(rows) for rows in self.lists}

    def clean(self):
        super().clean()
        for rows in self.lists:
            for row in rows.written:
                row.fault = self._fault(row)
            if any(row.fault for row in rows.written):
                self.add_error(None, _("%(list)s: look at the lines marked below.") % {"list": rows.group.label})
        return self.cleaned_data

    def _initial(self, edition):
        known = {
            "title": self.was_title.get(DANISH, ""),
            "title_other": self.was_title.get(self.language, ""),
            "edition": edition,
        }
        return known | {setting.key: self.was_body.get(setting.key) for setting in self.kind.settings}

    def _typed(self, draft):
        many = {setting.key for setting in self.kind.settings if setting.choices}
        names = ("title", "title_other", "edition", "token", *(setting.key for setting in self.kind.settings))
        return {name: draft.getlist(name) if name in many else draft.get(name, "") for name in names}

    def _field(self, setting):
        if setting.choices:
            return forms.MultipleChoiceField(
                label=setting.label,
                help_text=setting.help,
                choices=setting.choices,
                widget=ManyPills,
                required=False,
            )
        return forms.IntegerField(label=setting.label, help_text=setting.help, min_value=0, max_value=1000)

    def _kept_rows(self, group) -> Rows:
        kept = self.was_body.get(group.key, ())
        rows = [
            Row(line["key"], line["text"].get(DANISH, ""), line["text"].get(self.language, ""), line.get("kind", ""))
            for line in kept
        ]
        return Rows(group, [*rows, Row(new_key())])

    def _typed_rows(self, group, data) -> Rows:
        columns = [data.getlist(f"{group.key}-{name}") for name in NAMES]
        if not group.kinds:
            columns[-1] = [""] * len(columns[0])
        rows = [Row(*(tidy(text, one_line=True) for text in texts)) for texts in zip(*columns, strict=False)]
        for row in rows:
            row.key = row.key if KEY.fullmatch(row.key) else new_key()
        return Rows(group, rows)

    def _fault(self, row) -> str:
        if not row.da:
            return _("Write the line in Danish too: it is what is shown when a translation is missing.")
        longest = max(len(row.da), len(row.other))
        if longest > LONGEST:
            return _("At most %(most)d characters; you wrote %(n)d.") % {"most": LONGEST, "n": longest}
        return str(NO_CPR) if has_cpr(f"{row.da} {row.other}") else ""

    def _lines(self, rows: Rows) -> list[dict]:
        was = {line["key"]: line for line in self.was_body.get(rows.group.key, ())}
        return [self._line(row, was.get(row.key, {}), rows.group) for row in rows.written]

    def _line(self, row, was, group) -> dict:
        line = {**was, "key": row.key, "text": _said(was.get("text", {}), row.da, row.other, self.language)}
        if group.kinds:
            line.pop("kind", None)
            line |= {"kind": row.kind} if row.kind else {}
        return line


class NewDefinitionForm(Once, DefinitionForm):
    """One of the municipality's own. Its key comes from the form's token: sent twice, it makes one."""

    @property
    def key(self) -> str:
        return f"own_{self.cleaned_data['token'].hex[:16]}"


def _said(was, danish: str, other: str, language: str) -> dict:
    texts = {**was, DANISH: danish, language: other}
    return {code: text for code, text in texts.items() if text}


def differences(form: DefinitionForm, title: dict, body: dict) -> list[tuple[str, str, str]]:
    """Where what was typed differs from how it stands now: label, theirs, yours."""
    theirs = dict(_flat(form.kind, title, body))
    mine = dict(_flat(form.kind, form.new_title, form.new_body))
    labels = [*theirs, *(label for label in mine if label not in theirs)]
    return [
        (label, theirs.get(label, ""), mine.get(label, "")) for label in labels if theirs.get(label) != mine.get(label)
    ]


def _flat(kind: Kind, title: dict, body: dict) -> Iterable[tuple[str, str]]:
    yield _("Name"), " / ".join(title.values())
    for setting in kind.settings:
        value = body.get(setting.key)
        chosen = dict(setting.choices)
        yield str(setting.label), ", ".join(str(chosen[one]) for one in value or ()) if chosen else str(value or 0)
    for group in kind.groups:
        for place, line in enumerate(body.get(group.key, ()), start=1):
            yield f"{group.label} {place}", " / ".join(line["text"].values())
