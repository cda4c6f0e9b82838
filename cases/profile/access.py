"""The door to the profile, and whether the citizen lets the CV be shown."""

from uuid import UUID

from cases.models import Case, CvConsent, CvShare, Document, Profile

CV = "cv"


def profile_of(case: Case) -> Profile:
    """The profile as it stands; an empty one where nothing is written yet. Writes nothing."""
    empty = Profile(case=case, municipality_id=case.municipality_id)
    return Profile.objects.filter(case=case, replaced_at=None).first() or empty


def files_of(case: Case) -> dict[UUID, Document]:
    """The newest CV made of each profile of a case, by the profile's id, without its content."""
    made = Document.objects.filter(case=case, kind=CV).defer("content")
    return {document.subject_id: document for document in made.order_by("asked_at", "id")}


def consents_of(case: Case) -> list[CvConsent]:
    """Every consent, the newest first."""
    return list(CvConsent.objects.filter(case=case).select_related("noted_by__user", "withdrawn_by__user"))


def consent_of(case: Case) -> CvConsent | None:
    """The consent that holds now."""
    return CvConsent.objects.filter(case=case, withdrawn_on=None).first()


def shares_of(case: Case) -> list[CvShare]:
    return list(CvShare.objects.filter(case=case).select_related("made_by__user"))
