"""The first person of a municipality, from the command line."""

import re

import pytest
from django.core.management import call_command

from igu.accounts.models import Membership
from igu.accounts.tenancy import acting_for
from tests.conftest import TenantClient

pytestmark = pytest.mark.django_db

CHOSEN = {"password1": "hestesko og regnvejr på Fanø", "password2": "hestesko og regnvejr på Fanø"}


def create(capsys, *words):
    try:
        call_command("create_administrator", *words)
        code = 0
    except SystemExit as end:
        code = end.code
    printed = capsys.readouterr()
    return code, printed.out.strip(), printed.err.strip()


def path_in(text):
    return re.fullmatch(r"https?://[^/]+(/\S+)", text)[1]


def test_the_link_is_printed_once_and_lets_the_person_in(capsys, aalborg):
    code, printed, _ = create(capsys, "--municipality", "0851", "--email", "Edith@IGU.test", "--name", "Edith Ravn")

    answer = TenantClient().post(path_in(printed), CHOSEN, follow=True)

    membership = Membership.objects.get(user__email="edith@igu.test")
    assert code == 0
    assert (membership.user.name, membership.role, membership.municipality) == ("Edith Ravn", "administrator", aalborg)
    assert answer.redirect_chain[-1][0] == "/konto/to-trin/"


def test_the_command_stands_in_the_history(capsys, aalborg):
    create(capsys, "--municipality", "0851", "--email", "edith@igu.test")

    with acting_for(aalborg.id):
        event = Membership.pgh_event_model.objects.get()
    assert event.pgh_context == {"command": "create_administrator"}


def test_a_second_call_brings_a_new_link_until_the_first_is_used(capsys, aalborg):
    words = ("--municipality", "0851", "--email", "edith@igu.test")
    _, first, _ = create(capsys, *words)
    _, second, _ = create(capsys, *words)

    assert TenantClient().get(path_in(first)).status_code == 410
    TenantClient().post(path_in(second), CHOSEN)
    code, printed, said = create(capsys, *words)
    assert (code, printed) == (2, "")
    assert "har allerede den rolle" in said


def test_somebody_with_a_log_in_gets_its_address(capsys, anna):
    code, printed, _ = create(capsys, "--municipality", "0461", "--email", "anna@igu.test")

    assert (code, path_in(printed)) == (0, "/konto/log-ind/")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--municipality", "0851"),
        ("--municipality", "9999", "--email", "a@b.test"),
        ("--municipality", "0851", "--email", "no address"),
        ("--municipality", "0851", "--email", "a@b.test", "--rank", "1"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_exit_code_2(capsys, db, words):
    code, printed, said = create(capsys, *words)

    assert (code, printed) == (2, "")
    assert said and "\n" not in said
    assert not Membership.objects.exists()
