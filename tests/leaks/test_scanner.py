"""The scanner sees what it is there to see, and nothing else."""

import base64
import json

import pytest

from tests.leaks.canaries import CPR_NUMBERS, NAMES, TYPED
from tests.leaks.control import control
from tests.leaks.scanner import CPR, NAME, Hit, Sink, hits_in, scan


def test_control_is_found_in_every_disguise(figure):
    seen = control()

    figure(f"P6 control: {seen}")
    assert seen.missed == []
    assert (seen.cpr, seen.names) == (5, 20) == (len(set(CPR_NUMBERS)), len(set(NAMES)))


def test_one_disguise_over_another_is_taken_off_too():
    cookie = json.dumps({"_messages": json.dumps(f"Sagen for {TYPED.last}")})
    mail = base64.encodebytes(f"<p>?navn={TYPED.first.encode().hex()}</p>".encode())

    assert [hit.canary for hit in hits_in(Sink("cookie", [base64.urlsafe_b64encode(cookie.encode())]))] == [TYPED.last]
    assert [hit.canary for hit in hits_in(Sink("mail", [mail]))] == [TYPED.first]


@pytest.mark.parametrize("near", ["0704831022", "07048310", "Zenobia", "Ærøskøbing", "Pfyffer-lund"])
def test_what_is_only_like_a_canary_is_none(near):
    assert hits_in(Sink("any", [near, base64.b64encode(near.encode()), near.encode().hex()])) == []


def test_a_place_may_be_meant_to_show_names():
    page = Sink("page", [f"{TYPED.first} {TYPED.cpr}"], forbids=(CPR,))

    assert [hit.kind for hit in hits_in(page)] == [CPR, NAME]
    assert [hit.kind for hit in scan([page])] == [CPR]


def test_a_hit_says_where_it_stands():
    assert scan([Sink("log", ["nothing", f"a line with {TYPED.last} in it"])]) == [
        Hit("log", NAME, TYPED.last, "a line with aeroeskovius in it")
    ]
