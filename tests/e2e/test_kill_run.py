"""P3: whatever is killed whenever, no reminder is lost or made twice, and no mail is doubled in silence.

Real worker, beat, broker, database and mail server; real follow-ups and the real daily run.
"""

import random
import time
from collections import Counter

import pytest

from tests.e2e.house import House

OPEN = "SELECT count(*) FROM outbox_mail WHERE state IN ('waiting', 'claimed', 'handing_over')"
UNREMINDED = """
SELECT count(*) FROM followup_followup f
 WHERE NOT EXISTS (SELECT FROM followup_reminder r WHERE r.follow_up_id = f.id)
"""
TWICE = "SELECT count(*) FROM (SELECT FROM followup_reminder GROUP BY follow_up_id HAVING count(*) > 1) twice"
UNTOLD = """
SELECT count(*) FROM (SELECT DISTINCT municipality_id, membership_id, remind_on FROM followup_reminder) told
  LEFT JOIN outbox_mail mail ON mail.municipality_id = told.municipality_id AND mail.kind = 'digest'
                            AND mail.key = told.membership_id || ':' || told.remind_on
 WHERE mail.id IS NULL
"""


@pytest.fixture
def open_house(tmp_path):
    houses = []

    def make(people, days, pace):
        house = House(tmp_path / "house", days=days, pace=pace)
        houses.append(house)
        house.open(people)
        return house

    yield make
    for house in houses:
        house.close()


def judge(house, kills, last_kill, figure):
    """Wait for the end, compare database and mail server, say the figures."""
    is_over = house.wait_until(lambda: house.ask(UNREMINDED) == [(0,)] and house.ask(OPEN) == [(0,)], 600)
    rows = house.ask("SELECT id::text, state, doubts, extract(epoch FROM sent_at)::float FROM outbox_mail")
    taken = house.taken()
    copies = Counter(mail["id"] for mail in taken)
    doubted = {key for key, _, doubts, _ in rows if doubts}
    doubled = {key for key, number in copies.items() if number > 1}
    first = set()
    unmarked_copies = [mail for mail in taken if mail["id"] in first or first.add(mail["id"])]
    unmarked_copies = [mail for mail in unmarked_copies if not mail["marked"]]
    lost = [key for key, state, _, _ in rows if state != "sent" or not copies[key]]
    delay = max((sent_at or 0) - last_kill for _, _, _, sent_at in rows)
    figure(
        f"P3: kills {sum(kills.values())} ({', '.join(f'{part} {n}' for part, n in sorted(kills.items()))}); "
        f"due {house.ask('SELECT count(*) FROM followup_followup')[0][0]} in {len(rows)} mails; lost {len(lost)}; "
        f"reminders twice {house.ask(TWICE)[0][0]}; silent doubles {len(doubled - doubted) + len(unmarked_copies)}; "
        f"doubled and flagged {len(doubled)}; worst delay after the last kill {delay:.0f} s"
    )
    assert is_over, "mail was still open after ten minutes"
    assert house.ask(UNREMINDED) == house.ask(TWICE) == house.ask(UNTOLD) == [(0,)]
    assert lost == []
    assert doubled - doubted == set()
    assert unmarked_copies == []


def kill_run(house, victims, seed, figure):
    chance, kills = random.Random(seed), Counter()
    for part in victims:
        house.wait_until_mail_moves()
        time.sleep(chance.uniform(0, 0.8))
        house.kill(part)
        kills[part] += 1
    judge(house, kills, time.time(), figure)


@pytest.mark.long
def test_a_worker_a_broker_and_a_database_may_be_killed(open_house, figure):
    house = open_house(people=12, days=6, pace=1.5)

    kill_run(house, ["sender", "broker", "worker", "database"], 1, figure)


@pytest.mark.e2e
@pytest.mark.parametrize("seed", [1, 2])
def test_everything_may_be_killed_at_any_moment(open_house, figure, seed):
    house = open_house(people=20, days=35, pace=3)
    chance = random.Random(seed)
    victims = [*House.PARTS, *chance.choices(House.PARTS, weights=(5, 3, 3, 1, 2, 2, 2), k=18)]
    chance.shuffle(victims)

    kill_run(house, victims, seed, figure)


@pytest.mark.e2e
def test_a_sender_that_sleeps_longer_than_its_lease_does_no_harm(open_house, figure):
    house = open_house(people=20, days=12, pace=1.5)
    for _ in range(3):
        house.wait_until_mail_moves()
        house.stop_a_sender_for(8)

    judge(house, Counter({"sleeper": 3}), time.time(), figure)
