"""The session of a request, read by a statement of our own, is the one that Django would read."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from igu.accounts.sessions import SessionStore
from igu.people.backends import Backend

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    session = SessionStore()
    session["seen_at"] = 17
    session.save()
    return session


def test_a_session_is_read_as_django_reads_it(session, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert dict(SessionStore(session.session_key).items()) == {"seen_at": 17}
    assert dict(db.SessionStore(session.session_key).items()) == {"seen_at": 17}


def test_a_session_that_has_expired_is_empty_and_loses_its_key(session):
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    late = SessionStore(session.session_key)

    assert dict(late.items()) == {}
    assert late.session_key is None


def test_an_unknown_key_is_not_taken_over():
    foreign = SessionStore("chosen-by-somebody-else")

    assert dict(foreign.items()) == {}
    assert foreign.session_key is None


def test_the_user_of_a_session_is_the_whole_user(anna, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = Backend().get_user(anna.user.pk)
    kept = get_user_model().objects.get(pk=anna.user.pk)

    names = [field.attname for field in kept._meta.concrete_fields]
    assert [getattr(user, name) for name in names] == [getattr(kept, name) for name in names]
    user.name = "Anna Berg"
    user.save(update_fields=["name"])
    assert get_user_model().objects.get(pk=anna.user.pk).name == "Anna Berg"


def test_a_user_who_is_not_active_or_not_there_is_nobody(anna):
    get_user_model().objects.filter(pk=anna.user.pk).update(is_active=False)

    assert Backend().get_user(anna.user.pk) is None
    assert Backend().get_user(uuid.uuid4()) is None
