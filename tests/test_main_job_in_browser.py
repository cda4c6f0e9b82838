"""The main job from end to end, in a real browser, with a real mail server: from the team's sheet to the manager's
numbers."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Agreement, Case
from employers.models import Contact, Employer
from followup.models import FollowUp
from followup.services import run_daily
from igu.accounts.closed_days import closed_days
from igu.accounts.tenancy import acting_for
from igu.outbox.sending import send_due
from igu.rules.months import add_months

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEET = """\
cpr;fornavn;efternavn;køn;fødselsdato;opholdsgrundlag;første adressedato;koordinator;cvr;virksomhed;start
7105920012;Selam;Tekle;Kvinde;11-05-1992;7;11-09-2017;anna@igu.test;;;
7203900013;Farid;Noori;Mand;12-03-1990;7;02-02-2018;anna@igu.test;99000007;Skovlyst Plejecenter;{start}
"""


def next_open_day(municipality, day: dt.date) -> dt.date:
    closed = closed_days(municipality)
    while day in closed:
        day += dt.timedelta(days=1)
    return day


def test_the_main_job(visit, anna, dorte, person, aalborg, smtp, tmp_path):
    today = timezone.localdate()
    start_on = add_months(today, -1)

    # the sheet that the team keeps today
    sheet = tmp_path / "igu-oversigt.csv"
    sheet.write_bytes(SHEET.format(start=f"{add_months(today, -3):%d-%m-%Y}").encode("cp1252"))
    page = visit(anna, reverse("sheet_import"))
    page.set_input_files("input[type=file]", sheet)
    page.get_by_role("button", name="Kontrollér arket").click()
    page.get_by_role("button", name=re.compile("Indlæs 2 rækker")).click()
    page.get_by_role("link", name="Gå til sagerne").click()

    # who may start, and why
    page.get_by_role("link", name="Selam Tekle").click()
    page.get_by_text("Hvorfor i målgruppen").wait_for()
    page.get_by_role("link", name="Vurdér nu").click()
    page.fill("[name=start_on]", f"{start_on:%d-%m-%Y}")
    page.get_by_role("button", name="Vurdér og notér").click()
    page.get_by_text("Flygtning, udlændingeloven § 7").first.wait_for()

    # the agreement, and the first course of the plan
    page.get_by_role("link", name="Aftale", exact=True).click()
    page.get_by_role("link", name="Ny aftale").click()
    page.select_option("[name=virksomhed]", label="Skovlyst Plejecenter")
    page.get_by_role("button", name="Videre").click()
    page.fill("[name=start_on]", f"{start_on:%d-%m-%Y}")
    page.fill("[name=signed_on]", f"{start_on:%d-%m-%Y}")
    page.get_by_role("button", name="Opret aftalen").click()
    page.get_by_text("Skovlyst Plejecenter").first.wait_for()
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Tilføj kursus").first.click()
    page.fill("[name=title]", "Praktisk hjælp til ældre")
    page.select_option("[name=type]", "AMU")
    page.fill("[name=start_on]", f"{today:%d-%m-%Y}")
    page.fill("[name=end_on]", f"{today + dt.timedelta(days=4):%d-%m-%Y}")
    page.fill("[name=hours]", "37")
    page.get_by_role("button", name="Tilføj kurset").click()
    page.get_by_role("rowheader", name="Praktisk hjælp til ældre").wait_for()

    # the next morning: the list, a call, and the mail
    morning = next_open_day(aalborg, today)
    run_daily(morning)
    page = visit(anna, reverse("my_day"))
    line = page.locator("[data-row]", has_text="Opkald til virksomhed").first
    line.get_by_role("button", name="Nået – det går godt").click()
    page.get_by_text("Fortryd").first.wait_for()
    send_due(today=morning)
    assert [mail.recipient for mail in smtp.taken] == ["anna@igu.test"]
    assert "Selam" not in smtp.taken[0].body
    assert re.search(r"\d{4}-\d{4}", smtp.taken[0].body)

    # the firm sees its trainee, the manager the numbers
    with acting_for(aalborg.id):
        firm = Employer.objects.get(cvr="99000007")
        Contact.objects.create(municipality=aalborg, employer=firm, name="Karen Vig", phone="10 20 30 51")
        assert FollowUp.objects.filter(answer="good").count() == 1
        assert (Case.objects.count(), Agreement.objects.count()) == (2, 2)
    bo = person("bo@igu.test", aalborg, "employer", scope=firm.id)
    page = visit(bo, reverse("portal_home"))
    page.get_by_role("heading", name="Selam Tekle").wait_for()
    page = visit(dorte, reverse("overview"))
    page.get_by_text("2 åbne sager.").wait_for()
