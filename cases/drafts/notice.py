"""After the log-in: »Your draft from 10.51 is ready«."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.drafts import access
from igu.accounts.models import Membership
from igu.accounts.tenancy import acting_for


def tell(sender, request, user, **_kwargs) -> None:
    """Somebody has just logged in. The sentence names nobody: what the draft is about stands behind the link."""
    now = timezone.now()
    current = Membership.objects.current(timezone.localdate()).filter(user=user)
    for municipality_id, membership_id in current.values_list("municipality_id", "id"):
        with acting_for(municipality_id):
            saved_at = access.newest_at([membership_id], now)
        if saved_at:
            text = _("Your draft from %(at)s is ready.") % {"at": said_at(saved_at, now)}
            messages.info(
                request, format_html('{} <a href="{}">{}</a>', text, reverse("draft_open"), _("Go on with it"))
            )
            return


def said_at(moment, now) -> str:
    """»kl. 10.51« today, else with the day."""
    local = timezone.localtime(moment)
    clock = _("%(time)s o'clock") % {"time": f"{local:%H.%M}"}
    return clock if local.date() == timezone.localtime(now).date() else f"{local:%d-%m} {clock}"
