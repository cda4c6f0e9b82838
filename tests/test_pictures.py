"""The README's pictures: each is there, small, told in words, and taken by `make pictures`."""

import re

import pytest
from PIL import Image

from igu.local import Refused
from igu.local.places import PROJECT
from tests import pictures

SHOWN = re.findall(r"!\[(?P<words>[^\]]*)\]\((?P<file>[^)]+)\)", (PROJECT / "README.md").read_text())


def test_the_readme_shows_what_is_taken_in_the_same_order():
    assert [file for _, file in SHOWN] == [f"docs/pictures/{name}.png" for name, *_ in pictures.PICTURES]


@pytest.mark.parametrize(("words", "file"), SHOWN)
def test_a_picture_is_there_small_and_told_in_words(words, file):
    assert (PROJECT / file).stat().st_size <= pictures.LARGEST
    with Image.open(PROJECT / file) as picture:
        assert picture.width in (pictures.DESK["width"], pictures.PHONE["width"])
    assert len(words) > 30


def test_without_a_running_demo_it_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PORT", "1")

    with pytest.raises(Refused, match="start it with `make run`"):
        pictures.main()
