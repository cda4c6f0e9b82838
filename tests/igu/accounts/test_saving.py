"""Rows that are made once, however often the form is sent."""

import threading
import uuid

import pytest
from django.db import connection

from employers.models import Contact
from igu.accounts.saving import make_once
from igu.accounts.tenancy import acting_for

TOKEN = uuid.UUID("3f2b8c1e-8c0a-4a53-9f5e-0d9c2a7b1e11")


@pytest.mark.django_db
def test_the_same_token_makes_one_row(anna, make_employer):
    employer = make_employer(anna)

    with acting_for(anna.actor.municipality_id):
        first, is_new = make_once(Contact, anna.actor, TOKEN, employer=employer, name="Kirsten")
        second, is_new_again = make_once(Contact, anna.actor, TOKEN, employer=employer, name="Kirsten")

    assert (first, is_new, is_new_again) == (second, True, False)


@pytest.mark.django_db
def test_without_a_token_each_call_makes_a_row(anna, make_employer):
    employer = make_employer(anna)

    with acting_for(anna.actor.municipality_id):
        rows = {make_once(Contact, anna.actor, None, employer=employer, name="Kirsten")[0].id for _time in range(2)}

    assert len(rows) == 2


@pytest.mark.django_db
def test_another_person_with_the_same_token_makes_another_row(anna, dorte, carla, make_employer):
    made = set()
    for person in (anna, dorte, carla):
        employer = make_employer(person, cvr="55133018" if person is dorte else "36977191")
        with acting_for(person.actor.municipality_id):
            made.add(make_once(Contact, person.actor, TOKEN, employer=employer, name="Kirsten")[0].id)

    assert len(made) == 3


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_moment_makes_one_row(anna, make_employer, figure):
    employer = make_employer(anna)
    tokens = [uuid.uuid4() for _time in range(25)]
    barrier = threading.Barrier(4)
    faults = []

    def click():
        try:
            for token in tokens:
                barrier.wait(timeout=30)
                with acting_for(anna.actor.municipality_id):
                    make_once(Contact, anna.actor, token, employer=employer, name="Kirsten")
        except Exception as fault:
            faults.append(fault)
            barrier.abort()
        finally:
            connection.close()

    clickers = [threading.Thread(target=click) for _one in range(4)]
    for clicker in clickers:
        clicker.start()
    for clicker in clickers:
        clicker.join()

    with acting_for(anna.actor.municipality_id):
        rows = Contact.objects.count()
    figure(f"form token: {len(tokens)} forms sent by {len(clickers)} at once, rows {rows}, faults {len(faults)}")
    assert (rows, faults) == (len(tokens), [])
