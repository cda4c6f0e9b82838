"""P3: nothing is lost, nothing is doubled in silence, nothing is sent that is no longer wanted."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.conf import settings as given
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from igu.accounts.tenancy import acting_for
from igu.outbox import claims, kinds, sending
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def send(**options):
    return sending.send_due(today=TODAY, **options)


# --- what a mail looks like ---------------------------------------------------------------------------


def test_a_mail_comes_from_the_municipality_and_goes_to_the_persons_address_of_now(
    anna, aalborg, smtp, put_in_line, outbox
):
    aalborg.sender_name, aalborg.reply_to = "IGU-teamet i Aalborg", "igu@aalborg.test"
    aalborg.save()
    put_in_line(anna)
    anna.user.email = "anna.new@igu.test"
    anna.user.save()

    assert send() == {"sent": 1}

    [mail] = smtp.taken
    assert (mail.sender, mail.recipient) == (given.DEFAULT_FROM_EMAIL, "anna.new@igu.test")
    assert mail.message["From"] == f"IGU-teamet i Aalborg <{given.DEFAULT_FROM_EMAIL}>"
    assert mail.message["Reply-To"] == "igu@aalborg.test"
    assert (mail.message["Subject"], mail.body) == ("Hello", "One thing waits.\n")
    assert mail.message["Message-ID"] == f"<{outbox('id')['1']}@localhost>"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert "X-IGU-Maybe-Second" not in mail.message
    assert outbox("state", "answer") == {"1": ("sent", "250 OK")}


def test_a_mail_without_a_senders_name_bears_the_municipalitys(anna, smtp, put_in_line):
    put_in_line(anna)

    send()

    assert smtp.taken[0].message["From"].startswith("Aalborg Kommune <")


@pytest.mark.parametrize(("language", "subject"), [("da", "kommune"), ("en", "municipality")])
def test_a_mail_speaks_the_persons_language(anna, smtp, put_in_line, language, subject):
    from django.utils.translation import get_language

    kinds.register("spoken", render=lambda mail: ({"da": "kommune", "en": "municipality"}[get_language()], "æøå\n"))
    anna.user.language = language
    anna.user.save()
    put_in_line(anna, kind="spoken")

    send()

    assert smtp.taken[0].message["Subject"] == subject
    assert smtp.taken[0].body == "æøå\n"


def test_a_mail_is_made_within_the_walls_of_its_municipality(anna, carla, smtp, put_in_line):
    def render(mail):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('igu.municipality')")
            assert cursor.fetchone()[0] == str(mail.municipality_id)
        return str(mail.membership.municipality), "…\n"

    kinds.register("walled", render=render)
    put_in_line(anna, kind="walled")
    put_in_line(carla, kind="walled")

    assert send() == {"sent": 2}
    assert {mail.recipient: mail.message["Subject"] for mail in smtp.taken} == {
        "anna@igu.test": "Aalborg",
        "carla@igu.test": "Odense",
    }


# --- what is not sent ---------------------------------------------------------------------------------


def test_a_mail_waits_for_its_moment(anna, smtp, put_in_line, outbox):
    put_in_line(anna, not_before=timezone.now() + dt.timedelta(hours=1))

    assert send() == {}
    assert outbox("state", "attempt") == {"1": ("waiting", 0)}


def test_nothing_is_sent_to_somebody_whose_role_has_ended(anna, bent, smtp, put_in_line, outbox):
    with acting_for(anna.membership.municipality_id):
        anna.membership.to_on = TODAY - dt.timedelta(days=1)
        anna.membership.save()
    bent.user.is_active = False
    bent.user.save()
    put_in_line(anna, "ended")
    put_in_line(bent, "closed")

    assert send() == {"dropped": 2}
    assert smtp.taken == []
    assert outbox("state", "answer") == dict.fromkeys(["closed", "ended"], ("dropped", "role ended"))


def test_what_is_no_longer_wanted_is_dropped_at_the_last_moment(anna, smtp, put_in_line, outbox):
    kinds.register("stale", render=lambda mail: ("", ""), still_wanted=lambda mail: mail.key == "fresh")
    put_in_line(anna, "stale", kind="stale")
    put_in_line(anna, "fresh", kind="stale")

    send()

    assert outbox("state") == {"fresh": "sent", "stale": "dropped"}


def test_a_mail_that_cannot_be_written_spoils_nobody_elses(anna, smtp, put_in_line, outbox, caplog):
    def render(mail):
        if mail.key == "broken":
            connection.cursor().execute("SELECT * FROM no_such_table_of_mrs_secret")
        return "Hello", "…\n"

    kinds.register("fragile", render=render)
    for key in ("a", "broken", "c"):
        put_in_line(anna, key, kind="fragile")

    send()

    assert outbox("state") == {"a": "sent", "broken": "waiting", "c": "sent"}
    assert outbox("answer")["broken"].startswith("cannot be written: ProgrammingError in ")
    assert "secret" not in caplog.text


# --- what the mail server may say ---------------------------------------------------------------------


def minutes_to_wait(outbox):
    return {key: round(left.total_seconds() / 60) for key, left in outbox("not_before - now()").items()}


def test_a_refusal_for_now_is_tried_again_and_holds_up_nobody(anna, bent, smtp, put_in_line, outbox, wind):
    smtp.answer("RCPT", "450 mailbox busy", to="anna@igu.test")
    put_in_line(anna, "anna")
    put_in_line(bent, "bent")

    assert send() == {"waiting": 1, "sent": 1}
    assert outbox("state", "answer")["anna"] == ("waiting", "450 mailbox busy")
    waits = [minutes_to_wait(outbox)["anna"]]
    for _ in range(3):
        wind("not_before = now()", "state = 'waiting'")
        send()
        waits.append(minutes_to_wait(outbox)["anna"])
    assert waits == [1, 5, 15, 60]

    smtp.behave()
    wind("not_before = now()", "state = 'waiting'")
    assert send() == {"sent": 1}
    assert Counter(mail.recipient for mail in smtp.taken) == {"anna@igu.test": 1, "bent@igu.test": 1}


def test_after_a_day_of_refusals_a_mail_has_failed(anna, smtp, put_in_line, outbox, wind, figure):
    smtp.answer("DATA", "451 not now")
    put_in_line(anna)
    tries, waited = 0, dt.timedelta()

    while outbox("state")["1"] == "waiting":
        wind("not_before = now()")
        send()
        tries += 1
        waited += max(outbox("not_before - now()")["1"], dt.timedelta())

    figure(f"P3: given up after {tries} tries and {waited / dt.timedelta(hours=1):.1f} hours")
    assert outbox("state", "answer")["1"] == ("failed", "451 not now")
    assert dt.timedelta(hours=24) <= waited < dt.timedelta(hours=25)


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_a_refusal_for_good_fails_at_once_and_says_no_address(anna, smtp, put_in_line, outbox, stage):
    smtp.answer(stage, "550 5.1.1 <anna@igu.test> is unknown here")
    put_in_line(anna)

    assert send() == {"failed": 1}
    assert outbox("state", "answer", "doubts")["1"] == ("failed", "550 5.1.1 … is unknown here", 0)


def test_a_refusal_of_our_own_sender_never_fails_a_mail_for_good(anna, smtp, put_in_line, outbox):
    smtp.answer("MAIL", "550 who are you")
    put_in_line(anna)

    assert send() == {"waiting": 1}


def test_while_the_mail_server_is_away_everything_stays_in_line(anna, smtp, put_in_line, outbox, settings, wind):
    settings.EMAIL_PORT = 1
    for number in range(12):
        put_in_line(anna, f"{number:02}")

    assert send() == {}
    assert set(outbox("state", "failures", "doubts").values()) == {("waiting", 1, 0)}

    settings.EMAIL_PORT = smtp.port
    wind("not_before = now()")
    assert send() == {"sent": 12}


def test_a_server_that_closes_before_it_has_the_text_leaves_no_doubt(anna, smtp, put_in_line, outbox):
    smtp.answer("RCPT", "drop")
    put_in_line(anna)

    send()

    assert outbox("state", "doubts")["1"] == ("waiting", 0)


@pytest.mark.parametrize(("behaviour", "taken_before"), [("drop", 1), ("hang", 0), ("999 whatever", 0)])
def test_a_server_that_never_says_whether_it_took_a_mail_gets_it_again_with_a_mark(
    anna, smtp, put_in_line, outbox, settings, wind, behaviour, taken_before
):
    settings.EMAIL_TIMEOUT = 0.3
    smtp.answer("DATA", behaviour)
    put_in_line(anna)

    send()
    assert outbox("state", "doubts")["1"] == ("waiting", 1)
    assert len(smtp.taken) == taken_before

    smtp.behave()
    wind("not_before = now()")
    assert send() == {"sent": 1}
    assert smtp.taken[-1].message["X-IGU-Maybe-Second"] == "yes"
    assert {mail.message["Message-ID"] for mail in smtp.taken} == {f"<{outbox('id')['1']}@localhost>"}
    assert outbox("state", "doubts")["1"] == ("sent", 1)


# --- senders that die, sleep, or work side by side ----------------------------------------------------


def test_a_sender_that_died_before_the_point_of_no_return_leaves_no_doubt(anna, smtp, put_in_line, outbox, wind):
    put_in_line(anna)
    claims.claim()
    wind("lease_until = now() - interval '1 second'")

    assert send() == {"sent": 1}
    assert outbox("state", "attempt", "doubts")["1"] == ("sent", 2, 0)


def test_a_sender_that_died_after_the_point_of_no_return_leaves_a_mark(anna, smtp, put_in_line, outbox, wind):
    put_in_line(anna)
    claims.hand_over(claims.claim())
    wind("lease_until = now() - interval '1 second'")

    assert send() == {"sent": 1}
    assert outbox("doubts")["1"] == 1
    assert smtp.taken[0].message["X-IGU-Maybe-Second"] == "yes"


def test_a_mail_that_belongs_to_a_living_sender_is_left_alone(anna, smtp, put_in_line, outbox):
    put_in_line(anna)
    claims.claim()

    assert send() == {}
    assert outbox("state", "attempt")["1"] == ("claimed", 1)


def test_a_sender_that_wakes_up_after_its_lease_was_taken_stops(anna, smtp, put_in_line, outbox, wind):
    put_in_line(anna)
    sleeper = claims.claim()
    wind("lease_until = now() - interval '1 second'")
    send()

    assert claims.hand_over(sleeper) == set()
    claims.settle({sleeper[0]: claims.failed("the sleeper's")})
    assert outbox("state", "answer")["1"] == ("sent", "250 OK")
    assert len(smtp.taken) == 1


def test_a_sender_that_wakes_up_in_the_middle_of_a_handful_sends_no_more(anna, smtp, put_in_line, outbox, monkeypatch):
    for key in "abc":
        put_in_line(anna, key)
    clock = iter([0, 0, 0, 0])
    monkeypatch.setattr(sending, "monotonic", lambda: next(clock, 1000))

    send()

    assert sorted(outbox("state").values()) == ["sent", "waiting", "waiting"]
    assert len(smtp.taken) == 1


def test_a_mail_that_kills_every_sender_is_given_up_at_last(anna, smtp, put_in_line, outbox, wind):
    put_in_line(anna)
    wind(f"state = 'handing_over', attempt = {claims.DEATHS + 1}, lease_until = now() - interval '1 second'")

    send()

    assert outbox("state", "doubts")["1"] == ("failed", 1)


def test_the_lease_outlasts_the_slowest_mail():
    assert sending._is_in_time(sending.monotonic())


def test_senders_side_by_side_send_each_mail_once(anna, bent, carla, smtp, put_in_line, outbox, figure):
    for number in range(40):
        for person in (anna, bent, carla):
            put_in_line(person, f"{person.user.name} {number}")
    tallies = []
    start = threading.Barrier(4)

    def sender():
        start.wait()
        tallies.append(sending.send_due(today=TODAY))
        connections.close_all()

    threads = [threading.Thread(target=sender) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    ids = Counter(mail.message["Message-ID"] for mail in smtp.taken)
    figure(f"P3: 4 senders, 120 mails, sent {len(ids)}, twice {sum(times > 1 for times in ids.values())}")
    assert sum(tallies, Counter()) == {"sent": 120}
    assert set(ids.values()) == {1}
    assert len(ids) == 120


def test_a_claim_passes_over_rows_that_another_sender_holds(anna, put_in_line):
    put_in_line(anna, "held", not_before=timezone.now() - dt.timedelta(hours=1))
    put_in_line(anna, "free")
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT id FROM outbox_mail WHERE key = 'held' FOR UPDATE")
        claimed = claims.claim()
        cursor.execute("ROLLBACK")

    assert [mail.key for mail in claimed] == ["free"]


# --- what it costs ------------------------------------------------------------------------------------


class Dummy:
    """A mail server that says yes and does nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        pass

    def deliver(self, sender, recipient, content):
        return "250 OK"


def test_statements_grow_with_handfuls_and_not_with_mails(anna, put_in_line, figure):
    gathered = []
    kinds.register("digest", render=lambda mail: ("…", "…\n"), gather=lambda mails: gathered.append(len(mails)))

    def statements(number):
        for key in range(number):
            put_in_line(anna, f"{number}:{key}", kind="digest")
        with CaptureQueriesContext(connection) as own, CaptureQueriesContext(connections["task"]) as across:
            assert send(post=Dummy) == {"sent": number}
        return len(own) + len(across)

    few, many = statements(sending.HANDFUL), statements(claims.BATCH)

    figure(
        f"Goal 11: {many / claims.BATCH:.2f} statements a mail, {many / claims.BATCH / 26:.4f} a reminder at 26 a mail"
    )
    assert gathered == [sending.HANDFUL, claims.BATCH]
    assert many - few == 2 * (claims.BATCH / sending.HANDFUL - 1)
    assert many <= 0.5 * claims.BATCH
