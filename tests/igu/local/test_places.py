"""Where data lie, and for whom the folders are open."""

import os
from pathlib import Path

import pytest

from igu.local import Refused, places
from igu.local.places import PROJECT, Account, Places

STRANGER = Account(uid=65534, gid=65534)


@pytest.fixture
def as_root(monkeypatch, tmp_path):
    """Root, with the way out of a closed home in a folder of the test."""
    monkeypatch.setattr(places.os, "geteuid", lambda: 0)
    monkeypatch.setattr(places, "_ordinary_account", lambda: STRANGER)
    monkeypatch.setattr(places, "OUTSIDE", tmp_path / "outside")


@pytest.fixture
def as_user(monkeypatch):
    monkeypatch.setattr(places.os, "geteuid", lambda: 1000)


def test_data_lie_in_the_project_by_default(as_user):
    assert places.find({}) == Places(PROJECT / ".local", PROJECT / ".local")


def test_igu_local_chooses_another_folder(as_user, tmp_path):
    found = places.find({"IGU_LOCAL": str(tmp_path)}, "test")

    assert (found.base, found.data, found.is_outside) == (tmp_path / "test", tmp_path / "test", False)


def test_a_place_that_cannot_be_made_is_one_line(as_user):
    with pytest.raises(Refused, match=r"no place .* /proc/igu .*set IGU_LOCAL"):
        places.find({"IGU_LOCAL": "/proc/igu"})


def test_root_in_an_open_folder_stays_there(as_root, open_folder):
    found = places.find({"IGU_LOCAL": str(open_folder)})

    assert (found.data, found.account) == (open_folder, STRANGER)


def test_root_below_a_closed_home_keeps_data_outside(as_root, open_folder, tmp_path):
    (open_folder / "home").mkdir(mode=0o700)

    found = places.find({"IGU_LOCAL": str(open_folder / "home" / "igu")})

    assert found.base == open_folder / "home" / "igu"
    assert found.data.parent == tmp_path / "outside"
    assert found.is_outside


def test_two_closed_copies_do_not_share_their_data(as_root, open_folder):
    (open_folder / "home").mkdir(mode=0o700)

    one, other = (places.find({"IGU_LOCAL": str(open_folder / "home" / name)}) for name in ("one", "other"))

    assert one.data != other.data


def test_a_cluster_stays_with_its_account(as_root, open_folder, monkeypatch):
    monkeypatch.setattr(places, "_owner_of", lambda folder: Account(1234, 1234) if folder.name == "pg" else None)

    assert places.find({"IGU_LOCAL": str(open_folder)}).account == Account(1234, 1234)


@pytest.mark.parametrize(
    ("mode", "account", "can"),
    [
        (0o755, STRANGER, True),
        (0o750, STRANGER, False),
        (0o701, STRANGER, True),
        (0o700, Account(os.geteuid(), os.getegid()), True),
        (0o710, Account(65533, os.getegid()), True),
        (0o700, Account(65533, os.getegid()), False),
    ],
)
def test_can_enter_asks_owner_group_and_others(open_folder, mode, account, can):
    (open_folder / "inner").mkdir()
    (open_folder / "inner").chmod(mode)

    assert places.can_enter(open_folder / "inner" / "not yet there", account) is can


def test_sockets_lie_beside_the_data_while_the_path_is_short():
    assert Places(Path("/a"), Path("/a")).sockets == Path("/a/sockets")


def test_sockets_of_a_long_path_lie_in_tmp():
    deep = Path("/") / "/".join(["folder"] * 20)

    assert Places(deep, deep).sockets.parent == Path("/tmp")
    assert Places(deep, deep).sockets != Places(deep / "b", deep / "b").sockets


def test_own_folder_is_closed_to_all_others(open_folder):
    made = Places(open_folder, open_folder).own_folder(open_folder / "sockets")

    assert made.stat().st_mode & 0o777 == 0o700


def test_own_folder_refuses_one_that_somebody_else_made(open_folder, monkeypatch):
    (open_folder / "sockets").mkdir()
    monkeypatch.setattr(places.os, "geteuid", lambda: 12345)

    with pytest.raises(Refused, match="belongs to another user"):
        Places(open_folder, open_folder).own_folder(open_folder / "sockets")
