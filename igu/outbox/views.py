"""Mail that did not get through, for those who can do something about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from igu.accounts.policy import policy
from igu.outbox import access, services
from igu.outbox.tasks import nudge


@policy(*access.WATCHERS, methods=("GET", "HEAD"))
def mail_list(request):
    return render(request, "outbox/mail_list.html", {"mails": access.troubled_mails(request.actor, timezone.now())})


@policy(*access.WATCHERS, methods=("POST",))
def mail_send_again(request, mail_id):
    access.mail_for(request.actor, mail_id)
    if services.send_again(request.actor, mail_id=mail_id):
        nudge()
        messages.success(request, _("The mail is in line again."))
    access.forget_alarms(request.actor)
    return redirect("mail_list")


@policy(*access.WATCHERS, methods=("POST",))
def mail_put_aside(request, mail_id):
    access.mail_for(request.actor, mail_id)
    if services.put_aside(request.actor, mail_id=mail_id):
        messages.success(request, _("The mail is put aside."))
    access.forget_alarms(request.actor)
    return redirect("mail_list")
