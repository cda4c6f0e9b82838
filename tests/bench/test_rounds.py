"""The order of visits."""

from bench import rounds


def test_every_round_visits_every_target_once_and_begins_at_another():
    keys = list("abcde")

    turns = ["".join(rounds.order(keys, turn)) for turn in range(5)]

    assert all(sorted(turn) == keys for turn in turns)
    assert len({turn[0] for turn in turns}) == 5


def test_run_gives_a_lap_a_round_with_its_share_of_the_cpu():
    spent = iter(range(0, 1000, 10))

    laps = rounds.run({"page": lambda: 7.0}, {"page": lambda: next(spent)}, rounds=3, requests=5)

    assert [(lap.wall_ms, lap.cpu_ms) for lap in laps["page"]] == [((7.0,) * 5, 2.0)] * 3


def test_works_side_by_side_are_done_in_turn():
    done = []

    laps = rounds.side_by_side({"ours": lambda: done.append("o"), "raw": lambda: done.append("r")}, repeats=3)

    assert sorted(done) == list("ooorrr")
    assert {key: len(found) for key, found in laps.items()} == {"ours": 3, "raw": 3}
