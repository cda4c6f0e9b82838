"""A case is protected; the managers' page of protected cases and of those who reached for one."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, listing
from cases.access import EDITORS
from cases.protection import access as protected
from cases.protection import forms, services
from igu.accounts.errors import Outdated
from igu.accounts.models import Role
from igu.accounts.policy import policy
from igu.audit.models import Look
from igu.web.conflict import conflict_page


@policy(*EDITORS)
def case_protect(request, case_id):
    case, today = access.case_for(request, case_id), timezone.localdate()
    people = listing.coordinators(request.actor, today)
    form = forms.ProtectForm(request.POST or None, instance=case, people=people, today=today)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.protect_case(
                request.actor,
                case=case,
                version=form.typed_version,
                protected_on=typed["protected_on"],
                second_id=typed["second_id"],
            )
            return redirect(_where_to(request, case))
        except Outdated:
            back = reverse("case_detail", args=[case.id])
            return conflict_page(request, form, access.newest(case), what=_("the case"), back=back)
    status = 422 if form.errors else 200
    return render(request, "cases/case_protect.html", {"form": form, "case": case}, status=status)


@policy(Role.MANAGER, methods=("POST",))
def protection_lift(request, case_id):
    case = access.case_for(request, case_id)
    services.lift_protection(request.actor, case=case, version=case.version)
    return redirect("case_detail", case.id)


@policy(Role.MANAGER, methods=("GET", "HEAD"))
def protected_cases(request):
    context = {"cases": protected.protected_cases(request), "tries": protected.tries(request.actor)}
    return render(request, "cases/protected_cases.html", context)


@policy(Role.MANAGER, methods=("POST",))
def protected_try_seen(request, try_id):
    protected_try = protected.try_for(request.actor, try_id)
    access.note(request, [protected_try.case.citizen_id], kind=Look.LIST)
    services.mark_seen(request.actor, protected_try=protected_try)
    return redirect("protected_cases")


def _where_to(request, case):
    """Whoever has just hidden a colleague's case from himself cannot go back to it."""
    follows = request.actor.membership_id in (case.coordinator_id, case.second_id)
    return reverse("case_detail", args=[case.id]) if follows or request.actor.is_manager else reverse("case_list")
