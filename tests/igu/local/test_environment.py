"""A fresh computer, played: no package is installed here."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from igu.local import Refused, environment


class Machine:
    """Answers the commands that would be run, and remembers them."""

    def __init__(self, monkeypatch, *, root=False, sudo=False, apt=True, lists_are_empty=False):
        self.commands, self.installed, self.lists_are_empty, self.may_sudo = [], set(), lists_are_empty, sudo
        has = {"apt-get": apt, "sudo": sudo}
        monkeypatch.setattr(environment.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(environment.shutil, "which", lambda name: has.get(name) or None)
        monkeypatch.setattr(environment.subprocess, "run", self.run)

    def run(self, command, **_):
        words = [str(word) for word in command]
        self.commands.append(" ".join(words))
        if "update" in words:
            self.lists_are_empty = False
        elif "install" in words:
            if self.lists_are_empty:
                return SimpleNamespace(returncode=100)
            self.installed |= set(words)
        return SimpleNamespace(returncode=0)

    def packages(self):
        return {
            "libpango-1.0-0": (lambda: "libpango-1.0-0" in self.installed, "no letters"),
            "gettext": (lambda: "gettext" in self.installed, "no lint"),
            "chromium": (lambda: True, "no browser"),
        }


def test_nothing_is_asked_where_nothing_is_missing(monkeypatch, capsys):
    machine = Machine(monkeypatch, root=True)
    machine.installed = {"libpango-1.0-0", "gettext"}

    environment.install_system_packages(machine.packages())

    assert (machine.commands, capsys.readouterr().out) == ([], "")


def test_root_installs_what_is_missing_and_no_more(monkeypatch, capsys):
    machine = Machine(monkeypatch, root=True)

    environment.install_system_packages(machine.packages())

    assert machine.commands == [
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libpango-1.0-0 gettext"
    ]
    assert capsys.readouterr().out == "Installing libpango-1.0-0, gettext …\n"


def test_a_fresh_image_fetches_the_list_of_packages_once(monkeypatch):
    machine = Machine(monkeypatch, root=True, lists_are_empty=True)

    environment.install_system_packages(machine.packages())

    assert [command.split()[3] for command in machine.commands] == ["install", "update", "install"]
    assert {"libpango-1.0-0", "gettext"} <= machine.installed


def test_sudo_is_used_where_it_asks_for_no_password(monkeypatch):
    machine = Machine(monkeypatch, sudo=True)

    environment.install_system_packages(machine.packages())

    assert machine.commands[0] == "sudo -n true"
    assert machine.commands[1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install")


@pytest.mark.parametrize("machine", [{"apt": True}, {"apt": False, "root": True}])
def test_where_nothing_may_be_installed_one_line_says_what_and_why(monkeypatch, capsys, machine):
    machine = Machine(monkeypatch, **machine)

    environment.install_system_packages(machine.packages())

    assert capsys.readouterr().out == (
        "Please install: sudo apt-get install -y libpango-1.0-0 gettext   (until then: no letters; no lint)\n"
    )


def test_a_library_is_found_by_loading_it():
    assert environment.has_library("libc.so.6")
    assert not environment.has_library("libnobody-has-it.so.1")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project with an environment, where pip is only written down."""
    ran = []
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(
        environment.subprocess, "run", lambda words, **_: ran.append(words) or SimpleNamespace(returncode=0)
    )
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "requirements-local.txt").write_text("honcho==1")
    return SimpleNamespace(file=tmp_path / "requirements-local.txt", environment=tmp_path / ".venv", ran=ran)


def test_packages_are_installed_with_hashes_and_once_for_each_content(project):
    environment.install_requirements(project.file)
    environment.install_requirements(project.file)
    assert len(project.ran) == 1
    assert project.ran[0][-3:] == ["--require-hashes", "-r", project.file]

    project.file.write_text("honcho==2")
    environment.install_requirements(project.file)

    assert len(project.ran) == 2


def test_packages_that_fail_are_tried_again(project, monkeypatch):
    monkeypatch.setattr(environment.subprocess, "run", lambda words, **_: SimpleNamespace(returncode=1))

    for _ in range(2):
        with pytest.raises(Refused, match="could not be installed"):
            environment.install_requirements(project.file)


def test_an_environment_that_runs_is_kept(project):
    (project.environment / "bin" / "python").touch()

    environment.make_environment()

    assert [words for words in project.ran if "venv" in words] == []


def test_an_environment_that_has_moved_is_made_again(project):
    (project.environment / "bin" / "python").touch()
    (project.environment / "igu-made-at").write_text("/elsewhere/.venv")

    environment.make_environment()

    assert [words[1:4] for words in project.ran if "venv" in words] == [["-m", "venv", "--clear"]]
    assert (project.environment / "igu-made-at").read_text() == str(project.environment)


def test_an_old_python_is_refused_in_one_line():
    told = subprocess.run(
        ["make", "--no-print-directory", "for-run", "PYTHON=false"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
    )

    assert told.returncode != 0
    assert told.stdout == "Python 3.11 or newer is needed: install it and run make again with PYTHON=python3.11\n"
