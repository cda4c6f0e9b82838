"""The question of the health check."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from igu.local import probe


@pytest.fixture
def web():
    asked = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(200 if self.path == "/livez" else 503)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    server.asked = asked
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_200_is_an_answer(web):
    assert probe.answers(web.server_port, "/livez", "igu.example.dk")
    assert not probe.answers(web.server_port, "/readyz")
    assert web.asked == [("/livez", "igu.example.dk"), ("/readyz", "localhost")]


def test_nobody_there_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    assert not probe.answers(port, "/livez")


@pytest.mark.parametrize(
    ("hosts", "name"), [("igu.dk,www.igu.dk", "igu.dk"), (".igu.dk", "igu.dk"), ("", "localhost"), (" a.dk ", "a.dk")]
)
def test_the_name_is_one_that_django_answers_to(hosts, name):
    assert probe.own_name(hosts) == name
