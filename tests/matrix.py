"""The permission matrix: every URL × actor × target × channel, found by walking the resolver (P1).

Nothing is listed by hand but what a URL's parameter stands for. A parameter that is not in TARGETS fails the run, so a
new page cannot slip past it.
"""

import datetime as dt
import re
import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from igu.accounts.models import Membership, User
from igu.accounts.tenancy import acting_for
from igu.audit.models import Refusal
from tests.conftest import TenantClient, end_tenant
from tests.world import CASE_CONTENT, PROTECTED, Canaries, Tenant, World

# What a URL's parameter stands for: the row of the world whose id is put there.
TARGETS = {
    "case_id": "case",
    "activity_id": "activity",
    "absence_id": "absence",
    "signal_id": "signal",
    "employer_id": "employer",
    "workplace_id": "workplace",
    "contact_id": "contact",
    "portal_user_id": "portal_user",
    "agreement_id": "agreement",
    "line_id": "plan_line",
    "follow_up_id": "follow_up",
    "document_id": "document",
    "import_id": "sheet_import",
    "membership_id": "membership",
    "invitation_id": "invitation",
    "closing_day_id": "closing_day",
    "model_id": "follow_up_model",
    "rule_id": "follow_up_rule",
    "mail_id": "mail",
    "goal_id": "goal",
    "measurement_id": "measurement",
    "view_id": "saved_view",
    "batch_id": "handover",
    "entry_id": "entry",
    "attachment_id": "attachment",
    "try_id": "protected_try",
    "look_id": "look",
    "review_id": "look_review",
    "visitation_id": "visitation",
    "issue_id": "issue",
    "merge_id": "merge",
    "language_plan_id": "language_plan",
}
# Of a protected case these people of its municipality may know; for all others it never existed.
KNOW_OF_IT = {"amir", "kai", "dorte"}
# Where the same parameter stands for another row.
ELSEWHERE = {"portal_user_again": {"membership_id": "portal_user"}, "portal_user_end": {"membership_id": "portal_user"}}
# Parameters that are words and stand for no row.
WORDS = {
    "name": "caseload",
    "kind": "csv",
    "definition_kind": "scale",
    "definition_key": "five_statements",
    "scale_key": "five_statements",
    "checklist_key": "run_up",
    "area_key": "trade_skills",
}
# What a URL asks for by a pattern of its own, without a converter.
KEYS = {"account_reset_password_from_key": {"uidb36": "1", "key": "x-x"}}
# What a page's form would send, where an empty one opens nothing.
BODIES = {"journal_search": {"words": "zzz"}, "portal_answer": {"answer": "call_me"}}
# Pages where a person arrives without being known: the log-in itself, health. Tested by their own tests.
OPEN = {"public"}
NONCES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-'
    r"[0-9a-f]{12}|[0-9A-F]{4}-[0-9A-F]{2,4}|[0-9a-f]{32}"
)


@dataclass(frozen=True)
class Door:
    """One URL pattern."""

    name: str
    parameters: tuple[str, ...]
    policy: str | None
    roles: frozenset


@dataclass
class Result:
    combinations: int = 0
    leaks: list[str] = field(default_factory=list)
    protected_leaks: list[str] = field(default_factory=list)
    server_errors: list[str] = field(default_factory=list)
    oracles: list[str] = field(default_factory=list)
    wrong_answers: list[str] = field(default_factory=list)
    unlogged_refusals: list[str] = field(default_factory=list)
    foreign_changes: list[str] = field(default_factory=list)
    opened: Counter = field(default_factory=Counter)

    @property
    def faults(self) -> list[str]:
        return (
            self.leaks
            + self.protected_leaks
            + self.server_errors
            + self.oracles
            + self.wrong_answers
            + self.unlogged_refusals
            + self.foreign_changes
        )

    def __str__(self):
        return (
            f"P1: {self.combinations} combinations, leaks {len(self.leaks)}, "
            f"of protected cases {len(self.protected_leaks)}, server errors {len(self.server_errors)}, "
            f"existence oracles {len(self.oracles)}, wrong answers {len(self.wrong_answers)}, "
            f"unlogged refusals {len(self.unlogged_refusals)}, foreign rows changed {len(self.foreign_changes)}"
        )


def doors(patterns=None, names=()) -> list[Door]:
    """Every URL pattern of the project; static files are none."""
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            found += doors(pattern.url_patterns, (*names, *pattern.pattern.converters))
        elif isinstance(pattern, URLPattern):
            parameters = (*names, *pattern.pattern.converters)
            view = pattern.callback
            policy = getattr(view, "policy", None)
            found.append(Door(pattern.name or "", parameters, policy, getattr(view, "policy_roles", frozenset())))
    return found


def closed_doors() -> list[Door]:
    return [door for door in doors() if door.policy == "policy"]


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: `tenant` and `role` are None for whoever may not come in at all."""

    name: str
    user: User | None
    tenant: Tenant | None
    role: str | None
    sent_to: str = ""  # where a visitor without a role is sent
    once: str = ""  # the role that would open a page if nothing stood in the way

    @property
    def knows_of_protected(self) -> bool:
        return self.name.split()[0] in KNOW_OF_IT


def visitors(world: World) -> list[Visitor]:
    """Anonymous, not yet with a second factor, disabled, ended, and every role of both municipalities."""
    anna = world.a.people["anna"]
    today = dt.date.today()  # noqa: DTZ011 - only distances matter
    bare = User.objects.create_user("bare@igu.test", "a long pass phrase")
    disabled = User.objects.create_user("disabled@igu.test", "a long pass phrase", is_demo=True, is_active=False)
    gone = User.objects.create_user("gone@igu.test", "a long pass phrase", is_demo=True)
    with acting_for(anna.municipality_id):
        for user, to_on in ((bare, None), (disabled, None), (gone, today - dt.timedelta(days=1))):
            Membership.objects.create(
                municipality=anna.municipality, user=user, role="coordinator", from_on=dt.date(2020, 1, 1), to_on=to_on
            )
    end_tenant()
    strangers = [
        Visitor("anonymous", None, None, None, "/konto/log-ind/"),
        Visitor("no second factor", bare, None, None, reverse("mfa_activate_totp"), once="coordinator"),
        Visitor("disabled", disabled, None, None, "/konto/log-ind/"),
        Visitor("ended", gone, None, None),
    ]
    return strangers + members(world)


def members(world: World) -> list[Visitor]:
    """Every role of both municipalities."""
    return [
        Visitor(f"{name} {tenant.letter}", membership.user, tenant, membership.role)
        for tenant in (world.a, world.b)
        for name, membership in tenant.people.items()
    ]


@dataclass
class Walk:
    """One visitor at the doors. `whole`: a door that is shut to the role is tried by every target and channel too."""

    world: World
    visitor: Visitor
    whole: bool = False
    result: Result = field(default_factory=Result)

    def __post_init__(self):
        self.client = TenantClient(raise_request_exception=False)
        if self.visitor.user:
            self.client.force_login(self.visitor.user)
        self.other = self.world.b if self.visitor.tenant is not self.world.b else self.world.a
        # every visit is taken back: what stood there before it stands there before each
        self.before, self.refused_before = fingerprint(self.other), refusals(self.visitor)

    def try_door(self, door: Door) -> None:
        is_open = self.whole or self.visitor.role in door.roles
        if set(door.parameters) <= set(WORDS):
            words = {name: WORDS[name] for name in door.parameters}
            tries = list(channels(self.world, self.visitor))
            for method, query in tries if is_open else tries[:2]:
                self.visit(door, words, "own", method, query)
            return
        rows = targets(self.world, self.visitor, door)
        for method, body in (("GET", {}), ("POST", BODIES.get(door.name, {}))):
            answers = {
                target: self.visit(door, ids, target, method, body)
                for target, ids in rows.items()
                if is_open or target in ("own", "foreign", "never")
            }
            self.compare(door, method, answers)

    def opens(self, door: Door) -> bool:
        """Whether the door opens to this visitor for the own row, by either method."""
        if self.visitor.role not in door.roles:
            return False
        is_plain = set(door.parameters) <= set(WORDS)
        ids = dict.fromkeys(door.parameters) if is_plain else targets(self.world, self.visitor, door)["own"]
        ids |= {name: word for name, word in WORDS.items() if name in door.parameters}
        for method, body in (("GET", {}), ("POST", BODIES.get(door.name, {}))):
            self.visit(door, ids, "own", method, body)
        return door.name in self.result.opened

    def compare(self, door: Door, method: str, answers: dict) -> None:
        """Foreign and never existed may not be told apart; nor may a protected case by whom it is hidden from."""
        hidden = ["protected"] if is_hidden(self.visitor, door, "protected") else []
        for target in ["foreign", *hidden] if self.visitor.role else []:
            if normalised(answers[target]) != normalised(answers["never"]):
                what = f"{self.visitor.name} {method} {door.name}: {target} differs from never existed"
                self.result.oracles.append(what)

    def visit(self, door: Door, ids: dict, target: str, method: str, data: dict) -> tuple[int, str]:
        """One request in a savepoint that is taken back; its answer is judged."""
        visitor, result = self.visitor, self.result
        result.combinations += 1
        where = f"{visitor.name} {method} {door.name} {target} {sorted(data)}"
        with transaction.atomic():
            response = getattr(self.client, method.lower())(reverse(door.name, kwargs=ids), data)
            body = text_of(response)
            for sent in data.values():  # what the visitor typed may be shown back
                body = body.replace(sent, "")
            if response.status_code >= 500:
                result.server_errors.append(f"{where}: {response.status_code}")
            judge_status(visitor, door, target, response, where, result)
            judge_content(self.world.canaries, visitor, door, body, where, result)
            if fingerprint(self.other) != self.before:
                result.foreign_changes.append(where)
            if visitor.role and response.status_code == 404 and refusals(visitor) == self.refused_before:
                result.unlogged_refusals.append(where)
            transaction.set_rollback(True)
        end_tenant()
        return response.status_code, body


def run(world: World, *, only=None, visitors_only=None, whole=False) -> Result:
    """Walk the matrix; `only` names doors and `visitors_only` people, where not all are meant."""
    result = Result()
    for visitor in visitors(world):
        if visitors_only is None or visitor.name in visitors_only:
            walk = Walk(world, visitor, whole, result)
            for door in closed_doors():
                if only is None or door.name in only:
                    walk.try_door(door)
    return result


def channels(world: World, visitor: Visitor):
    """A page without a target is still asked by query filter and by body for what is the other municipality's."""
    other = world.b if visitor.tenant is not world.b else world.a
    foreign = {name: str(row.pk) for name, row in other.own.items() if hasattr(row, "pk")}
    foreign |= {"coordinator": str(other.people["anna"].pk), "case_number": other.own["case"].number}
    words = {"q": next(iter(foreign.values())), "query": other.own["citizen"].last_name}
    yield "GET", {}
    yield "POST", {}
    yield "GET", foreign | words
    yield "POST", foreign | words
    for form in ("csv", "xlsx", "json", "pdf"):
        yield "GET", {"format": form} | foreign
    protected = (visitor.tenant or world.a).protected
    hidden = {"sag": str(protected["case"].pk), "q": protected["case"].number, "xlsx": "1", "who": "team"}
    yield "GET", hidden | {"visning": "alle", "koordinator": str(protected["case"].coordinator_id)}
    yield "POST", hidden
    yield (
        "GET",
        {"page": "-1", "order": "municipality__name", "after": "x" * 40, "municipality": str(other.municipality.pk)},
    )


def targets(world: World, visitor: Visitor, door: Door) -> dict[str, dict]:
    home = visitor.tenant or world.a
    other = world.b if home is world.a else world.a
    unknown = [name for name in door.parameters if name not in TARGETS | WORDS]
    if unknown:
        raise AssertionError(f"{door.name}: say in tests/matrix.py what {unknown} stands for")
    words = {name: word for name, word in WORDS.items() if name in door.parameters}
    rows = {
        "own": home.own,
        "colleague's": home.colleagues,
        "protected": home.colleagues | home.protected,
        "foreign": other.own,
    }
    ids = {target: {name: have[row].pk for name, row in rows_of(door).items()} for target, have in rows.items()}
    ids |= {"never": {name: uuid.uuid4() for name in rows_of(door)}}
    return {target: given | words for target, given in ids.items()}


def rows_of(door: Door) -> dict[str, str]:
    """Which row of the world each parameter of a door stands for."""
    here = ELSEWHERE.get(door.name, {})
    return {name: here.get(name) or TARGETS[name] for name in door.parameters if name not in WORDS}


def is_hidden(visitor: Visitor, door: Door, target: str) -> bool:
    """Whether this target is a protected case's that the visitor may not know of. A firm knows its own trainee."""
    if target != "protected" or visitor.role in (None, "employer") or visitor.role not in door.roles:
        return False
    rows = set(rows_of(door).values()) - {"mail", "look", "look_review"}  # the reviewer's own: no case is named
    return not visitor.knows_of_protected and not rows.isdisjoint(visitor.tenant.protected)


def judge_status(visitor, door, target, response, where, result) -> None:
    status = response.status_code
    if visitor.role is None:
        is_sent = visitor.sent_to and (not visitor.once or visitor.once in door.roles)
        sent_well = status == 405 or (status == 302 and visitor.sent_to in response["Location"])
        if not (sent_well if is_sent else status in (404, 405)):
            result.wrong_answers.append(f"{where}: {status}")
    elif visitor.role not in door.roles:
        if status not in (404, 405):
            result.wrong_answers.append(f"{where}: {status}, though the role is not let in")
    elif target in ("foreign", "never") or is_hidden(visitor, door, target):
        if status not in (404, 405):
            result.wrong_answers.append(f"{where}: {status}, though the row is not theirs")
    elif status < 400 or status in (409, 422):  # what was typed is refused, not the person
        result.opened[door.name] += 1


def judge_content(canaries: Canaries, visitor, door, body, where, result) -> None:
    for word, (letter, model, name) in canaries.seen_in(body).items():
        home = visitor.tenant.letter if visitor.tenant else None
        if letter == f"{home}{PROTECTED}" and not may_see_protected(visitor, model, name):
            result.protected_leaks.append(f"{where}: protected {model}.{name} ({word})")
        elif letter.rstrip(PROTECTED) != home:
            result.leaks.append(f"{where}: {model}.{name} of {letter} ({word})")
        elif visitor.role in ("administrator", "log_reviewer") and model in CASE_CONTENT:
            result.leaks.append(f"{where}: case content {model}.{name} ({word})")
        elif visitor.role == "employer" and (model, name) not in EMPLOYER_MAY_SEE:
            result.leaks.append(f"{where}: {model}.{name} is not for employers ({word})")


def may_see_protected(visitor: Visitor, model: str, name: str) -> bool:
    """A firm sees its protected trainee's name and courses, and no place. A workplace is on the firm's page for all."""
    if visitor.role == "employer":
        return (model, name) in EMPLOYER_MAY_SEE - PLACES
    if visitor.role == "log_reviewer":
        return model == "LookReview"
    return visitor.knows_of_protected or model == "Workplace"


PLACES = {("Workplace", "name"), ("PlanLine", "provider")}
# The employer's minimum, field by field (P7).
EMPLOYER_MAY_SEE = {
    ("Citizen", "first_name"),
    ("Citizen", "last_name"),
    ("Employer", "name"),
    ("Workplace", "name"),
    ("Contact", "name"),
    ("User", "name"),
    ("PlanLine", "title"),
    ("PlanLine", "provider"),
    ("Agreement", "functions"),
}


def text_of(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    head = " ".join(f"{name}: {value}" for name, value in response.items())
    if content[:2] == b"PK":
        content = unzipped(content)
    return head + content.decode(errors="replace")


def unzipped(content: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def normalised(answer) -> tuple[int, str]:
    status, body = answer
    return status, NONCES.sub("", body)


def refusals(visitor) -> int:
    if not visitor.tenant:
        return 0
    with acting_for(visitor.tenant.municipality.id):
        return Refusal.objects.count()


WATCHED = [
    "cases_case",
    "cases_citizen",
    "cases_agreement",
    "employers_employer",
    "education_planline",
    "followup_followup",
    "cases_activity",
    "cases_attendance",
    "cases_requiredhours",
    "cases_absence",
    "cases_signal",
]


def fingerprint(tenant: Tenant) -> tuple:
    """A checksum of the other municipality's rows."""
    with acting_for(tenant.municipality.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT "
            + ", ".join(f"(SELECT md5(string_agg(t::text, '' ORDER BY t.id)) FROM {table} t)" for table in WATCHED)
        )
        return cursor.fetchone()
