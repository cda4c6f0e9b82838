"""The way home, and the language."""

import pytest

from igu.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_home_opens_for_every_role(client, person, aalborg, role):
    client.force_login(person("any@igu.test", aalborg, role).user)

    answer = client.get("/", follow=False)

    assert answer.status_code in (200, 302)


def test_language_is_kept_in_a_cookie(client):
    answer = client.post("/sprog/", {"language": "en", "next": "/livez"})

    assert answer.status_code == 302
    assert answer.cookies["django_language"].value == "en"


def test_language_cannot_be_changed_by_a_link(client):
    assert client.get("/sprog/?language=en").status_code == 405
