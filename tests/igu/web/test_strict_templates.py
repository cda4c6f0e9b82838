"""A page that names a variable nobody gave it fails whichever test opens it."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from igu.accounts.policy import public

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def page(source):
    return public(lambda request: HttpResponse(engines["django"].from_string(source).render({"known": "x"}, request)))


urlpatterns = [
    path("ukendt/", page("<p>{{ case.coordinatr }}</p>")),
    path("kendt/", page("<p>{{ known }}{% if unknown %}y{% endif %}</p>")),
]


def test_unknown_variable_fails_the_test_that_meets_it(client):
    with pytest.raises(AssertionError, match="coordinatr"):
        client.get("/ukendt/")


def test_question_whether_there_is_one_is_allowed(client):
    assert client.get("/kendt/").content == b"<p>x</p>"
