"""docs/practices.md says for each practice which test holds it: the test has to be there."""

import re
from pathlib import Path

from cases.definitions.kinds import kind_of

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/practices.md").read_text().splitlines()
    if re.match(r"\| [A-Z]+-\d+", line)
]


def test_each_practice_has_one_row():
    ids = [row[0] for row in ROWS]

    assert len(ids) == len(set(ids)) > 30


def test_each_row_names_a_screen_and_a_test_that_is_there():
    for practice, what, where, test in ROWS:
        assert what, practice
        assert where, practice
        paths = re.findall(r"`([^`]+)`", test)
        assert paths, practice
        for path in paths:
            assert (ROOT / path.split("::")[0]).is_file(), f"{practice}: {path}"
            if "::" in path:
                assert f"def {path.split('::')[1]}(" in (ROOT / path.split("::")[0]).read_text(), f"{practice}: {path}"


def test_each_definition_that_a_row_names_ships_with_the_system_and_names_the_practice():
    presets = {place: kind_of(kind).presets for place, kind in PLACES.items()}

    told = [(row[0], *found) for row in ROWS for found in definitions_in(row[2])]

    lost = [
        line
        for practice, place, name in told
        for line in [f"{practice}: {place} {name}"]
        if not any(name in (one.key, one.title["da"]) for one in presets[place])
    ]
    assert lost == []
    assert len(told) > 50
    meant = {practice for practice, place, name in told}
    sources = {
        source for found in presets.values() for one in found for source in re.findall(r"[A-Z]+-\d+", one.source)
    }
    assert sources - meant == set()


PLACES = {
    "Journal": "journal",
    "Indsatser": "activity",
    "scale": "scale",
    "checklist": "checklist",
    "goal area": "goals",
}


def definitions_in(where: str) -> list[tuple[str, str]]:
    """(place, key or Danish title) of each definition that a cell of the table names."""
    found = []
    for part in where.split(";"):
        place = next((one for one in PLACES if re.search(rf"\b{one}s?\b", part)), None)
        if place in ("Journal", "Indsatser") and " kind" in part:
            found += [(place, name) for name in re.findall(r"»((?:»[^«]*«|[^»«])+)«", part)]
        elif place and (keys := re.search(rf"{place}s? (`[a-z_]+`(?:, `[a-z_]+`)*)", part)):
            found += [(place, key) for key in re.findall("`(.*?)`", keys.group(1))]
    return found
