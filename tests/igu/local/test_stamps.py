import os

from igu.local import stamps


def test_work_is_done_once_for_each_fingerprint(tmp_path):
    done = []
    for fingerprint in ("a", "a", "b", "b"):
        stamps.unless_done(tmp_path / "out" / "stamp", fingerprint, lambda: done.append(1))

    assert done == [1, 1]


def test_work_that_fails_is_done_again(tmp_path):
    def fail():
        raise ZeroDivisionError

    for _ in range(2):
        try:
            stamps.unless_done(tmp_path / "stamp", "a", fail)
        except ZeroDivisionError:
            continue
        raise AssertionError("was not tried again")


def test_a_tree_changes_with_each_name_size_and_time(tmp_path):
    (tmp_path / "a").write_text("1")
    os.utime(tmp_path / "a", (1, 1))
    first = stamps.of_tree(tmp_path)
    assert stamps.of_tree(tmp_path) == first

    os.utime(tmp_path / "a", (2, 2))
    touched = stamps.of_tree(tmp_path)
    (tmp_path / "b").touch()

    assert len({first, touched, stamps.of_tree(tmp_path)}) == 3
