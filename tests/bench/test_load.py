"""What a day of the crowd comes to, and the form with the sheet."""

from django.test import RequestFactory

from bench.crowd import Seen
from bench.load import WORKING, as_file, figures_of


def seen(at, ms, municipality=1, status=200):
    return Seen(at, municipality, "/sager/5a0c5a6e-8a3b-4f3e-9a43-0d5a9a3f1c11/", status, ms)


def test_others_are_compared_before_and_beside_the_work():
    before, beside = [seen(1, 100)] * 20, [seen(11, 150)] * 20
    of_the_busy_one = [seen(11, 9000, WORKING)] * 20

    figures = figures_of(before + beside + of_the_busy_one, [], began=10)

    assert figures["other municipalities", "p95 beside the work : alone"] == 1.5
    assert figures["crowd", "p95 ms"] == 9000
    assert figures["crowd", "errors"] == 0


def test_every_answer_that_is_no_page_is_counted_and_named(capsys):
    clicks = [seen(11, 1), seen(11, 1, status=500), seen(1, 1, status=0)]
    figures = figures_of(clicks, [seen(12, 1, status=409)], began=10)

    assert figures["crowd", "errors"] == 3
    assert "1 × 500 /sager/…/" in capsys.readouterr().out


def test_the_sheet_arrives_as_a_file():
    body, kind = as_file("cpr;fornavn\n1;Bænk".encode())
    request = RequestFactory().generic("POST", "/", body, content_type=kind)

    assert request.FILES["file"].name == "hold.csv"
    assert request.FILES["file"].read().decode() == "cpr;fornavn\n1;Bænk"
    assert set(request.POST) == {"csrfmiddlewaretoken"}
