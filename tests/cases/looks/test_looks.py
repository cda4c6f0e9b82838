"""Who looked: what explains itself, what is drawn, the question and the answer."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from cases import models
from cases.looks import access as looks
from cases.looks import services
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog
from igu.outbox.models import Mail
from igu.rules.months import add_months

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(bent, make_case):
    """Bent's case."""
    return make_case(bent)


@pytest.fixture
def seen_by(client):
    def log_in(person):
        client.force_login(person.user)
        return client

    return log_in


def look(person, case, *, kind="read", purpose=""):
    with acting_for(case.municipality_id):
        return ReadLog.objects.create(
            municipality_id=case.municipality_id,
            membership_id=person and person.membership.id,
            citizen_id=case.citizen_id,
            kind=kind,
            route="case_detail",
            purpose=purpose,
        )


def explained(person, case):
    with acting_for(case.municipality_id):
        return {one.explained for one in looks.looks_at(case) if one.membership_id == person.membership.id}


def this_month():
    return timezone.localdate().replace(day=1)


def test_whoever_follows_the_case_explains_it(anna, bent, case):
    look(bent, case)
    look(anna, case)

    assert explained(bent, case) == {"assigned"}
    assert explained(anna, case) == {""}


def test_a_task_of_the_day_explains_it(anna, case):
    look(anna, case)
    with acting_for(case.municipality_id):
        facts = {"what": "Ring", "party": "citizen", "kind": "contact", "answer": "good"}
        day = timezone.localdate()
        done = {"raw_on": day, "due_on": day, "done_on": day, "done_at": timezone.now(), "done_by": anna.membership}
        FollowUp.objects.create(municipality_id=case.municipality_id, case=case, **facts, **done)

    assert explained(anna, case) == {"task"}


def test_a_typed_reason_is_for_somebody_to_read(anna, case):
    look(anna, case, purpose="naboen ringede")

    assert explained(anna, case) == {"reason"}


def test_a_manager_leads_the_team_but_a_protected_case_is_no_matter_of_course(dorte, case):
    look(dorte, case)
    before = explained(dorte, case)
    with acting_for(case.municipality_id):
        models.Case.objects.filter(id=case.id).update(is_protected=True, protected_on=dt.date(2026, 9, 1))

    assert (before, explained(dorte, case)) == ({"team"}, {""})


def test_the_reviewer_sees_numbers_and_no_names_of_citizens(seen_by, lis, anna, case):
    look(anna, case)

    page = seen_by(lis).get(reverse("log_review")).content.decode()

    assert case.number in page
    assert "Anna" in page
    assert "Tekle" not in page


def test_of_a_protected_case_the_reviewer_sees_not_even_the_number(seen_by, lis, anna, case):
    look(anna, case)
    with acting_for(case.municipality_id):
        models.Case.objects.filter(id=case.id).update(is_protected=True, protected_on=dt.date(2026, 9, 1))

    assert case.number not in seen_by(lis).get(reverse("log_review")).content.decode()


def test_a_sample_holds_every_typed_reason_and_ten_others(lis, anna, bent, case):
    for _turn in range(30):
        look(bent, case)
    for _turn in range(3):
        look(anna, case, purpose="naboen ringede")

    with acting_for(case.municipality_id):
        services.draw_sample(lis.actor, month=this_month())
        drawn = list(models.LookReview.objects.values_list("membership_id", flat=True))

    assert drawn.count(anna.membership.id) == 3
    assert 10 <= len(drawn) <= 13


def test_two_samples_of_the_same_log_differ(lis, bent, case):
    for _turn in range(60):
        look(bent, case)
    samples = []
    with acting_for(case.municipality_id):
        for _turn in range(2):
            models.LookReview.objects.all().delete()
            services.draw_sample(lis.actor, month=this_month())
            samples.append(set(models.LookReview.objects.values_list("look_id", flat=True)))

    assert samples[0] != samples[1]


def test_the_months_sample_is_drawn_by_itself_and_once(lis, bent, case, aalborg):
    for _turn in range(30):
        look(bent, case)
    in_the_next_month = add_months(this_month(), 1)

    services.draw_missing_samples(in_the_next_month)
    with acting_for(aalborg.id):
        first = set(models.LookReview.objects.values_list("look_id", "is_drawn", "month"))
    services.draw_missing_samples(in_the_next_month + dt.timedelta(days=1))

    with acting_for(aalborg.id):
        assert set(models.LookReview.objects.values_list("look_id", "is_drawn", "month")) == first
    assert {(is_drawn, month) for _look, is_drawn, month in first} == {(True, this_month())}
    assert len(first) == 10


def test_a_question_is_mailed_answered_and_closed(seen_by, lis, anna, case):
    row = look(anna, case)
    seen_by(lis).post(reverse("look_ask", args=[row.id]), {"question": "Hvad var det om?"})
    with acting_for(case.municipality_id):
        review = models.LookReview.objects.get()
        assert Mail.objects.get(kind=services.MAIL).membership_id == anna.membership.id

    page = seen_by(anna).get(reverse("own_looks")).content.decode()
    seen_by(anna).post(reverse("look_answer", args=[review.id]), {"answer": "Moderen ringede."})
    shown = seen_by(lis).get(reverse("log_review")).content.decode()
    seen_by(lis).post(reverse("look_close", args=[review.id]))

    assert "Hvad var det om?" in page
    assert "Moderen ringede." in shown
    with acting_for(case.municipality_id):
        assert models.LookReview.objects.get().closed_by_id == lis.membership.id


def test_a_second_question_or_answer_is_not_dropped_in_silence(seen_by, lis, erik, anna, case):
    row = look(anna, case)
    ask, said = reverse("look_ask", args=[row.id]), {"question": "Hvorfor?"}
    with acting_for(case.municipality_id):
        review = services.ask(erik.actor, look=looks.look_for(erik.actor, row.id), month=this_month(), question="Hvad?")
    page = reverse("look_answer", args=[review.id])

    after_a_colleague = seen_by(lis).post(ask, said)
    first, again = (seen_by(anna).post(page, {"answer": "Moderen ringede."}) for _ in range(2))
    second = seen_by(anna).post(page, {"answer": "Faderen ringede."})
    after_the_answer = seen_by(lis).post(ask, said)

    assert [first.status_code, again.status_code] == [302, 302]
    for refused, words in (
        (after_a_colleague, "Hvorfor?"),
        (second, "Faderen ringede."),
        (after_the_answer, "Hvorfor?"),
    ):
        assert refused.status_code == 422
        assert words in refused.text
    with acting_for(case.municipality_id):
        review.refresh_from_db()
    assert (review.question, review.answer) == ("Hvad?", "Moderen ringede.")


def test_a_question_to_a_colleague_is_not_there(seen_by, lis, anna, bent, case):
    row = look(anna, case)
    with acting_for(case.municipality_id):
        review = services.ask(
            lis.actor, look=looks.look_for(lis.actor, row.id), month=this_month(), question="Hvorfor?"
        )

    assert seen_by(bent).get(reverse("look_answer", args=[review.id])).status_code == 404


def test_a_question_of_more_than_two_weeks_is_overdue(seen_by, lis, anna, case):
    row = look(anna, case)
    with acting_for(case.municipality_id):
        review = services.ask(
            lis.actor, look=looks.look_for(lis.actor, row.id), month=this_month(), question="Hvorfor?"
        )
        models.LookReview.objects.filter(id=review.id).update(asked_at=timezone.now() - dt.timedelta(days=15))

    assert "har ikke svaret" in seen_by(lis).get(reverse("log_review")).content.decode()


def test_the_managers_page_of_a_case_follows_what_was_put_into_it(seen_by, dorte, anna, case, make_case):
    from cases.duplicates.services import merge

    gone = make_case(anna, last_name="Dublet")
    look(anna, gone, purpose="naboen ringede")
    with acting_for(case.municipality_id):
        merge(anna.actor, kept=case, gone=gone, reason="Samme", today=timezone.localdate())

    assert "naboen ringede" in seen_by(dorte).get(reverse("case_looks", args=[case.id])).content.decode()


@pytest.mark.parametrize("many", [1, 50])
def test_the_review_asks_the_database_few_things(seen_by, lis, anna, case, django_assert_max_num_queries, many):
    for _turn in range(many):
        look(anna, case)

    client = seen_by(lis)
    with django_assert_max_num_queries(12):
        client.get(reverse("log_review"))


def test_the_own_look_ups_are_one_click_away_for_those_who_look(seen_by, lis, anna):
    link = f'href="{reverse("own_looks")}"'

    assert link in seen_by(anna).get(reverse("case_list")).content.decode()
    assert link not in seen_by(lis).get(reverse("log_review")).content.decode()


def test_a_look_at_a_restricted_note_cannot_be_told_from_opening_the_case(seen_by, lis, anna, case):
    look(anna, case, kind="read")
    look(anna, case, kind="note")
    client = seen_by(lis)

    for query in ({}, {"slags": "read"}, {"slags": "note"}):  # the last is no choice: shown without it
        assert [row[3] for row in rows_of_the_review(client, **query)] == ["Åbnede sagen", "Åbnede sagen"]


def test_the_look_ups_of_one_person_are_found_in_the_log_and_in_the_case(seen_by, lis, dorte, anna, bent, carla, case):
    look(anna, case)
    look(bent, case)

    for person, path in ((lis, reverse("log_review")), (dorte, reverse("case_looks", args=[case.id]))):
        client, asked = seen_by(person), {"alle": "1", "hvem": str(anna.membership.id)}
        assert names(client.get(path, asked)) == {anna.user.name}
        for stranger in (str(carla.membership.id), "nobody"):  # of another municipality: as if not asked for
            answer = client.get(path, asked | {"hvem": stranger})
            assert {anna.user.name, bent.user.name} <= names(answer)
            assert carla.user.name not in answer.content.decode()


def names(answer) -> set[str]:
    return {look.who for look, *_words in answer.context["looks"]}


def rows_of_the_review(client, **query):
    page = html.fromstring(client.get(reverse("log_review"), {"alle": "1", **query}).content.decode())
    return [[cell.text_content() for cell in row.iter("td", "th")] for row in page.xpath("//section[2]//tbody/tr")]


@pytest.mark.parametrize("asked", ["9999-12", "0001-01", "2026-13", "november"])
def test_a_month_without_look_ups_is_this_month(seen_by, lis, asked):
    page = seen_by(lis).get(reverse("log_review"), {"maaned": asked})

    assert page.context["month"] == timezone.localdate().replace(day=1)
