"""What is taken of the design system."""

from pathlib import Path

import pytest

from igu.local import Refused, assets
from igu.local.places import PROJECT

CSS = "a{background:url(../img/a.svg)}b{src:url('../fonts/b.woff2?v=1')}\n/*# sourceMappingURL=dkfds.min.css.map*/"
FILES = {
    "LICENSE.md": "MIT",
    "css/dkfds.min.css": CSS,
    "css/other.css": "",
    "js/dkfds.min.js": "run()\n//# sourceMappingURL=dkfds.min.js.map",
    "img/all-svg-icons.svg": "<svg/>",
    "img/a.svg": "<svg/>",
    "img/unused.svg": "<svg/>",
    "fonts/b.woff2": "font",
}


@pytest.fixture
def package(tmp_path):
    for name, content in FILES.items():
        (tmp_path / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dist" / name).write_text(content)
    return tmp_path / "dist"


def test_what_pages_and_style_sheet_name_is_copied_without_pointers_to_maps(package, tmp_path):
    target = tmp_path / "vendor"

    assets.copy(package, target)

    copied = {str(file.relative_to(target)): file.read_text() for file in target.rglob("*") if file.is_file()}
    assert copied == {
        "LICENSE.md": "MIT",
        "css/dkfds.min.css": "a{background:url(../img/a.svg)}b{src:url('../fonts/b.woff2?v=1')}\n",
        "js/dkfds.min.js": "run()\n",
        "img/all-svg-icons.svg": "<svg/>",
        "img/a.svg": "<svg/>",
        "fonts/b.woff2": "font",
    }


def test_every_file_that_the_real_style_sheet_names_is_there():
    css = PROJECT / "static" / "vendor" / "dkfds" / "css" / "dkfds.min.css"

    named = assets.IN_CSS.findall(css.read_text())

    assert len(named) > 100
    assert [name for name in named if not (css.parent / name).exists()] == []


def test_the_environments_npm_comes_before_the_systems(tmp_path, monkeypatch):
    monkeypatch.setattr(assets.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(assets.shutil, "which", lambda name: "/usr/bin/npm")
    assert assets.find_npm() == "/usr/bin/npm"

    (tmp_path / "npm").touch()
    assert assets.find_npm() == str(tmp_path / "npm")


def test_without_npm_there_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(assets.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)

    with pytest.raises(Refused, match="npm is missing: run `make setup`"):
        assets.find_npm()


def test_nothing_is_fetched_while_the_lock_file_stays(monkeypatch, tmp_path):
    fetched = []
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    monkeypatch.setattr(assets, "fetch_and_copy", lambda: fetched.append(1))

    assets.prepare()
    assets.prepare()

    assert fetched == [1]
    assert Path(tmp_path / ".stamp").exists()
