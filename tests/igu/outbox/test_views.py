"""Failed is never silent: who can do something about it reads it on each page."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from igu.accounts.tenancy import acting_for
from igu.outbox import access, jobs, services, tasks
from igu.outbox.models import JobRun, Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(anna, put_in_line):
    """A mail to Anna that did not get through."""
    put_in_line(anna)
    return change(anna, state="failed", failures=27, answer="550 unknown here")


def change(person, **fields):
    with acting_for(person.membership.municipality_id):
        Mail.objects.update(**fields)
        return Mail.objects.get()


def page(client, person, name="mail_list"):
    client.force_login(person.user)
    return client.get(reverse(name)).content.decode()


def act(client, person, name, mail):
    client.force_login(person.user)
    return client.post(reverse(name, kwargs={"mail_id": mail.id}))


def standing_since(minutes):
    JobRun.objects.update_or_create(
        name="send_mail", defaults={"succeeded_at": timezone.now() - dt.timedelta(minutes=minutes)}
    )


def test_the_manager_reads_which_mails_did_not_get_through(client, dorte, failed):
    html = page(client, dorte)

    assert "Anna" in html
    assert "550 unknown here" in html
    assert "1 mail kom ikke frem." in html


def test_a_mail_that_may_have_arrived_twice_is_listed(client, dorte, anna, failed):
    change(anna, state="sent", doubts=1)

    assert "Kan være kommet to gange" in page(client, dorte)


def test_a_mail_that_waits_for_another_try_is_listed(client, dorte, anna, failed):
    change(anna, state="waiting", failures=2)

    assert "Prøvet 2 gange" in page(client, dorte)


def test_where_all_went_well_the_page_says_so(client, dorte, anna, failed):
    change(anna, state="sent")

    html = page(client, dorte)
    assert "Alle mails fra de sidste 30 dage er kommet frem." in html
    assert "kom ikke frem." not in html


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_costs_the_same_for_one_mail_and_for_fifty(
    client, dorte, anna, put_in_line, django_assert_num_queries, number
):
    for key in range(number):
        put_in_line(anna, str(key))
    with acting_for(anna.membership.municipality_id):
        Mail.objects.update(state="failed")
    client.force_login(dorte.user)

    with django_assert_num_queries(7):
        client.get(reverse("mail_list"))


def test_sending_again_puts_the_mail_in_line_and_wakes_the_sender(client, dorte, failed, monkeypatch):
    woken = []
    monkeypatch.setattr(tasks, "wake_sender", lambda: woken.append(1))
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, **options: function())

    assert act(client, dorte, "mail_send_again", failed).url == reverse("mail_list")

    with acting_for(failed.municipality_id):
        failed.refresh_from_db()
    assert (failed.state, failed.failures) == ("waiting", 0)
    assert failed.not_before <= timezone.now()
    assert woken == [1]


def test_putting_aside_ends_the_warning(client, dorte, failed):
    act(client, dorte, "mail_put_aside", failed)

    assert "kom ikke frem." not in page(client, dorte)


def test_a_mail_that_has_not_failed_is_not_touched(anna, dorte, failed):
    change(anna, state="sent")

    with acting_for(failed.municipality_id):
        assert services.send_again(dorte.actor, mail_id=failed.id) is False
        assert services.put_aside(dorte.actor, mail_id=failed.id) is False


def test_a_mail_of_another_municipality_is_not_there(client, person, odense, failed):
    manager = person("dorte@odense.test", odense, "manager")

    assert act(client, manager, "mail_send_again", failed).status_code == 404
    assert "550" not in page(client, manager)


@pytest.mark.parametrize(("minutes", "is_told"), [(1, False), (15, True)])
def test_a_job_that_stands_still_is_told_on_each_page(client, dorte, minutes, is_told):
    standing_since(minutes)

    assert ("Der er ikke sendt mails siden" in page(client, dorte)) is is_told


def test_the_warning_is_for_those_who_can_do_something(client, anna, dorte, failed):
    standing_since(60)

    assert "notice" not in page(client, anna, "set_language")
    client.force_login(anna.user)
    assert client.get(reverse("mail_list")).status_code == 404


def test_the_warning_asks_the_database_once_a_minute(dorte, failed, settings, django_assert_num_queries):
    settings.CACHES = settings.CACHES | {"near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    caches["near"].clear()

    with acting_for(failed.municipality_id):
        access.alarms_for(dorte.actor, timezone.now())
        with django_assert_num_queries(0):
            assert access.alarms_for(dorte.actor, timezone.now()).failed == 1
    access.forget_alarms(dorte.actor)


def test_a_page_is_still_a_page_when_the_warning_cannot_be_read(client, dorte, monkeypatch):
    def broken(runs, now):
        raise DatabaseError

    monkeypatch.setattr(jobs, "late_among", broken)
    client.force_login(dorte.user)

    assert client.get(reverse("mail_list")).status_code == 200
