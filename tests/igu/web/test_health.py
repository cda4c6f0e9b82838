"""The two addresses that machines ask."""

from unittest.mock import patch

import pytest
from django.db import OperationalError


def test_livez_asks_neither_database_nor_broker(client):
    answer = client.get("/livez")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_names_what_answers(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": True, "broker": True})


@pytest.mark.django_db
def test_readyz_is_503_without_broker(client):
    with patch("igu.web.health.cache.get", side_effect=ConnectionError):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"database": True, "broker": False})


def test_readyz_is_503_without_database(client):
    with patch("igu.web.health.connection.cursor", side_effect=OperationalError):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"database": False, "broker": True})
