"""One citizen with two cases: told when the second is opened, put together, parted again."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import models, search
from cases.course import services as course
from cases.duplicates import services as duplicates
from followup.models import FollowUp
from followup.services import make_follow_up
from igu.accounts.errors import RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]
TODAY = dt.date(2026, 11, 25)
NEW = {"first_name": "selam", "last_name": "TEKLE", "birth_on": "14-03-1991", "no_cpr_reason": "nyankommet"}


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def two(anna, make_case):
    """Two cases of one citizen, the second with a follow-up, a visitation and a CPR number of its own."""
    kept, gone = make_case(anna, cpr="7403910001"), make_case(anna, cpr="7503910002")
    with acting_for(kept.municipality_id):
        make_follow_up(anna.actor, case=gone, due_on=TODAY, what="Ring", party="citizen", today=TODAY)
        course.note_visitation(anna.actor, case=gone, held_on=TODAY, track="igu", reason="fordi")
    return kept, gone


def merge(anna, kept, gone):
    with acting_for(kept.municipality_id):
        return duplicates.merge(anna.actor, kept=kept, gone=gone, reason="Samme person", today=TODAY)


def test_a_name_and_birth_date_that_have_a_case_are_told(as_anna, anna, make_case):
    case = make_case(anna)

    answer = as_anna.post(reverse("case_new"), NEW)

    assert answer.status_code == 422
    assert case.number in answer.content.decode()
    with acting_for(case.municipality_id):
        assert models.Case.objects.count() == 1


def test_another_person_with_the_same_name_gets_a_case(as_anna, anna, make_case):
    case = make_case(anna)

    as_anna.post(reverse("case_new"), NEW | {"is_another": "on"})

    with acting_for(case.municipality_id):
        assert models.Case.objects.count() == 2


def test_a_protected_case_is_not_betrayed_by_its_name(as_anna, bent, make_case):
    make_case(bent, is_protected=True, protected_on=TODAY)

    assert as_anna.post(reverse("case_new"), NEW).status_code == 302


def test_all_that_belonged_to_the_second_belongs_to_the_first(as_anna, anna, two):
    kept, gone = two
    as_anna.post(f"{reverse('case_merge', args=[kept.id])}?anden={gone.number}", {"reason": "Samme person"})

    with acting_for(kept.municipality_id):
        kept.refresh_from_db()
        assert FollowUp.objects.get(what="Ring").case_id == kept.id
        assert kept.visitations.count() == 1
        assert kept.next_due_on == TODAY
        assert {search.by_cpr(anna.actor, digits).id for digits in ("7403910001", "7503910002")} == {kept.id}
    assert as_anna.get(reverse("case_detail", args=[gone.id])).status_code == 404


def test_parted_again_each_has_its_own(as_anna, anna, two):
    kept, gone = two
    made = merge(anna, kept, gone)

    as_anna.post(reverse("merge_undo", args=[kept.id, made.id]))

    with acting_for(kept.municipality_id):
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert FollowUp.objects.get(what="Ring").case_id == gone.id
        assert (gone.visitations.count(), kept.visitations.count()) == (1, 0)
        assert (gone.stage, gone.closed_on, gone.merged_into_id) == ("run_up", None, None)
        assert models.Identity.objects.filter(replaced_at=None).count() == 2
        assert search.by_cpr(anna.actor, "7503910002").id == gone.id


def test_two_agreements_at_the_same_time_stay_apart(anna, two, make_agreement, make_employer):
    kept, gone = two
    firm = make_employer(anna)
    make_agreement(anna, kept, employer=firm)
    make_agreement(anna, gone, employer=firm, start_on=dt.date(2026, 4, 1))

    with pytest.raises(RuleBroken) as broken:
        merge(anna, kept, gone)

    assert broken.value.codes == ("agreements_overlap",)
    with acting_for(kept.municipality_id):
        assert FollowUp.objects.get(what="Ring").case_id == gone.id


def test_an_unknown_number_is_told(as_anna, two):
    kept, _gone = two

    assert as_anna.get(reverse("case_merge", args=[kept.id]), {"anden": "2026-0999"}).status_code == 422
