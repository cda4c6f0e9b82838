"""P6: what is sealed opens with a key of ours and in its own row only."""

import uuid

import pytest

from igu.accounts import sealing

ROW, OTHER_ROW = uuid.uuid4(), uuid.uuid4()


def test_a_sealed_text_opens_in_its_own_row():
    assert sealing.unseal(sealing.seal("010190-æøå", bound_to=ROW), bound_to=ROW) == "010190-æøå"


def test_the_same_text_is_never_sealed_the_same_way_twice():
    assert sealing.seal("0101900001", bound_to=ROW) != sealing.seal("0101900001", bound_to=ROW)


def test_a_sealed_text_does_not_open_in_another_row():
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealing.seal("0101900001", bound_to=ROW), bound_to=OTHER_ROW)


@pytest.mark.parametrize("at", [0, 1, 5, -1])
def test_a_changed_byte_breaks_the_seal(at):
    sealed = bytearray(sealing.seal("0101900001", bound_to=ROW))
    sealed[at] ^= 1

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(sealed), bound_to=ROW)


def test_a_new_key_seals_and_the_old_one_still_opens(settings):
    settings.IGU_SEAL_KEYS = ["old"]
    old = sealing.seal("0101900001", bound_to=ROW)
    settings.IGU_SEAL_KEYS = ["new", "old"]
    new = sealing.seal("0101900001", bound_to=ROW)

    assert sealing.unseal(old, bound_to=ROW) == sealing.unseal(new, bound_to=ROW)
    settings.IGU_SEAL_KEYS = ["new"]
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(old, bound_to=ROW)


def test_a_search_key_finds_within_one_municipality_only():
    here = sealing.search_key("0101900001", purpose="cpr", municipality_id=ROW)

    assert here == sealing.search_key("0101900001", purpose="cpr", municipality_id=ROW)
    assert here != sealing.search_key("0101900001", purpose="cpr", municipality_id=OTHER_ROW)
    assert here != sealing.search_key("0101900001", purpose="mail", municipality_id=ROW)
    assert here != sealing.search_key("0101900002", purpose="cpr", municipality_id=ROW)
