"""Log lines: JSON, ids, and nothing of people."""

import json
import logging

import pytest
import structlog
from django.http import HttpResponse

from igu.web.logs import MASK
from igu.web.middleware import Guard
from tests.conftest import TenantClient


@pytest.mark.parametrize("number", ["0101901234", "010190-1234", "010190 1234"])
def test_cpr_number_is_masked_wherever_it_stands(lines, number):
    logging.getLogger("igu.test").warning("refused %s", number)
    structlog.get_logger("igu.test").warning("refused", what={"cpr": [number]}, ms=12)

    assert number not in json.dumps(lines)
    assert lines[0]["event"] == f"refused {MASK}"
    assert lines[1]["what"] == {"cpr": [MASK]}


def test_number_of_ten_digits_is_masked_as_a_number_too(lines):
    structlog.get_logger("igu.test").warning("refused", value=1101901234, count=12)

    assert (lines[0]["value"], lines[0]["count"]) == (MASK, 12)


def test_ids_of_our_own_are_left_alone(lines):
    structlog.get_logger("igu.test").info("x", request_id="a" * 8 + "0101901234" + "b" * 14)

    assert "0101901234" in lines[0]["request_id"]


def test_line_says_when_how_bad_and_what(lines):
    logging.getLogger("igu.test").error("stopped")

    assert {"ts", "level", "event", "logger"} <= set(lines[0])
    assert (lines[0]["level"], lines[0]["event"]) == ("error", "stopped")


def test_error_is_told_by_kind_and_place_without_its_words(lines):
    try:
        try:
            raise KeyError("Selam Tekle")
        except KeyError as first:
            raise ValueError("DETAIL: Key (name)=(Selam Tekle) already exists.") from first
    except ValueError:
        logging.getLogger("igu.test").exception("failed")

    assert lines[0]["error"] == "ValueError from KeyError"
    assert lines[0]["at"][0].startswith("tests/igu/web/test_logs.py:")
    assert "Selam" not in json.dumps(lines)


def test_words_of_an_error_within_a_line_are_its_kind(lines):
    """As Django writes one down that it has answered with 400."""
    error = ValueError("Failing row contains (Selam, Tekle).")

    logging.getLogger("igu.test").error("%s: %s", str(error), "/sager/", exc_info=error)
    logging.getLogger("igu.test").error("Handler raised: %s", error)

    assert [line["event"] for line in lines] == ["ValueError: /sager/", "Handler raised: ValueError"]
    assert "Selam" not in json.dumps(lines)


def test_task_that_fails_tells_its_name_and_no_words(lines):
    """As Celery writes one down: its line holds the words of the error, what it was given and what it gave."""
    told = {"name": "cases.tasks.make", "id": "7", "exc": "ValueError('Selam')", "args": "('Tekle',)", "kwargs": "{}"}

    logging.getLogger("igu.test").error("Task %(name)s[%(id)s] raised: %(exc)s with %(args)s", told)

    assert lines[0]["event"] == "Task cases.tasks.make[7] raised: … with …"


@pytest.mark.django_db
def test_one_line_a_request_with_ids_only(lines, anna):
    client = TenantClient()
    client.force_login(anna.user)

    client.get("/?navn=Selam", headers={"referer": "/sager/?q=Tekle"})

    line = next(line for line in lines if line["event"] == "request")
    assert set(line) == {
        *("ts", "level", "event", "logger", "request_id", "route", "method", "status", "ms"),
        *("municipality", "membership"),
    }
    assert (line["route"], line["method"]) == ("home", "GET")
    assert line["membership"] == str(anna.membership.pk)
    assert "Selam" not in json.dumps(lines)
    assert "Tekle" not in json.dumps(lines)


def test_unknown_address_is_not_written_down(lines, rf):
    Guard(lambda request: HttpResponse(status=204))(rf.get("/Selam-Tekle/"))

    assert "Selam" not in json.dumps(lines)
    assert lines[-1]["route"] == ""


def test_lines_of_one_request_share_its_id(lines, rf):
    def view(request):
        logging.getLogger("igu.test").warning("inside")
        return HttpResponse()

    Guard(view)(rf.get("/"))

    assert lines[0]["request_id"] == lines[1]["request_id"]


@pytest.mark.parametrize("address", ["/livez", "/readyz"])
def test_probes_write_no_line(lines, rf, address):
    Guard(lambda request: HttpResponse())(rf.get(address))

    assert lines == []
