"""The CV: one page in plain Danish, made of the profile, while the citizen consents."""

from django.utils.translation import gettext_lazy as _

from cases.documents import Writer, register
from cases.models import Document, Profile
from cases.profile.access import consent_of
from cases.profile.services import CV
from igu.web.pdf import write_pdf


class NoConsent(Exception):
    """The consent was withdrawn while the CV waited for its turn."""


def write_cv(document: Document) -> bytes:
    if consent_of(document.case) is None:
        raise NoConsent
    profile = Profile.objects.select_related("case__citizen", "municipality").get(
        id=document.subject_id, case=document.case
    )
    return write_pdf("cases/cv_document.html", context_of(profile, document))


def context_of(profile: Profile, document: Document) -> dict:
    return {
        "profile": profile,
        "case": profile.case,
        "citizen": profile.case.citizen,
        "sections": sections_of(profile),
        "written_at": document.asked_at,
    }


def sections_of(profile: Profile) -> list[tuple[str, list[str]]]:
    """(heading, lines) of what is written; motivation, limits and tasks are not among them."""
    parts = (
        (_("I can"), profile.functions),
        (_("I have done"), profile.experience),
        (_("Education and courses"), profile.education),
        (_("Languages"), profile.languages),
        (_("I would like"), profile.wishes),
    )
    return [(heading, lines_of(text)) for heading, text in parts if lines_of(text)]


def lines_of(text: str) -> list[str]:
    return [line.strip(" •-–\t") for line in text.splitlines() if line.strip(" •-–\t")]


def register_documents() -> None:
    register(Writer(CV, _("CV"), write_cv))
