"""The demo, made once for a file of tests: it takes as long as a hundred of them."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from reports.demo.making import make_demo


@pytest.fixture(scope="module")
def demo_until_taken_back(django_db_setup, django_db_blocker):
    """`with demo_until_taken_back(day):` each test begins with the demo of that day; at the end it is gone."""

    @contextmanager
    def make(day):
        with django_db_blocker.unblock(), transaction.atomic():
            make_demo(day)
            yield
            transaction.set_rollback(True)

    return make
