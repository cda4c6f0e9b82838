from django import template
from django.db import DatabaseError
from django.utils import timezone

from igu.outbox import access
from igu.outbox.kinds import label_of

register = template.Library()
register.filter("mail_label", label_of)


@register.inclusion_tag("outbox/_job_banner.html", takes_context=True)
def job_banner(context):
    """Tell managers and administrators on each page that something which should go by itself does not."""
    actor = context.get("actor")
    if not actor or actor.role not in access.WATCHERS:
        return {}
    try:
        alarms = access.alarms_for(actor, timezone.now())
    except DatabaseError:  # an error page is still a page
        return {}
    warnings = [late.warning % {"since": f"{timezone.localtime(late.since):%d-%m-%Y %H.%M}"} for late in alarms.late]
    return {"warnings": warnings, "failed": alarms.failed}
