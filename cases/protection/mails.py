"""The mail to managers: how many tries, and where to look. No name, no case number."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from cases.models import ProtectedTry
from igu.outbox.models import Mail


def still_wanted(mail: Mail) -> bool:
    return bool(_new(mail))


def render(mail: Mail) -> tuple[str, str]:
    tries = _new(mail)
    said = {"n": tries}
    subject = ngettext("IGU: %(n)d try to reach a protected case", "IGU: %(n)d tries to reach a protected case", tries)
    url = settings.SITE_URL + reverse("protected_cases")
    return subject % said, render_to_string("cases/protected_mail.txt", {"tries": tries, "url": url})


def _new(mail: Mail) -> int:
    return ProtectedTry.objects.filter(municipality_id=mail.municipality_id, seen_at=None).count()
