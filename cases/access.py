"""The door to citizens and cases: what an actor may see, and there, once, the read log."""

from functools import cache, lru_cache
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cases import identity, models
from cases.protection import tries
from cases.protection.hidden import hidden_from
from employers.access import employers_for
from igu.accounts.errors import Detour
from igu.accounts.models import Role
from igu.audit.log import note_reads, purpose_today
from igu.audit.models import Look
from igu.web.statements import Instances, Statement, anybody, blank, ids_of, statement_of

SIGNALS = ArraySubquery(  # with the case, in one statement: each of its pages names them
    models.Signal.objects.filter(case=OuterRef("id"), is_open=True)
    .order_by("since_on", "kind", "id")
    .values(row=JSONObject(kind="kind", facts="facts", since_on="since_on"))
)
CASE = blank()
EDITORS = (Role.COORDINATOR, Role.MANAGER)  # who may change what is agreed, and see a CPR number


def cases_for(actor) -> models.CaseQuerySet:
    """Every case that `actor` may see. Whoever shows one of them notes the read: `note`, or `case_for`."""
    return models.Case.objects.visible_to(actor)


def firms_of_cases(actor, at_most: int) -> list[tuple[str, str]]:
    """CVR number and name of the firms that have or had an agreement, the first by name.

    A firm that has none but those of protected cases, which the actor may not know of, is left out. Protected cases
    are few: they are asked for, not the visible ones.
    """
    return _firms_of_cases(actor.role, at_most).rows(ids_of(actor))


@cache
def _firms_of_cases(role: str, at_most: int) -> Statement:
    actor = anybody(role)
    agreements = models.Agreement.objects.filter(employer_id=OuterRef("id"))
    hidden = models.Agreement.objects.filter(case__in=hidden_from(actor)).values("employer_id")
    others = agreements.filter(case__is_protected=False)
    firms = employers_for(actor).filter(Exists(agreements)).exclude(Q(id__in=hidden) & ~Exists(others))
    return statement_of(firms.order_by("name", "id").values_list("cvr", "name")[:at_most])


def case_for(request, case_id, *, kind: Look = Look.READ, **told) -> models.Case:
    """The case with all that its head names, and its `open_signals`; the read is in the log.

    404 if it is not the actor's to see.

    told: what else the same query is to tell of the case, as annotations.

    Raises Detour when the case is a colleague's and no reason has been given today.
    """
    found = _opened(request.actor.role, **told).rows(ids_of(request.actor) | {CASE: case_id})
    if not found:
        raise Http404
    [case] = found
    note(request, [case.citizen_id], kind=kind, purpose=_purpose(request, case))
    if case.is_protected and request.actor.membership_id not in (case.coordinator_id, case.second_id):
        tries.note_opened_by_manager(request.actor, case)
    return case


@lru_cache(20)
def _opened(role: str, **told) -> Instances:
    """Eight tables with all their columns: the ORM takes several times as long to write it as to read the row."""
    cases = cases_for(anybody(role)).with_header().annotate(open_signals=SIGNALS, **told)
    return Instances(cases.filter(id=CASE))


def colleagues_case_for(request, case_id) -> models.Case:
    """The case as the question about the reason names it, before it is opened."""
    case = get_object_or_404(cases_for(request.actor).with_header(), id=case_id)
    note(request, [case.citizen_id], kind=Look.LIST)
    return case


def give_purpose(request, case: models.Case, purpose: str) -> None:
    """Keep the reason in the read log: it holds for this case until the day is over."""
    note(request, [case.citizen_id], kind=Look.READ, purpose=purpose)


def note(request, citizen_ids, *, kind: Look, purpose: str = "") -> None:
    """Note that this request shows these citizens, in the request's own transaction."""
    note_reads(
        request.actor,
        citizen_ids,
        kind=kind,
        route=request.resolver_match.view_name,
        purpose=purpose,
        request_id=request.id,
    )


def assessments_of(request, case: models.Case) -> list[models.Assessment]:
    """What was judged of a case and of those that were put into it, the newest first; their citizens are in the log.

    judge: the name of whoever stands by it.
    """
    found = _assessments().rows({CASE: case.id})
    note(request, {one.citizen_id for one in found} - {case.citizen_id}, kind=Look.READ)
    return found


@cache
def _assessments() -> Instances:
    return Instances(models.Assessment.objects.of_cases([CASE]).annotate(judge=F("judged_by__user__name")))


def hidden_among(actor, ids) -> list:
    """Which of these cases are protected and not the actor's to know of."""
    return list(hidden_from(actor).filter(id__in=ids).values_list("id", flat=True))


def document_of(case: models.Case, document_id) -> models.Document:
    """A document of a case that the actor has come in to already. 404 if it is another case's."""
    return get_object_or_404(models.Document, id=document_id, case=case)


def needs_purpose(actor, case: models.Case) -> bool:
    """Whether the case is a colleague's: managers follow all of them, and one without a coordinator is everybody's.

    The second fixed person follows it as the coordinator does.
    """
    if actor.is_manager or case.coordinator_id is None:
        return False
    return actor.membership_id not in (case.coordinator_id, case.second_id)


def _purpose(request, case) -> str:
    if not needs_purpose(request.actor, case):
        return ""
    purpose = purpose_today(request.actor, case.citizen_id)
    if not purpose:
        back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("case_detail", args=[case.id])
        raise Detour(f"{reverse('case_reason', args=[case.id])}?{urlencode({'next': back})}")
    return purpose


def newest(row):
    """The row as it stands in the database now, for the page that shows two versions."""
    return type(row)._default_manager.get(pk=row.pk)


def cpr_of(case: models.Case) -> str:
    """The CPR number as people write it; the caller has noted the look as one that reveals it. Empty without one."""
    kept = case.citizen.identities.filter(replaced_at=None).first()
    return identity.written(identity.digits_of(kept)) if kept else ""


def agreements_of(case: models.Case) -> list[models.Agreement]:
    """Every agreement of a case, the newest first."""
    return list(case.agreements.select_related("employer", "workplace", "contact"))


def agreement_for(request, case_id, agreement_id) -> tuple[models.Case, models.Agreement]:
    """The case, as `case_for` opens it, and one of its agreements; 404 when it is another case's."""
    case = case_for(request, case_id)
    agreements = case.agreements.select_related("employer", "workplace", "contact", "case")
    return case, get_object_or_404(agreements, id=agreement_id)
