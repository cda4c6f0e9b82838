"""The mail to somebody who is asked about a look-up: a link, and nothing else."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import LookReview
from igu.outbox.models import Mail


def still_wanted(mail: Mail) -> bool:
    return LookReview.objects.filter(id=mail.key, answered_at=None, closed_at=None).exists()


def render(mail: Mail) -> tuple[str, str]:
    return _("IGU: a question about a look-up of yours"), render_to_string(
        "cases/look_mail.txt", {"url": settings.SITE_URL + reverse("own_looks")}
    )
