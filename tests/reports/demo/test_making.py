"""The demo: whole, the same every time, and nobody in it exists."""

import datetime as dt
import re

import pytest
from stdnum.dk import cvr

from cases import identity
from cases.models import Agreement, Case, Citizen, Identity
from cases.words import Stage
from employers.models import Contact, Employer
from followup.models import FollowUp
from followup.services import PORTAL_MONTH
from igu.accounts.models import Membership
from igu.accounts.tenancy import acting_for
from igu.rules.identifiers import read_cpr
from igu.rules.months import add_months
from reports.demo.making import cpr_of
from reports.demo.stories import COURSES
from reports.figures import Period, ontime

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 11, 27)


@pytest.fixture(scope="module")
def demo(demo_until_taken_back):
    with demo_until_taken_back(FRIDAY):
        yield


def test_the_demo_has_what_a_morning_has(demo, aalborg):
    with acting_for(aalborg.id):
        assert set(Case.objects.values_list("stage", flat=True)) == set(Stage.values)
        open_ones = FollowUp.objects.filter(done_at=None, case__closed_on=None)
        assert open_ones.filter(due_on__lt=FRIDAY).count() >= 5
        assert open_ones.filter(due_on=FRIDAY).exists()
        assert not open_ones.before_our_time().exists()
        assert FollowUp.objects.filter(answer="issue").exists()
        assert Case.objects.filter(coordinator=None).exists()
        behind = Case.objects.get(citizen__last_name="Suleiman")
        on_pace = Case.objects.get(citizen__last_name="Sharifi")
        decisions = {case.assessments.get().decision for case in Case.objects.all()}
        assert Agreement.objects.filter(citizen__permit_until=dt.date(2027, 3, 17), ending="").exists()
    assert behind.counted_hours < on_pace.counted_hours
    assert decisions == {"eligible", "not_eligible", "manual"}


def test_the_firm_has_said_something_since_yesterday(demo, aalborg):
    with acting_for(aalborg.id):
        said = FollowUp.objects.filter(key=PORTAL_MONTH).values_list("case__citizen__first_name", "answer")
        assert dict(said) == {"Rahel": "good", "Senait": "issue"}
        assert FollowUp.objects.filter(done_at=None, case__citizen__first_name="Senait", due_on=FRIDAY).exists()


def test_most_plans_were_in_vitas_by_the_end_of_the_month_in_which_it_starts(demo, aalborg):
    with acting_for(aalborg.id):
        rows = ontime(None, Period(add_months(FRIDAY, -12), FRIDAY, FRIDAY))
    (plans,) = (row for row in rows if row.value == "vitas_plan")
    assert 75 < plans.share < 100


def test_nobody_in_the_demo_exists(demo, aalborg):
    with acting_for(aalborg.id):
        numbers = [read_cpr(identity.digits_of(row)) for row in Identity.objects.all()]
        phones = {*Citizen.objects.values_list("phone", flat=True), *Contact.objects.values_list("phone", flat=True)}
        phones |= set(Membership.objects.values_list("phone", flat=True))
        mails = set(Contact.objects.values_list("email", flat=True))
        firms = set(Employer.objects.values_list("cvr", flat=True))
    assert all(number.is_substitute for number in numbers)  # day + 60 is no day
    assert all(re.fullmatch(r"10 20 3\d \d\d", phone) for phone in phones)
    assert all(mail.endswith(".test") for mail in mails)
    assert all(number.startswith("99") and cvr.is_valid(number) for number in firms)


def test_a_cpr_number_says_sex_and_birthday():
    born_on = dt.date(2004, 2, 29)

    for sex in ("mand", "kvinde"):
        number = read_cpr(cpr_of(born_on, sex, 7))
        assert (number.born_on, number.sex, number.is_substitute) == (born_on, sex, True)


def test_the_courses_are_the_whole_education():
    assert sum(hours * (1 if kind == "AMU" else 2) for _, _, kind, _, _, hours in COURSES) == 851


def test_bo_belongs_to_his_firm(demo, aalborg):
    bo = Membership.objects.get(user__email="bo@demo.test")
    with acting_for(aalborg.id):
        firm = Employer.objects.get(id=bo.scope)
        trainees = Agreement.objects.filter(employer=firm, ending="").count()
    assert firm.contacts.model is Contact
    assert trainees >= 3
