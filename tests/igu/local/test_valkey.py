"""The private Valkey, really started."""

import os
import signal

import pytest
from redis import Redis

from igu.local import Refused, places, processes
from igu.local.valkey import Valkey


@pytest.fixture
def broker(open_folder):
    server = Valkey(places.find({"IGU_LOCAL": str(open_folder)}))
    yield server
    server.stop()


def ask(broker, *words):
    with Redis.from_url(broker.urls()["REDIS_URL"]) as line:
        return line.execute_command(*words)


def test_it_answers_on_its_socket_only_and_never_throws_away(broker):
    broker.start()

    assert ask(broker, "PING") is True
    assert ask(broker, "CONFIG GET", "port") == {"port": "0"}
    assert ask(broker, "CONFIG GET", "maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert broker.socket.stat().st_mode & 0o777 == 0o700


def test_a_second_user_attaches(broker):
    broker.start()
    other = Valkey(broker.places)

    other.start()

    assert other.pid() == broker.pid()


def test_a_killed_broker_is_started_again(broker):
    broker.start()
    killed = broker.pid()
    os.kill(killed, signal.SIGKILL)
    assert processes.are_gone([killed], 5)

    assert broker.pid() is None
    broker.start()

    assert ask(broker, "PING") is True
    assert broker.pid() != killed


def test_a_server_that_does_not_show_its_words_yet_is_waited_for(broker, monkeypatch):
    """While the kernel loads a program, its command line is empty."""
    monkeypatch.setattr(processes, "arguments", lambda pid: [""])
    broker.start()
    monkeypatch.undo()

    assert ask(broker, "PING") is True


def test_a_broker_that_ends_at_once_is_told_in_one_line(broker, monkeypatch):
    monkeypatch.setattr("igu.local.valkey.find_binary", lambda: "false")

    with pytest.raises(Refused, match="Valkey did not start"):
        broker.start()


def test_stop_twice_is_harmless(broker):
    broker.start()
    broker.stop()
    broker.stop()

    assert broker.pid() is None
    assert not broker.pid_file.exists()
