"""What a municipality can choose from: its own newest editions, and the presets that it has not touched."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404

from cases.definitions import kinds
from cases.definitions.texts import Text, said
from cases.models import Definition


@dataclass(frozen=True)
class Offer:
    """A definition as it can be used today. id and edition: None and 0 for a preset that nobody has used yet."""

    kind: str
    key: str
    title: Text
    body: dict
    is_in_use: bool
    id: UUID | None = None
    edition: int = 0
    source: str = ""
    made_at: dt.datetime | None = None

    @property
    def name(self) -> str:
        return said(self.title)

    @cached_property
    def content(self) -> Any:
        """The body as its mechanism reads it."""
        return kinds.kind_of(self.kind).read(self.body)


def offers_of(municipality_id, *keys: str, all_of_them: bool = False) -> list[Offer]:
    """What is in use of these kinds, in one query; `all_of_them` adds what has been put away."""
    rows = Definition.objects.filter(municipality_id=municipality_id, kind__in=keys, is_newest=True)
    own = {(row.kind, row.key): row for row in rows.order_by("kind", "made_at", "key")}
    found = []
    for key in keys:
        kind = kinds.kind_of(key)
        found += [offer_of(own.pop((key, preset.key), None), kind, preset) for preset in kind.presets]
        found += [offer_of(row, kind) for row in own.values() if row.kind == key]
    return [offer for offer in found if offer.is_in_use or all_of_them]


def offer_for(municipality_id, kind: str, key: str) -> Offer:
    """One definition of the municipality, put away or not; 404 where there is none."""
    for offer in offers_of(municipality_id, kind, all_of_them=True):
        if offer.key == key:
            return offer
    raise Http404


def offer_of(row: Definition | None, kind: kinds.Kind, preset: kinds.Preset | None = None) -> Offer:
    """A row, or the preset where the municipality has none."""
    if row is None:
        return Offer(kind.key, preset.key, preset.title, preset.body, preset.is_in_use, source=preset.source)
    preset = preset or kind.preset(row.key)
    source = preset.source if preset else ""
    return Offer(row.kind, row.key, row.title, row.body, row.is_in_use, row.id, row.edition, source, row.made_at)


def editions_of(municipality_id, kind: str, key: str) -> list[Definition]:
    """Every edition of a definition, the newest first, with who wrote it."""
    rows = Definition.objects.filter(municipality_id=municipality_id, kind=kind, key=key)
    return list(rows.select_related("made_by__user").order_by("-edition"))


def content_of(definition: Definition) -> Any:
    """What a record's own edition says, as its mechanism reads it."""
    return kinds.kind_of(definition.kind).read(definition.body)
