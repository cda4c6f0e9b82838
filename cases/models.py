"""The citizen, the case, and the agreement that the case is about."""

import datetime as dt
from dataclasses import asdict

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases import words
from employers.models import Contact, Employer, Workplace
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.tenancy import TenantKey, TenantModel
from igu.rules import eligibility
from igu.rules.statute import Basis

NEVER = dt.date(
    9999, 12, 31
)  # "no follow-up", "no end": sorts last without NULL, so that keyset paging stays one comparison


@tracked()
class Citizen(TenantModel):
    """The person. The CPR number is not here but sealed in Identity."""

    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    birth_on = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=8, choices=words.Sex, blank=True)
    origin = models.CharField(_("country of origin"), max_length=60, blank=True)
    arrived_on = models.DateField(_("arrived in Denmark"), null=True, blank=True)
    address_since = models.DateField(_("first address in Denmark from"), null=True, blank=True)
    basis = models.CharField(_("residence basis"), max_length=12, choices=words.Basis, blank=True)
    aliens_act = models.CharField(_("version of the Aliens Act"), max_length=20, blank=True)
    family_to = models.CharField(_("reunified with"), max_length=8, choices=words.FamilyTo, blank=True)
    permit_until = models.DateField(_("residence permit until"), null=True, blank=True)
    completed_before = models.BooleanField(_("has completed an IGU before"), default=False)
    no_cpr_reason = models.CharField(_("why there is no CPR number yet"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    schooling_years = models.PositiveSmallIntegerField(_("years of schooling"), null=True, blank=True)
    literacy = models.CharField(_("reads and writes own language"), max_length=8, choices=words.Literacy, blank=True)
    danish_education = models.CharField(_("Danish education"), max_length=3, choices=words.DanishEducation, blank=True)
    danish_test = models.CharField(_("Danish test passed"), max_length=3, choices=words.DanishTest, blank=True)
    danish_test_on = models.DateField(_("Danish test passed on"), null=True, blank=True)
    family = models.CharField(_("family"), max_length=16, choices=words.Family, blank=True)
    children = models.PositiveSmallIntegerField(_("children at home"), null=True, blank=True)
    background = models.TextField(_("background"), max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="family") | Q(family_to=""),
                name="citizen_family_to_only_for_family",
                violation_error_message=_("»Reunified with« is only for family reunification."),
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    def as_rule_input(self, *, same_workplace_until: dt.date | None = None) -> eligibility.Person:
        """What the law asks about the citizen; the former job is asked for with each judgement."""
        return eligibility.Person(
            birth_on=self.birth_on,
            basis=Basis(self.basis) if self.basis else None,
            address_since=self.address_since,
            family_to=eligibility.FamilyTo(self.family_to) if self.family_to else None,
            completed_before=self.completed_before,
            same_workplace_until=same_workplace_until,
            permit_until=self.permit_until,
        )


class Identity(TenantModel):
    """The CPR number of a citizen: sealed with a key from the environment, found by a keyed hash, in no history.

    A number that was replaced (a substitute number, a change of sex) stays, so that the citizen is still found by it.
    """

    citizen = TenantKey(Citizen, models.CASCADE, related_name="identities")
    sealed = models.BinaryField()
    search_key = models.BinaryField(max_length=32)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "citizen"], condition=Q(replaced_at=None), name="identity_one_a_citizen"
            ),
            models.UniqueConstraint(
                fields=["municipality", "search_key"],
                name="identity_once",
                violation_error_message=_("The citizen has a case already."),
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return "identity"


class NameToken(TenantModel):
    """One word of a citizen's name, folded to small letters: what the name search asks with >= and <."""

    citizen = TenantKey(Citizen, models.CASCADE, related_name="name_tokens")
    token = models.CharField(max_length=80, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["municipality", "token", "citizen"], name="nametoken_find")]
        default_permissions = ()

    def __str__(self):
        return "token"


class CaseCounter(TenantModel):
    """The last case number given out in a year. The row is locked while the next one is taken."""

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
]


class CaseQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Every case of the municipality for those who work with cases; nothing for anybody else."""
        if not actor.is_case_worker:
            return self.none()
        return self.filter(municipality_id=actor.municipality_id)

    def with_header(self):
        """All that the head of a case page names, in one statement."""
        return self.select_related(
            "citizen",
            "coordinator__user",
            "agreement__employer",
            "agreement__workplace",
            "agreement__contact",
        )


@tracked(exclude=SWEPT)
class Case(TenantModel):
    """Everything one municipality does about IGU for one citizen.

    The fields in SWEPT are kept by services, most of them upper apps', so that the list sorts and filters without a
    join. `agreement` is the newest one that started or will start; ends_on its last day (cases.stages keeps both).
    """

    citizen = TenantKey(Citizen, models.PROTECT, related_name="cases")
    number = models.CharField(_("case number"), max_length=12)
    coordinator = TenantKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(_("stage"), max_length=12, choices=words.Stage, default=words.Stage.RUN_UP)
    group = models.CharField(_("group"), max_length=16, choices=words.Group, blank=True)
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    agreement = TenantKey("Agreement", models.SET_NULL, null=True, editable=False, related_name="+")
    counted_hours = models.DecimalField(max_digits=7, decimal_places=2, default=0, editable=False)
    planned_hours = models.DecimalField(max_digits=7, decimal_places=2, default=0, editable=False)
    next_due_on = models.DateField(default=NEVER, editable=False)
    next_what = models.CharField(max_length=120, blank=True, editable=False)
    next_count = models.PositiveSmallIntegerField(default=0, editable=False)
    last_contact_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(default=NEVER, editable=False)
    sort_name = models.CharField(max_length=170, db_collation="C", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="case_number_once"),
            models.UniqueConstraint(fields=["municipality", "citizen"], name="case_one_a_citizen"),
        ]
        indexes = [
            models.Index(fields=["municipality", "next_due_on", "id"], name="case_next", condition=Q(closed_on=None)),
            models.Index(
                fields=["municipality", "coordinator", "next_due_on", "id"],
                name="case_mine",
                condition=Q(closed_on=None),
            ),
            models.Index(fields=["municipality", "sort_name", "id"], name="case_name"),
            models.Index(fields=["municipality", "ends_on", "id"], name="case_ends", condition=Q(closed_on=None)),
        ]

    def __str__(self):
        return self.number

    @property
    def hold(self) -> str:
        """The stage that somebody has set by hand; empty where it follows the agreement."""
        return self.stage if self.stage in (words.Stage.PAUSED, words.Stage.CLOSED) else ""


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


class Assessment(TenantModel):
    """What the rules said about a citizen on a start date, and who stands by it. Append-only.

    facts: the rule's input as it was, dates in ISO form. reasons: its codes. The sentences are made again from both.
    """

    case = TenantKey(Case, models.CASCADE, related_name="assessments")
    start_on = models.DateField(_("start date that was judged"))
    decision = models.CharField(max_length=12, choices=words.Decision)
    rule_version = models.CharField(max_length=4, blank=True)
    reasons = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    judged_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-judged_at", "id"]
        default_permissions = ()

    def __str__(self):
        return f"{self.decision} {self.start_on}"

    @property
    def judgement(self) -> eligibility.Judgement:
        """The conditions one by one, made again from the facts that were judged."""
        return eligibility.judge(person_of(self.facts), self.start_on)


@tracked()
class Agreement(TenantModel):
    """The two-year contract of a citizen and an employer.

    end_on is its last day by the contract; ended_on the last day it really had, once it is over.
    """

    case = TenantKey(Case, models.PROTECT, related_name="agreements")
    citizen = TenantKey(Citizen, models.PROTECT, related_name="+")
    employer = TenantKey(Employer, models.PROTECT, verbose_name=_("employer"), related_name="agreements")
    workplace = TenantKey(
        Workplace, models.SET_NULL, null=True, blank=True, verbose_name=_("workplace"), related_name="+"
    )
    contact = TenantKey(Contact, models.SET_NULL, null=True, blank=True, verbose_name=_("contact"), related_name="+")
    runup_on = models.DateField(_("trial internship begins"), null=True, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    start_on = models.DateField(_("starts"))
    end_on = models.DateField(_("last day"))
    ended_on = models.DateField(_("really ended"), null=True, blank=True)
    ending = models.CharField(_("ending"), max_length=20, choices=words.Ending, blank=True)
    hours_per_week = models.DecimalField(_("work hours a week"), max_digits=4, decimal_places=1, null=True, blank=True)
    is_public = models.BooleanField(_("public employer"), default=False)
    wage_scheme = models.CharField(_("wage scheme"), max_length=8, choices=words.WageScheme, blank=True)
    functions = models.TextField(_("work areas and functions"), max_length=2000, blank=True)
    vitas_agreement_on = models.DateField(_("agreement typed into VITAS"), null=True, blank=True)
    vitas_plan_on = models.DateField(_("plan typed into VITAS"), null=True, blank=True)
    outcome_6 = models.CharField(_("after 6 months"), max_length=12, choices=words.Outcome, blank=True)
    outcome_12 = models.CharField(_("after 12 months"), max_length=12, choices=words.Outcome, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-start_on", "id"]
        indexes = [
            models.Index(fields=["municipality", "start_on"], name="agreement_start"),
            models.Index(fields=["municipality", "end_on"], name="agreement_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "citizen", "start_on"],
                name="agreement_start_once",
                violation_error_message=_("There is an agreement with that start date already."),
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the start."),
            ),
            models.CheckConstraint(
                condition=Q(runup_on=None) | Q(runup_on__lte=F("start_on")),
                name="agreement_runup_before_start",
                violation_error_message=_("The trial internship must not begin after the agreement."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("start_on")) | Q(ending="never_started"),
                name="agreement_ended_after_it_started",
                violation_error_message=_("The day it really ended must not lie before the start."),
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week=None) | Q(hours_per_week__gt=0, hours_per_week__lte=37),
                name="agreement_hours_within_a_week",
                violation_error_message=_("Work hours lie between 0 and 37 a week."),
            ),
            ExclusionConstraint(
                name="agreement_no_overlap",
                expressions=[
                    (
                        Func(F("citizen"), F("citizen"), Value("[]"), function="uuid_span"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("start_on"), Coalesce("ended_on", "end_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(ending="never_started"),
                violation_error_message=_("The citizen has another agreement in that period."),
            ),
        ]

    def __str__(self):
        return f"{self.start_on} – {self.end_on}"

    @property
    def last_day(self) -> dt.date:
        return self.ended_on or self.end_on


class Document(TenantModel):
    """A file that the worker makes for a case and keeps behind the wall. `kind` names the function that writes it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")

    case = TenantKey(Case, models.CASCADE, related_name="documents")
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    content = models.BinaryField(null=True)
    asked_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "id"]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED


class SheetImport(TenantModel):
    """A sheet that somebody has sent in to be read: kept sealed between the dry run and the saving, then emptied.

    result: what the page shows of the dry run. choices: what a person chose about how the file is read.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READ = "read", _("Read, not saved")
        REFUSED = "refused", _("Cannot be read")
        SAVING = "saving", _("Being saved")
        SAVED = "saved", _("Saved")
        FAILED = "failed", _("Could not be saved")
        EMPTIED = "emptied", _("Thrown away")

    file_name = models.CharField(max_length=120)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    choices = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    sent_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "id"]
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.WAITING, self.State.SAVING)
