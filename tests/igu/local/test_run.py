"""The supervisor, really run: with a small web server and sleepers in the place of the app, so that it is quick."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from igu.local import Refused, processes, run

# As the real one, but for what it starts: a page, a worker with a child, a beat.
STAGE = """
import sys
from igu.local import __main__, run
page = '''
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
'''
run.prepare = lambda env: None
run.commands = lambda port: {
    "web": [sys.executable, "-c", page, str(port)],
    "worker": ["sh", "-c", "sleep 300; true"],
    "beat": ["sh", "-c", "sleep 300; true"],
}
sys.exit(__main__.main(["run"]))
"""


def worker_and_beat(folder):
    return {pid for pid in left_running(folder) if processes.arguments(pid)[0] in ("sh", "sleep")}


class Supervisor:
    """A supervisor that writes to a file: a pipe would stay open for as long as its children live."""

    def __init__(self, env, output):
        self.output = output
        with output.open("w") as out:
            self.process = subprocess.Popen([sys.executable, "-u", "-c", STAGE], env=env, stdout=out, stderr=out)

    def has_said(self, words):
        """Wait for words; give all that was said."""
        while words not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            time.sleep(0.02)
        return self.output.read_text()

    def end(self, number=None):
        """Send a signal, or let it end by itself; give its exit code and all that it has said."""
        if number:
            self.process.send_signal(number)
        return self.process.wait(), self.output.read_text()


@pytest.fixture
def open_folder(cluster_folder):
    """One folder for all: each test ends what it has started."""
    return cluster_folder


@pytest.fixture
def stage(open_folder, free_port):
    """Start a supervisor in this test's own folder; whatever is left of it afterwards is ended."""
    started = []
    env = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    env |= {"IGU_LOCAL": str(open_folder), "IGU_ENV": "demo", "PORT": str(free_port), "IGU_TEST_RUN": str(open_folder)}

    def start(**more):
        supervisor = Supervisor(env | more, open_folder / f"said-{len(started)}")
        started.append(supervisor)
        return supervisor

    yield start
    for supervisor in started:
        supervisor.process.kill()
        supervisor.process.wait()
    run.end(left_running(open_folder))


@pytest.fixture
def free_port():
    """Below 32768: above it the kernel gives numbers to outgoing connections."""
    for port in range(20000 + os.getpid() % 10000, 32768):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError


def left_running(folder):
    """All that the test has started and still runs: by the mark in the environment, and PostgreSQL by its folder."""
    return [
        *processes.with_variable("IGU_TEST_RUN", str(folder)),
        *processes.working_in(folder / "pg"),
    ]


def test_it_runs_all_and_ctrl_c_leaves_no_process(stage, open_folder, free_port):
    supervisor = stage()
    supervisor.has_said(f"IGU runs at http://localhost:{free_port}")
    supervisor.has_said("anna@demo.test")
    assert len(left_running(open_folder)) > 5

    code, _ = supervisor.end(signal.SIGINT)

    assert code == 0
    assert left_running(open_folder) == []
    assert not (open_folder / "run.json").exists()


def test_after_a_killed_supervisor_the_next_one_recovers(stage, open_folder):
    first = stage()
    first.has_said("carla@demo.test")
    while len(parts := worker_and_beat(open_folder)) < 4:
        time.sleep(0.02)
    first.end(signal.SIGKILL)
    assert worker_and_beat(open_folder) == parts

    second = stage()
    said = second.has_said("carla@demo.test")

    assert "processes that an earlier run had left" in said
    assert parts & set(left_running(open_folder)) == set()
    second.end(signal.SIGTERM)
    assert left_running(open_folder) == []


def test_a_second_one_in_the_same_folder_is_refused(stage, free_port):
    first = stage()
    first.has_said("carla@demo.test")

    code, said = stage().end()

    assert code == 1
    assert said == f"`make run` is already running here (process {first.process.pid}): http://localhost:{free_port}\n"


def test_a_taken_port_is_one_line_before_anything_is_started(stage, open_folder, free_port):
    with socket.create_server(("127.0.0.1", free_port)):
        code, said = stage().end()

    assert code == 1
    assert said == f"Port {free_port} is taken: choose another with PORT={free_port + 1} make run.\n"
    assert left_running(open_folder) == []


def test_when_one_part_ends_all_end(stage, open_folder, free_port):
    supervisor = stage()
    supervisor.has_said("carla@demo.test")
    web = next(pid for pid in left_running(open_folder) if str(free_port) in processes.arguments(pid))

    processes.send(web, signal.SIGTERM)
    code, said = supervisor.end()

    assert "web ended with code 143; stopping the rest." in said
    assert code == 143
    assert left_running(open_folder) == []


@pytest.mark.parametrize(("returncode", "told"), [(0, 0), (3, 3), (-signal.SIGTERM, 143), (-signal.SIGKILL, 137)])
def test_an_exit_code_is_told_as_a_shell_tells_it(returncode, told):
    assert run.exit_code(returncode) == told


def test_production_is_refused(stage):
    code, said = stage(IGU_ENV="production").end()

    assert code == 1
    assert said.startswith("`make run` is for demo data on one computer")
    assert said.count("\n") == 1


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8123", 8123), ("65535", 65535)])
def test_a_port_is_read(text, port):
    assert run.read_port({"PORT": text}) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "eight", "80.5"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(Refused, match=f"PORT={text} is no port"):
        run.read_port({"PORT": text})


def test_a_note_of_another_process_with_the_same_pid_stops_nobody(tmp_path):
    note = run.Note(tmp_path / "run.json")
    note.file.write_text(json.dumps({"pid": os.getpid(), "started": "1", "port": 8000}))

    note.end_what_was_left()

    assert not note.file.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}'])
def test_a_note_that_cannot_be_read_stops_nobody(tmp_path, content):
    note = run.Note(tmp_path / "run.json")
    note.file.write_text(content)

    note.end_what_was_left()
