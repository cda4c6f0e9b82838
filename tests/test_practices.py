"""docs/practices.md says for each practice which test holds it: the test has to be there."""

import re
from pathlib import Path

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
            assert (ROOT / path.split("::")[0]).exists(), f"{practice}: {path}"
            if "::" in path:
                assert f"def {path.split('::')[1]}(" in (ROOT / path.split("::")[0]).read_text(), f"{practice}: {path}"
