"""One citizen with two cases: told when the second is opened, put together, parted again."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import models, search, services
from cases.course import services as course
from cases.duplicates import services as duplicates
from cases.profile import services as profiles
from cases.profile.access import consent_of, profile_of
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


def test_the_reason_is_kept_where_the_other_case_went_elsewhere_meanwhile(as_anna, anna, two, make_case):
    kept, gone = two
    merge(anna, make_case(anna), gone)

    answer = as_anna.post(f"{reverse('case_merge', args=[kept.id])}?anden={gone.number}", {"reason": "Samme pas"})

    assert answer.status_code == 422
    assert "Samme pas" in answer.text


def write_profile(anna, case, summary):
    return profiles.write_profile(anna.actor, case=case, version=1, summary=summary)


def give_consent(anna, case, given_on):
    return profiles.give_consent(anna.actor, case=case, today=TODAY, given_on=given_on, how="spoken")


@pytest.mark.parametrize("newest", [0, 1])
def test_of_two_profiles_the_newest_counts_and_the_other_stays_to_be_read(as_anna, anna, two, newest):
    kept, gone = two
    with acting_for(kept.municipality_id):
        write_profile(anna, two[1 - newest], "Kan lave kaffe")
        counts = write_profile(anna, two[newest], "Kan køre truck")
    made = merge(anna, kept, gone)

    page = as_anna.get(reverse("profile_panel", args=[kept.id]))

    assert page.context["profile"] == counts
    assert [profile.summary for profile, _parts, _file in page.context["former"]] == ["Kan lave kaffe"]
    assert "Kan lave kaffe" in page.content.decode()
    with acting_for(kept.municipality_id):
        duplicates.undo_merge(anna.actor, merge=models.Merge.objects.get(id=made.id), today=TODAY)
        assert profile_of(two[newest]) == counts
        assert profile_of(two[1 - newest]).summary == "Kan lave kaffe"


@pytest.mark.parametrize("newest", [0, 1])
def test_the_cv_that_is_shown_is_the_newest_of_the_profile_that_counts(as_anna, anna, two, newest):
    kept, gone = two
    with acting_for(kept.municipality_id):
        for case in (two[1 - newest], two[newest]):
            write_profile(anna, case, "Kan lave kaffe")
            give_consent(anna, case, dt.date(2026, 10, 1))
        older, counts = two[1 - newest], two[newest]
        first, second = (ready_cv(anna, case) for case in (counts, older))
        merge(anna, kept, gone)

    page = as_anna.get(reverse("profile_panel", args=[kept.id]))

    assert page.context["document"] == first
    assert [file for _profile, _parts, file in page.context["former"]] == [second]


def ready_cv(anna, case):
    made = profiles.ask_for_cv(anna.actor, case=case)
    made.state, made.made_at = made.State.READY, timezone.now()
    made.save()
    return made


def test_of_two_consents_the_newest_holds_and_nobody_is_said_to_have_withdrawn_the_other(as_anna, anna, two):
    kept, gone = two
    with acting_for(kept.municipality_id):
        give_consent(anna, kept, dt.date(2026, 10, 1))
        newest = give_consent(anna, gone, dt.date(2026, 11, 1))
    made = merge(anna, kept, gone)

    page = as_anna.get(reverse("profile_panel", args=[kept.id]))

    assert page.context["consent"] == newest
    assert "Givet 01-10-2026, lagt sammen med et nyere" in page.content.decode()
    with acting_for(kept.municipality_id):
        duplicates.undo_merge(anna.actor, merge=models.Merge.objects.get(id=made.id), today=TODAY)
        assert [consent_of(case).given_on.month for case in two] == [10, 11]


def test_a_consent_given_after_it_keeps_the_two_together(anna, two):
    kept, gone = two
    with acting_for(kept.municipality_id):
        give_consent(anna, kept, dt.date(2026, 10, 1))
        give_consent(anna, gone, dt.date(2026, 11, 1))
        made = merge(anna, kept, gone)
        profiles.withdraw_consent(anna.actor, case=kept, today=TODAY)
        give_consent(anna, kept, TODAY)

        with pytest.raises(RuleBroken, match="rows_collide"):
            duplicates.undo_merge(anna.actor, merge=models.Merge.objects.get(id=made.id), today=TODAY)

        assert consent_of(kept).given_on == TODAY


def test_what_was_judged_of_the_second_is_shown_with_the_first(as_anna, anna, two):
    kept, gone = two
    with acting_for(kept.municipality_id):
        services.assess(anna.actor, case=gone, start_on=dt.date(2026, 10, 1), note="Set passet.")
    merge(anna, kept, gone)

    page = as_anna.get(reverse("case_detail", args=[kept.id])).content.decode()

    assert "Set passet." in page


def test_a_checklist_that_both_had_begun_is_read_below_the_other(as_anna, anna, two):
    kept, gone = two
    for case in two:
        as_anna.post(
            reverse("checklist_detail", args=[case.id, "run_up"]), {"do": "tick:rights:", "ticked_on": "25-11-2026"}
        )
        with acting_for(kept.municipality_id):
            models.Checklist.objects.filter(case=case).update(note=f"Om {case.number}")
    merge(anna, kept, gone)

    page = as_anna.get(reverse("checklist_detail", args=[kept.id, "run_up"]))

    assert [picture.checklist.note for picture in page.context["former"]] == [f"Om {kept.number}"]
    assert f"Om {kept.number}" in page.content.decode()


def test_a_protected_case_protects_the_one_it_goes_into_until_they_are_parted(anna, two):
    kept, gone = two
    with acting_for(kept.municipality_id):
        models.Case.objects.filter(id=gone.id).update(is_protected=True, protected_on=TODAY)
        gone.refresh_from_db()
        made = merge(anna, kept, gone)
        kept.refresh_from_db()
        assert (kept.is_protected, kept.protected_on) == (True, TODAY)

        duplicates.undo_merge(anna.actor, merge=models.Merge.objects.get(id=made.id), today=TODAY)

        kept.refresh_from_db()
        assert (kept.is_protected, kept.protected_on) == (False, None)


def test_what_was_put_into_the_second_before_is_found_with_the_first(anna, two, make_case):
    kept, gone = two
    first = make_case(anna, cpr="7603910003")
    with acting_for(kept.municipality_id):
        services.assess(anna.actor, case=first, start_on=TODAY, note="Set passet.")
        merge(anna, gone, first)
        gone.refresh_from_db()
        made = merge(anna, kept, gone)

        assert [one.note for one in models.Assessment.objects.of_cases([kept.id])] == ["Set passet."]
        duplicates.undo_merge(anna.actor, merge=models.Merge.objects.get(id=made.id), today=TODAY)

        assert [one.note for one in models.Assessment.objects.of_cases([gone.id])] == ["Set passet."]
