"""With DEBUG an unexpected fault shows where it happened, and nobody."""

import logging

import pytest
from django.urls import include, path

from igu.accounts.policy import public
from tests.conftest import TenantClient

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
def broken(request):
    name = request.POST["name"]
    raise ValueError(f"no {name}")


urlpatterns = [path("i-stykker/", broken), path("", include("igu.urls"))]


@pytest.mark.parametrize("accept", ["text/html", "text/plain"])
def test_fault_shows_kind_and_place_and_nothing_that_was_sent(settings, accept):
    settings.DEBUG = True

    answer = TenantClient(raise_request_exception=False).post(
        "/i-stykker/?name=Tekle", {"name": "Selam"}, headers={"accept": accept}
    )

    assert answer.status_code == 500
    assert "ValueError" in answer.content.decode()
    assert "tests/igu/web/test_debugging.py" in answer.content.decode()
    assert "Selam" not in answer.content.decode()
    assert "Tekle" not in answer.content.decode()


def test_djangos_own_log_with_its_words_is_not_kept_beside_ours():
    assert logging.getLogger("django").handlers == []
