"""A pid alone proves nothing."""

import os
import subprocess
import sys

from igu.local import processes

GRANDCHILD = "import subprocess; subprocess.run(['sleep', '60'])"


def test_is_alive_for_ourselves_and_not_for_a_pid_nobody_has():
    assert processes.is_alive(os.getpid())
    assert not processes.is_alive(2**22 + 1)


def test_a_zombie_is_not_alive():
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)

    assert not processes.is_alive(zombie.pid)
    zombie.wait()


def test_started_at_is_empty_without_a_process():
    assert processes.started_at(os.getpid()).isdigit()
    assert processes.started_at(2**22 + 1) == ""


def test_with_variable_finds_the_whole_tree():
    head = subprocess.Popen([sys.executable, "-c", GRANDCHILD], env={**os.environ, "IGU_MARK": "tree"})
    try:
        child = None
        while child is None or processes.arguments(child)[:1] != ["sleep"]:  # a fork is there before its program
            assert head.poll() is None
            found = processes.with_variable("IGU_MARK", "tree")
            child = next((pid for pid in found if pid != head.pid), None)

        assert processes.parent(child) == head.pid
        assert processes.arguments(child)[:2] == ["sleep", "60"]
        assert processes.with_variable("IGU_MARK", "other") == []
    finally:
        for pid in processes.with_variable("IGU_MARK", "tree"):
            processes.send(pid, 9)
        head.wait()


def test_are_gone_says_no_when_patience_ends():
    assert not processes.are_gone([os.getpid()], 0.02)
    assert processes.are_gone([2**22 + 1], 0)
