"""The last user stops the servers."""

import subprocess
import sys

import pytest

from igu.local.lock import in_use, is_in_use

HOLD = """
import sys, time
from pathlib import Path
from igu.local.lock import in_use
with in_use(Path(sys.argv[1]), start=lambda: None, stop=lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""

FORK = """
import os, sys
from pathlib import Path
from igu.local.lock import in_use
folder = Path(sys.argv[1]) / "of its own"
parent = os.getpid()
with in_use(folder, start=lambda: None, stop=lambda: print("parent stops" if os.getpid() == parent else "child stops")):
    child = os.fork()
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
"""


@pytest.fixture
def story():
    return []


@pytest.fixture
def use(tmp_path, story):
    return lambda: in_use(tmp_path, start=lambda: story.append("start"), stop=lambda: story.append("stop"))


def test_only_the_last_user_stops(use, story, tmp_path):
    with use():
        with use():
            pass
        assert story == ["start", "start"]
        assert is_in_use(tmp_path)

    assert story == ["start", "start", "stop"]
    assert not is_in_use(tmp_path)


def test_a_user_who_fails_stops_too(use, story):
    with pytest.raises(ZeroDivisionError), use():
        1 / 0  # noqa: B018

    assert story == ["start", "stop"]


def test_a_start_that_fails_leaves_nothing(tmp_path, story):
    def start():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), in_use(tmp_path, start=start, stop=lambda: story.append("stop")):
        story.append("inside")

    assert story == ["stop"]


def test_a_killed_user_is_not_counted(use, story, tmp_path):
    other = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"held\n"
    other.kill()
    other.communicate()

    with use():
        pass

    assert story == ["start", "stop"]


def test_a_living_user_keeps_the_servers(use, story, tmp_path):
    other = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"held\n"

    with use():
        pass

    assert story == ["start"]
    other.kill()
    other.communicate()


def test_a_forked_child_stops_nothing(tmp_path):
    story = tmp_path / "story"
    with in_use(tmp_path, start=lambda: None, stop=lambda: story.write_text("stopped")):
        ended = subprocess.run([sys.executable, "-c", FORK, tmp_path], capture_output=True, text=True)
        assert (ended.stdout, ended.stderr) == ("parent stops\n", "")
        assert not story.exists()
    assert story.read_text() == "stopped"
