import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules.bonus import State, claims, is_private
from igu.rules.statute import V6, VERSIONS, statute_for

pytestmark = pytest.mark.dates

starts = st.dates(dt.date(2016, 7, 1), dt.date(2027, 12, 31))
days = st.dates(dt.date(2016, 1, 1), dt.date(2032, 12, 31))


def test_the_example_agreements_have_the_instalments_worked_out_by_hand(check_groups):
    check_groups("bonus")


@pytest.mark.parametrize("law", VERSIONS, ids=lambda law: law.version)
def test_the_instalments_make_40000_in_every_version(law):
    assert sum(instalment.amount for instalment in law.bonus.instalments) == 40_000


@given(starts, days)
def test_whoever_stays_to_the_ordinary_end_reaches_everything(start_on, on):
    law = statute_for(start_on)
    assert sum(claim.amount for claim in claims(start_on, None, law, on=on)) == 40_000


@given(starts, days, days)
def test_a_claim_goes_from_ahead_over_earned_to_lost(start_on, one, other):
    law = statute_for(start_on)
    earlier, later = (list(claims(start_on, None, law, on=on)) for on in sorted((one, other)))
    order = [State.AHEAD, State.EARNED, State.LOST]
    for before, after in zip(earlier, later, strict=True):
        assert order.index(before.state) <= order.index(after.state)


@pytest.mark.parametrize(
    ("private", "share", "answer"), [(True, "0", True), (True, "49.99", True), (True, "50", False), (False, "0", False)]
)
def test_private_is_less_than_half_public_funding(private, share, answer):
    assert is_private(private=private, public_funding_share=Decimal(share), law=V6) is answer
