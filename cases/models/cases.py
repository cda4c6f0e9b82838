"""The case, its number, and what the rules said about the citizen."""

import datetime as dt
from dataclasses import asdict, replace

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases import words
from cases.models.citizens import Citizen
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel
from igu.rules import eligibility
from igu.rules.months import add_years
from igu.rules.statute import Basis

# "no follow-up", "no end": sorts last without NULL, so that keyset paging stays one comparison
NEVER = dt.date(9999, 12, 31)


class CaseCounter(TenantModel):
    """The last case number given out in a year. The row is locked while the next one is taken."""

    retention = Retention.MUNICIPALITY

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="case_counter_once")]
        default_permissions = ()

    def __str__(self):
        return f"{self.year}-{self.last:04d}"


SWEPT = [
    "counted_hours",
    "planned_hours",
    "next_due_on",
    "next_what",
    "next_count",
    "last_contact_on",
    "ends_on",
    "sort_name",
    "signal_count",
]


def not_hidden_from(actor, path: str = "") -> Q:
    """What is left of a table when the protected cases that are not the actor's are taken out.

    path: how the table reaches its case, such as "case__". Managers see all; others those that they follow.
    """
    if actor.is_manager:
        return Q()
    me = actor.membership_id
    return Q(**{f"{path}is_protected": False}) | Q(**{f"{path}coordinator_id": me}) | Q(**{f"{path}second_id": me})


FOLLOWER = (
    *("municipality", "role", "scope", "from_on", "to_on", "granted_by", "reason"),
    *("user__password", "user__last_login", "user__language", "user__is_active", "user__is_demo"),
    *("user__last_seen_at", "user__session_round"),
)
UNNAMED = {  # what no page of a case says of the people and the firm around it
    "coordinator": FOLLOWER,
    "second": FOLLOWER,
    "agreement__employer": ("municipality", "cvr", "is_public", "industry", "public_funding_share", "version"),
    "agreement__contact": ("municipality", "employer", "workplace", "version"),
}


class CaseQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The cases of the municipality for those who work with cases, protected ones for those who follow them.

        A case that was merged into another is not there.
        """
        if not actor.is_case_worker:
            return self.none()
        # not `merged_into=None`: a table without statistics is taken to hold few NULLs, and the plan goes astray
        there = self.filter(not_hidden_from(actor), municipality_id=actor.municipality_id)
        return there.exclude(closed_why=words.ClosedWhy.MERGED)

    def silent(self, today, weeks: int):
        """Nobody has been reached for so many weeks; in aftercare nobody is expected to be."""
        before = today - dt.timedelta(weeks=weeks)
        never = Q(last_contact_on=None, opened_on__lt=before)
        return self.exclude(stage=words.Stage.AFTERCARE).filter(Q(last_contact_on__lt=before) | never)

    def with_header(self):
        """All that the head of a case page names, in one statement."""
        unnamed = [f"{path}__{field}" for path, fields in UNNAMED.items() for field in fields]
        followers = ("coordinator__user", "second__user")
        return self.select_related("citizen", *followers, "agreement__employer", "agreement__contact").defer(*unnamed)


@tracked(
    exclude=SWEPT,
    meta={"indexes": [models.Index(fields=["municipality", "pgh_created_at"], name="case_event_lately")]},
)
class Case(TenantModel):
    """Everything one municipality does about IGU for one citizen.

    second: the other person whom the citizen always meets, such as the firm consultant. The fields in SWEPT are kept
    by services, most of them upper apps', so that the list sorts and filters without a
    join. `agreement` is the newest one that started or will start; ends_on its last day (cases.stages keeps both).
    """

    retention = Retention.CASE

    citizen = TenantKey(Citizen, models.PROTECT, related_name="cases")
    number = models.CharField(_("case number"), max_length=12)
    coordinator = TenantKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    second = TenantKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(_("stage"), max_length=12, choices=words.Stage, default=words.Stage.RUN_UP)
    group = models.CharField(_("group"), max_length=16, choices=words.Group, blank=True)
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closed_why = models.CharField(
        _("why it was closed"), max_length=12, choices=words.ClosedWhy, blank=True, db_default=""
    )
    merged_into = TenantKey("self", models.SET_NULL, null=True, editable=False, related_name="+")
    track = models.CharField(_("track"), max_length=12, choices=words.Track, blank=True, editable=False, db_default="")
    is_protected = models.BooleanField(_("protected"), default=False, db_default=False)
    protected_on = models.DateField(_("protection registered on"), null=True, blank=True)
    agreement = TenantKey("Agreement", models.SET_NULL, null=True, editable=False, related_name="+")
    counted_hours = models.DecimalField(max_digits=7, decimal_places=2, default=0, editable=False)
    planned_hours = models.DecimalField(max_digits=7, decimal_places=2, default=0, editable=False)
    next_due_on = models.DateField(default=NEVER, editable=False)
    next_what = models.CharField(max_length=120, blank=True, editable=False)
    next_count = models.PositiveSmallIntegerField(default=0, editable=False)
    last_contact_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(default=NEVER, editable=False)
    sort_name = models.CharField(max_length=170, db_collation="C", editable=False)
    signal_count = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="case_number_once"),
            models.UniqueConstraint(fields=["municipality", "citizen"], name="case_one_a_citizen"),
            models.CheckConstraint(
                condition=Q(is_protected=False, protected_on=None) | Q(is_protected=True, protected_on__isnull=False),
                name="case_protection_is_dated",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "next_due_on", "id"], name="case_next", condition=Q(closed_on=None)),
            models.Index(
                fields=["municipality", "coordinator", "next_due_on", "id"],
                name="case_mine",
                condition=Q(closed_on=None),
            ),
            models.Index(fields=["municipality", "sort_name", "id"], name="case_name"),
            models.Index(
                fields=["municipality", "next_due_on", "id"],
                name="case_watched",
                condition=Q(closed_on=None, signal_count__gt=0),
            ),
            models.Index(fields=["municipality", "ends_on", "id"], name="case_ends", condition=Q(closed_on=None)),
            models.Index(fields=["municipality", "number"], name="case_protected", condition=Q(is_protected=True)),
        ]

    def __str__(self):
        return self.number

    @property
    def protection_lapses_on(self) -> dt.date | None:
        """Name-and-address protection ends a year after it was registered (CPR act § 28)."""
        return add_years(self.protected_on, 1) if self.protected_on else None

    @property
    def hold(self) -> str:
        """The stage that somebody keeps by hand; empty where it follows the agreement."""
        return words.Stage.PAUSED if self.stage == words.Stage.PAUSED else ""


def facts_of(person: eligibility.Person) -> dict:
    """A rule's input as it is kept: dates in ISO form."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asdict(person).items()}


def person_of(facts: dict) -> eligibility.Person:
    """The rule's input again from what was kept."""
    dates = ("birth_on", "address_since", "same_workplace_until", "permit_until")
    known = facts | {name: dt.date.fromisoformat(facts[name]) for name in dates if facts.get(name)}
    known["basis"] = Basis(known["basis"]) if known.get("basis") else None
    known["family_to"] = eligibility.FamilyTo(known["family_to"]) if known.get("family_to") else None
    return eligibility.Person(**known)


class OnlyAddedQuerySet(models.QuerySet):
    """Rows of a case that never move: where it was put into another, they are that one's too."""

    def of_cases(self, case_ids):
        """Those of these cases and of what was put into them, the newest first.

        about_id: the case as it is now. citizen_id: whom it was made about, for the read log.
        """
        # found first, by their ids: asked for across the join, all rows of the municipality are read
        all_of_them = Case.objects.filter(Q(id__in=case_ids) | Q(merged_into__in=case_ids))
        return self.filter(case__in=all_of_them).about_now().annotate(citizen_id=F("case__citizen_id"))

    def about_now(self):
        return self.annotate(about_id=Coalesce("case__merged_into_id", "case_id"))


class Assessment(TenantModel):
    """What the rules said about a citizen on a start date, and who stands by it. Append-only.

    facts: the rule's input as it was, dates in ISO form. reasons: its codes. The sentences are made again from both.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="assessments")
    start_on = models.DateField(_("start date that was judged"))
    decision = models.CharField(max_length=12, choices=words.Decision)
    rule_version = models.CharField(max_length=4, blank=True)
    reasons = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    judged_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(auto_now_add=True)

    objects = OnlyAddedQuerySet.as_manager()

    class Meta:
        ordering = ["-judged_at", "id"]
        default_permissions = ()

    def __str__(self):
        return f"{self.decision} {self.start_on}"

    @property
    def judgement(self) -> eligibility.Judgement:
        """The conditions one by one, made again from the facts that were judged."""
        return eligibility.judge(person_of(self.facts), self.start_on)

    def still_holds(self, citizen: Citizen) -> bool:
        """Whether the law answers the same by the citizen's facts of now. What was asked for then counts on."""
        then = person_of(self.facts)
        now = citizen.as_rule_input(same_workplace_until=then.same_workplace_until)
        now = replace(now, completed_before=now.completed_before or then.completed_before)
        return eligibility.judge(now, self.start_on).reasons == self.judgement.reasons
