"""Writing the profile, noting consent and its withdrawal, and showing the CV to somebody."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from cases import documents
from cases.models import Case, CvConsent, CvShare, Document, Profile
from cases.profile.access import CV, consent_of
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import held_by_the_database, make_once, save_version


def profile_of(actor, case: Case) -> Profile:
    """The profile of a case; an empty one is made when it is first written in."""
    return Profile.objects.get_or_create(municipality_id=actor.municipality_id, case=case, replaced_at=None)[0]


@transaction.atomic
def write_profile(actor, *, case: Case, version: int, **fields) -> Profile:
    """Raises Outdated."""
    profile = profile_of(actor, case)
    save_version(profile, version, **fields)
    return profile


def give_consent(
    actor, *, case: Case, today: dt.date, given_on: dt.date, how: str, about: str = "", token: UUID | None = None
) -> CvConsent:
    """Note that the citizen lets the CV be shown. Raises RuleBroken: `consent_ahead`, `consent_there`."""
    if given_on > today:
        raise RuleBroken("consent_ahead")
    with held_by_the_database(cv_consent_one_at_a_time="consent_there"):
        fields = {"given_on": given_on, "how": how, "about": about, "noted_by_id": actor.membership_id}
        consent, _is_new = make_once(CvConsent, actor, token, case=case, **fields)
    return consent


@transaction.atomic
def withdraw_consent(actor, *, case: Case, today: dt.date) -> None:
    """From now on the CV is shown to nobody, and the files that were made of it are thrown away."""
    consents = CvConsent.objects.filter(case=case, withdrawn_on=None)
    consents.update(withdrawn_on=today, withdrawn_by_id=actor.membership_id)
    Document.objects.filter(case=case, kind=CV).delete()


def ask_for_cv(actor, *, case: Case) -> Document:
    """Put the CV in line for the worker. Raises RuleBroken: `no_consent`, `no_profile`."""
    profile = _to_be_shown(case)
    return documents.ask_for(actor, case=case, kind=CV, subject_id=profile.id)


@transaction.atomic
def share_cv(
    actor, *, case: Case, today: dt.date, recipient: str, shared_on: dt.date, token: UUID | None = None
) -> CvShare:
    """Note that the CV was given to somebody. Raises RuleBroken: `no_consent`, `no_profile`, `shared_ahead`,
    `shared_before_consent`."""
    profile, consent = _to_be_shown(case), consent_of(case)
    if shared_on > today:
        raise RuleBroken("shared_ahead")
    if shared_on < consent.given_on:
        raise RuleBroken("shared_before_consent")
    fields = {"recipient": recipient, "shared_on": shared_on, "profile_version": profile.version}
    share, _is_new = make_once(
        CvShare, actor, token, case=case, consent=consent, made_by_id=actor.membership_id, **fields
    )
    return share


def _to_be_shown(case: Case) -> Profile:
    if consent_of(case) is None:
        raise RuleBroken("no_consent")
    profile = Profile.objects.filter(case=case, replaced_at=None).first()
    if profile is None:
        raise RuleBroken("no_profile")
    return profile
