"""The columns of the sheet: their names in Danish and English, what teams call them, how headings are recognised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy

from cases.names import fold as fold_name


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the import reads. names: how it is written in Danish and English. synonyms: what else teams write.

    is_key: a formula is refused here, because it says who and what the row is about.
    """

    key: str
    label: str
    names: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    is_key: bool = False
    limit: int = 80


COLUMNS = {
    column.key: column
    for column in (
        Column(
            "cpr",
            pgettext_lazy("sheet", "cpr"),
            ("cpr",),
            ("cpr-nummer", "cpr nr", "personnummer", "cpr number", "civil registration number"),
            is_key=True,
        ),
        Column(
            "first_name",
            pgettext_lazy("sheet", "first name"),
            ("fornavn", "first name"),
            ("fornavne", "given name", "given names"),
        ),
        Column(
            "last_name",
            pgettext_lazy("sheet", "last name"),
            ("efternavn", "last name"),
            ("efternavne", "surname", "family name"),
        ),
        Column("sex", pgettext_lazy("sheet", "sex"), ("køn", "sex"), ("gender",)),
        Column(
            "birth_on",
            pgettext_lazy("sheet", "date of birth"),
            ("fødselsdato", "date of birth"),
            ("født", "fødselsdag", "birth date", "birthday", "born"),
        ),
        Column(
            "basis",
            pgettext_lazy("sheet", "residence basis"),
            ("opholdsgrundlag", "residence basis"),
            ("grundlag", "basis", "paragraf", "basis of residence"),
        ),
        Column(
            "family_to",
            pgettext_lazy("sheet", "reunified with"),
            ("familie til", "reunified with"),
            ("family to", "familiesammenført med", "familiesammenført til"),
        ),
        Column(
            "address_since",
            pgettext_lazy("sheet", "first address date"),
            ("første adressedato", "first address date"),
            ("adresse i dk fra", "adresse i danmark fra", "første adresse", "address since", "first address"),
        ),
        Column(
            "origin",
            pgettext_lazy("sheet", "country of origin"),
            ("oprindelsesland", "country of origin"),
            ("oprindelse", "land", "nationalitet", "origin", "country", "nationality"),
            limit=60,
        ),
        Column(
            "danish_education",
            pgettext_lazy("sheet", "Danish education"),
            ("danskuddannelse", "danish education"),
            ("du", "danish programme"),
        ),
        Column(
            "danish_test",
            pgettext_lazy("sheet", "Danish test"),
            ("danskprøve", "danish test"),
            ("bestået danskprøve", "prøve", "pd"),
        ),
        Column(
            "coordinator",
            pgettext_lazy("sheet", "coordinator"),
            ("koordinator", "coordinator"),
            (
                "ansvarlig mail",
                "ansvarlig",
                "koordinator mail",
                "koordinator e-mail",
                "coordinator e-mail",
                "koordinators mail",
                "coordinator mail",
                "responsible",
            ),
            limit=254,
        ),
        Column("cvr", pgettext_lazy("sheet", "cvr"), ("cvr",), ("cvr-nummer", "cvr nr", "cvr number"), is_key=True),
        Column(
            "p_number",
            pgettext_lazy("sheet", "p-number"),
            ("p-nummer", "p-number"),
            ("p-nr", "p-enhed", "produktionsenhed", "production unit"),
            is_key=True,
        ),
        Column(
            "firm",
            pgettext_lazy("sheet", "firm"),
            ("virksomhed", "firm", "employer"),
            ("virksomhedsnavn", "firma", "arbejdsgiver", "arbejdssted", "company", "company name", "workplace"),
            limit=120,
        ),
        Column(
            "is_public",
            pgettext_lazy("sheet", "public"),
            ("offentlig", "public"),
            ("offentlig arbejdsgiver", "offentlig virksomhed", "public employer", "public sector"),
        ),
        Column(
            "industry",
            pgettext_lazy("sheet", "industry"),
            ("branche", "industry"),
            ("brancheområde", "sektor", "trade"),
        ),
        Column(
            "start_on",
            pgettext_lazy("sheet", "start"),
            ("start",),
            ("startdato", "igu start", "første dag", "start date", "starts"),
            is_key=True,
        ),
        Column(
            "end_on", pgettext_lazy("sheet", "end"), ("slut", "end"), ("slutdato", "sidste dag", "end date", "ends")
        ),
        Column(
            "ended_on",
            pgettext_lazy("sheet", "actual end"),
            ("faktisk slut", "actual end"),
            ("faktisk slutdato", "afsluttet", "reel slut", "actual end date", "ended"),
        ),
        Column(
            "ending",
            pgettext_lazy("sheet", "ending"),
            ("afslutning", "ending"),
            ("afslutningsårsag", "årsag", "reason for ending"),
        ),
        Column(
            "outcome_6",
            pgettext_lazy("sheet", "after 6 months"),
            ("efter 6 mdr", "after 6 months"),
            ("efter 6 måneder", "6 mdr", "status 6 mdr", "status efter 6 mdr"),
        ),
        Column(
            "outcome_12",
            pgettext_lazy("sheet", "after 12 months"),
            ("efter 12 mdr", "after 12 months"),
            ("efter 12 måneder", "12 mdr", "status 12 mdr", "status efter 12 mdr"),
        ),
    )
}
REQUIRED = ("cpr", "first_name", "last_name")


def fold(heading: str) -> str:
    """»Opholdsgrundlag (kode)« and »OPHOLDS-GRUNDLAG« are one: case, accents, signs and brackets do not count."""
    return re.sub(r"[^a-z0-9]", "", fold_name(re.sub(r"\(.*?\)", "", heading)))


NAMES = {fold(name): column.key for column in COLUMNS.values() for name in column.names}
SYNONYMS = {fold(name): column.key for column in COLUMNS.values() for name in column.synonyms}
# who writes o for ø, or a for å, is understood too
PLAIN = {name.replace("oe", "o").replace("aa", "a"): key for name, key in (SYNONYMS | NAMES).items()}


def recognise(heading: str) -> str | None:
    """The column that a heading names, or None."""
    folded = fold(heading)
    return NAMES.get(folded) or SYNONYMS.get(folded) or PLAIN.get(folded)


def is_synonym(heading: str) -> bool:
    return fold(heading) not in NAMES and fold(heading) not in {
        name.replace("oe", "o").replace("aa", "a") for name in NAMES
    }


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each column stands in the sheet, and what the headings had to be translated from."""

    places: dict[str, int]
    translated: list[tuple[str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        return [key for key in COLUMNS if key not in self.places]


def read_headings(cells: Sequence[str]) -> Headings:
    headings = Headings({})
    for place, heading in enumerate(cells):
        key = recognise(heading)
        if not heading.strip():
            continue
        if key is None:
            headings.unused.append(heading.strip()[:60])
        elif key in headings.places:
            headings.twice.append(key)
        else:
            headings.places[key] = place
            if is_synonym(heading):
                headings.translated.append((heading.strip()[:60], key))
    return headings
