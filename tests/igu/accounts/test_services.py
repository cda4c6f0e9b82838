import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_language_a_person_chooses_is_that_of_the_persons_mails(client, anna):
    client.force_login(anna.user)

    client.post(reverse("set_language"), {"language": "en"})

    anna.user.refresh_from_db()
    assert anna.user.language == "en"


def test_a_language_that_we_do_not_have_changes_nothing(client, anna):
    client.force_login(anna.user)

    client.post(reverse("set_language"), {"language": "xx"})

    anna.user.refresh_from_db()
    assert anna.user.language == "da"


def test_a_stranger_may_choose_a_language_too(client):
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 302
