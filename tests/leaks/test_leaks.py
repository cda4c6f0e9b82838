"""P6: no CPR number and no name where it should not be, in a site that really runs.

Web, worker and beat in processes of their own, a real broker, mail server and PostgreSQL with its log. People who exist
nowhere else go in through the pages; then every place where something of them could have stuck is searched.
"""

import re
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import connections
from django.utils import timezone

from followup.services import run_daily
from igu.accounts.closed_days import closed_days
from tests.leaks import journey
from tests.leaks.canaries import NAMES, REFUSED, TYPED
from tests.leaks.holes import HOLES
from tests.leaks.scanner import CPR, NAME, Sink, hits_in, scan
from tests.leaks.sinks import sinks_of
from tests.leaks.site import Site
from tests.leaks.visitors import Chromium, Trace, Wire

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(transactional_db, tmp_path, smtp):
    site = Site(tmp_path / "site", database=connections["owner"].settings_dict["NAME"], mail_port=smtp.port)
    yield site
    site.close()


@contextmanager
def a_row_that_the_database_refuses():
    """Nobody has foreseen it: the words of the database's error hold the whole row."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE cases_citizen ADD CONSTRAINT trial CHECK (last_name <> '{REFUSED.last}') NOT VALID"
        )
        try:
            yield
        finally:
            cursor.execute("ALTER TABLE cases_citizen DROP CONSTRAINT trial")


def last_open_day(municipality):
    day, closed = timezone.localdate(), closed_days(municipality)
    while day in closed:
        day -= timezone.timedelta(days=1)
    return day


def bring_in(day):
    """What people type in the course of a day."""
    day.log_in()
    day.open_cases()
    day.give_a_number_later()
    day.reveal_the_number()
    day.rename()
    day.search()
    day.read_sheets_in()
    day.know_a_firm()
    day.agree()
    day.ask_for_the_plan()


def let_the_worker_work(site, municipality, mails):
    """The night and the morning; also a task that fails with a person in its words."""
    site.start("worker")
    run_daily(last_open_day(municipality))
    site.call("tests.leaks.fail", "followup.tasks.run_daily", "igu.outbox.tasks.send_mail")
    assert site.wait_until(lambda: len(mails) >= 2, 120), mails  # an invitation and a digest


def no_sheet_waits() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM cases_sheetimport WHERE state IN ('waiting', 'saving'))")
        return cursor.fetchone()[0]


def go_wrong(day, site, *, long_sheet):
    day.be_refused()
    with a_row_that_the_database_refuses():
        day.meet_a_fault()
        if long_sheet:
            day.read_a_long_sheet_in()
            assert site.wait_until(no_sheet_waits, 120)
    if site.database.is_private:
        site.database.go_away()
        day.meet_no_database()
        site.database.come_back()


def live_through(site, trace, day, colleague, mails, municipality, *, long_sheet=False) -> list[Sink]:
    """A day of the municipality, and the places to search after it."""
    bring_in(day)
    waiting = site.in_the_broker()
    let_the_worker_work(site, municipality, mails)
    day.note_a_call()
    day.write_in_the_journal()
    day.look_around()
    plan = day.fetch_the_plan()
    colleague.log_in()
    colleague.read_a_colleagues_case(day.case)
    for link in re.findall(r"/konto/invitation/\S+", "".join(mail.body for mail in mails)):
        journey.answer_the_invitation(site.url, trace, link)
    go_wrong(day, site, long_sheet=long_sheet)
    day.visitor.leave()
    return list(sinks_of(site, trace, mails, waiting=waiting, plan=plan))


@pytest.fixture
def live(site, trace, anna, bent, aalborg, smtp):
    def go(visitor=None, **more):
        day = journey.Day(visitor or Wire(site.url, trace), anna.user.email)
        colleague = journey.Day(Wire(site.url, trace), bent.user.email)
        return live_through(site, trace, day, colleague, smtp.taken, aalborg, **more)

    return go


@pytest.fixture
def trace():
    return Trace()


def in_figures(title, sinks, hits):
    count = Counter(hit.kind for hit in hits)
    size = sum(sink.size for sink in sinks) / 1e6
    return f"P6 {title}: {len(sinks)} sinks, {size:.1f} MB, CPR hits {count[CPR]}, name hits {count[NAME]}"


def assert_the_day_was_real(trace, sinks, statuses):
    """A scan that finds nothing proves something only where there was something to find."""
    pages = next(sink for sink in sinks if sink.name == "pages")
    assert {hit.canary for hit in hits_in(pages) if hit.kind == NAME} == set(NAMES)
    assert trace.revealed == {TYPED.written_cpr}
    assert trace.corrected == 3
    assert statuses <= trace.statuses
    assert {sink.name for sink in sinks if not sink.size} <= {"beat output", "temporary files"}


REFUSALS = {400, 403, 404, 405, 409, 410, 422, 500}


def test_nothing_of_a_person_sticks_anywhere(site, live, trace, figure):
    site.open()

    sinks = live()

    hits = scan(sinks)
    figure(in_figures("as shipped", sinks, hits))
    assert hits == []
    assert_the_day_was_real(trace, sinks, REFUSALS | ({503} if site.database.is_private else set()))


def test_every_hole_that_we_plant_is_found(site, live, figure):
    site.open(is_careless=True)

    hits = scan(live())

    found = {(hit.sink, hit.kind) for hit in hits}
    missed = [str(hole) for hole in HOLES if (hole.sink, hole.kind) not in found]
    figure(f"P6 planted holes: found {len(HOLES) - len(missed)} of {len(HOLES)}")
    assert missed == []


@pytest.mark.e2e
@pytest.mark.browser
def test_nothing_sticks_to_the_browser(site, live, trace, figure, page):
    """The same day in Chromium, with a sheet that the worker saves."""
    site.open()

    sinks = live(Chromium(site.url, trace, page), long_sheet=True)

    hits = scan(sinks)
    figure(in_figures("in Chromium", sinks, hits))
    assert hits == []
    assert_the_day_was_real(trace, sinks, REFUSALS | {503})


@pytest.mark.e2e
def test_nothing_sticks_with_debugging_on_and_all_logs_at_their_loudest(site, live, trace, figure):
    """But for names in the log of a PostgreSQL that was told to write down each statement."""
    trace.repeats_addresses = True
    site.database.be_loud()
    site.open(DEBUG="1", LOG_LEVEL="DEBUG")

    sinks = live(long_sheet=True)

    hits = scan(sinks)
    figure(in_figures("debugging, all logs at their loudest", sinks, hits))
    assert hits == []
    assert_the_day_was_real(trace, sinks, REFUSALS)
    told = next(sink for sink in sinks if sink.name == "database output")
    assert {hit.canary for hit in hits_in(told)} == set(NAMES)
