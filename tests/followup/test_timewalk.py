"""P4: the right day, every day. Random agreements walk through the years beside an oracle written from the text."""

import datetime as dt
import random

import pytest
from django.db import connection

from cases import services as case_services
from cases.models import Agreement, Case
from followup import services
from followup.digest import day_of
from followup.models import FollowUp, Reminder
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail
from tests.followup.oracle import Course, is_closed

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)
RESTLESS = 0.156
LAST_BIRTH = dt.date(2027, 11, 15)  # the scheme takes nobody in after the end of 2027


class Walk:
    """The days from `first` to `last` for `number` agreements of two municipalities with different rhythms."""

    def __init__(self, chance, people, make, first, last, number):
        self.chance, self.people, self.make = chance, people, make
        self.first, self.last, self.number = first, last, number
        self.courses = {}
        self.mails = set()
        self.runs = self.outages = 0

    def go(self):
        births = self._births()
        resting_until = self.first
        for day in days_between(self.first, self.last):
            for _n in range(births.count(day)):
                self.begin(day)
            self.something_happens(day)
            if day < resting_until:
                continue
            if self.chance.random() < 0.05:
                self.outages += 1
                resting_until = day + dt.timedelta(days=self.chance.randint(1, 21))
                continue
            for _again in range(self.chance.choice((1, 1, 1, 2))):
                services.run_daily(day)
                self.runs += 1
            self.expect(day)

    def _births(self):
        span = (min(self.last, LAST_BIRTH) - self.first).days
        return [self.first + self.chance.randrange(span) * ONE_DAY for _n in range(self.number)]

    def begin(self, day):
        person = self.chance.choice(self.people)
        start = day + dt.timedelta(days=self.chance.randint(-10, 40))
        if self.chance.random() < 0.3:  # month ends are where counting goes wrong
            start = start.replace(day=1) - ONE_DAY
        signed = start - dt.timedelta(days=self.chance.randint(0, 40)) if self.chance.random() < 0.5 else None
        agreement = self.make(person, start, signed_on=signed, today=day)
        municipality = person.membership.municipality
        course = Course(
            rhythm={"0851": "aalborg", "0461": "odense"}[municipality.code],
            start=start,
            end=agreement.end_on,
            signed=signed,
            opened=((6, 5), (12, 24)) if municipality.code == "0461" else (),
        )
        course.person = person
        course.compute()
        self.courses[agreement.id] = course

    def something_happens(self, day):
        for agreement_id, course in self.courses.items():
            dice = self.chance.random()
            if dice > RESTLESS:
                continue
            with acting_for(course.person.actor.municipality_id):
                if dice < 0.15:
                    self.answer(agreement_id, course, day)
                elif dice < 0.154 and not course.ending:
                    self.change(agreement_id, course, day)
                elif dice < 0.155 and not course.ending and day > course.start:
                    self.end(agreement_id, course, day)
                else:
                    course.is_closed_case = True
                    Case.objects.filter(agreement=agreement_id).update(closed_on=day, stage="closed")

    def answer(self, agreement_id, course, day):
        row = FollowUp.objects.filter(agreement=agreement_id, done_at=None, due_on__lte=day).first()
        if row is None:
            return
        outcome = {"outcome": "job"} if row.key.startswith("outcome") else {}
        services.answer_follow_up(
            course.person.actor, follow_up_id=row.id, version=row.version, answer="good", today=day, **outcome
        )
        course.done.add((row.key, row.party, row.turn))

    def change(self, agreement_id, course, day):
        agreement = Agreement.objects.select_related("workplace", "contact").get(id=agreement_id)
        course.end = max(course.start, course.end + dt.timedelta(days=self.chance.randint(-300, 200)))
        case_services.change_agreement(
            course.person.actor, agreement=agreement, version=agreement.version, today=day, end_on=course.end
        )
        course.compute()

    def end(self, agreement_id, course, day):
        agreement = Agreement.objects.get(id=agreement_id)
        course.end, course.ending = day, "positive_job"
        case_services.end_agreement(
            course.person.actor,
            agreement=agreement,
            version=agreement.version,
            ending="positive_job",
            ended_on=day,
            today=day,
        )
        course.compute()

    def expect(self, day):
        for course in self.courses.values():
            if course.remind(day):
                self.mails.add((course.person.membership.id, day))

    def compare(self):
        """Reminders that are missing, that nobody expected, mails on closed days, mails missing or too many."""
        made, sent = set(), set()
        for person in self.people:
            with acting_for(person.actor.municipality_id):
                made |= set(
                    Reminder.objects.values_list(
                        "follow_up__agreement",
                        "follow_up__key",
                        "follow_up__party",
                        "follow_up__turn",
                        "due_on",
                        "remind_on",
                    )
                )
                gone = set(FollowUp.objects.values_list("agreement", "key", "party", "turn"))
                sent |= {(mail.membership_id, day_of(mail)) for mail in Mail.objects.all()}
                self.existing = getattr(self, "existing", set()) | gone
        expected = {
            (agreement_id, *name, due_on, remind_on)
            for agreement_id, course in self.courses.items()
            for (name, due_on), remind_on in course.reminded.items()
            if (agreement_id, *name) in self.existing  # a follow-up that was removed took its reminders with it
        }
        standing = {(agreement_id, *name) for agreement_id, course in self.courses.items() for name in course.due}
        on_closed = [day for _person, day in sent if is_closed(day, ((6, 5), (12, 24)))]
        return {
            "rows missing": standing - self.existing,
            "rows extra": self.existing - standing,
            "missing": expected - made,
            "extra": made - expected,
            "on closed days": on_closed,
            "mails missing": self.mails - sent,
            "mails extra": sent - self.mails,
        }, len(made)


def days_between(first, last):
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


@pytest.fixture
def walk(anna, bent, carla, follow, odense):
    with connection.cursor() as cursor:  # 96 municipalities without a case only cost time here
        cursor.execute("DELETE FROM accounts_municipality WHERE code NOT IN ('0851', '0461')")
    Municipality.objects.filter(id=odense.id).update(closed_5_june=False, closed_24_december=False)

    def make(seed, first, last, number):
        chance = random.Random(seed)
        return Walk(chance, [anna, bent, carla], follow, first, last, number)

    return make


def check(walk, figure):
    walk.go()

    faults, reminders = walk.compare()
    figure(
        f"P4: {len(walk.courses)} agreements, {walk.runs} runs, {walk.outages} outages, {reminders} reminders, "
        + ", ".join(f"{name} {len(rows)}" for name, rows in faults.items())
    )
    assert {name: rows for name, rows in faults.items() if rows} == {}


@pytest.mark.long
def test_fifty_agreements_walk_through_a_leap_year(walk, figure):
    check(walk(1, dt.date(2027, 9, 20), dt.date(2028, 5, 5), 50), figure)


@pytest.mark.e2e
@pytest.mark.parametrize("seed", [2, 3])
def test_five_hundred_agreements_walk_through_three_years(walk, figure, seed):
    check(walk(seed, dt.date(2026, 1, 1), dt.date(2028, 12, 31), 500), figure)
