"""Follow-up models as data, and the dated follow-ups they make."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from cases.models import Agreement, Case, not_hidden_from
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class Party(models.TextChoices):
    EMPLOYER = "employer", _("Employer")
    CITIZEN = "citizen", _("Citizen")
    BOTH = "both", _("Both")
    TEAM = "team", _("The team")


class Kind(models.TextChoices):
    DEADLINE = "deadline", _("Deadline")
    CONTACT = "contact", _("Contact")


class Answer(models.TextChoices):
    """The words are those of a contact; a deadline says »Done«, »Done – with a remark«, »Not done« (followup.words)."""

    GOOD = "good", _("Reached – going well")
    ISSUE = "issue", _("Reached – there is something")
    NOT_REACHED = "not_reached", _("Not reached")
    WAIVED = "waived", _("Not needed")


class Theme(models.TextChoices):
    """What a contact was about (X-10)."""

    WELL_BEING = "well_being", _("Well-being")
    LANGUAGE = "language", _("Language")
    LEARNING = "learning", _("Learning")
    HOURS = "hours", _("Working hours")
    ATTENDANCE = "attendance", _("Attendance")


@tracked()
class FollowUpModel(TenantModel):
    """A municipality's rhythm. One of them is used for new agreements."""

    retention = Retention.MUNICIPALITY

    name = models.CharField(_("name"), max_length=60)
    preset = models.CharField(max_length=16, blank=True, editable=False)
    is_chosen = models.BooleanField(default=False)
    chosen_on = models.DateField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="follow_up_model_name_once"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(is_chosen=True), name="follow_up_model_one_chosen"
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class FollowUpRule(TenantModel):
    """One rule of a rhythm: from which date, how often, for whom. `when` is the rule of igu.rules.schedule as data."""

    retention = Retention.MUNICIPALITY

    model = TenantKey(FollowUpModel, models.CASCADE, related_name="rules")
    key = models.CharField(max_length=40)
    party = models.CharField(max_length=8, choices=Party)
    kind = models.CharField(max_length=8, choices=Kind)
    when = models.JSONField()
    what = models.CharField(_("what"), max_length=120)
    source = models.CharField(max_length=1, choices=[("L", "L"), ("S", "S"), ("O", "O")])
    ground = models.CharField(_("practice or paragraph"), max_length=60, blank=True)

    class Meta:
        ordering = ["key", "party", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "model", "key", "party"], name="follow_up_rule_once")
        ]

    def __str__(self):
        return self.key


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The follow-ups of the cases that the actor may see; nothing for those who do not work with cases."""
        if not actor.is_case_worker:
            return self.none()
        return self.filter(not_hidden_from(actor, "case__"), municipality_id=actor.municipality_id)

    def waiting(self):
        """Not answered, of a case that is open."""
        return self.filter(done_at=None, case__closed_on=None)

    def before_our_time(self):
        """Waiting, and late on the day it was made already: the case was entered after that."""
        return self.waiting().filter(may_waive=True, due_on__lt=TruncDate("made_at"))


@tracked()
class FollowUp(TenantModel):
    """A dated thing to do for a case, with an answer once it is done. Words are copied in, so that history keeps them.

    A follow-up of a rule has agreement, key and turn; one that a person made by hand has no key; one that stands for
    a date of another record (cases.hooks.dates_changed) has key and subject, such as "goal:<uuid>".
    why: how the date was made, as words.Reason writes it; empty where a person chose the date.
    is_agreed: a person moved the date of a rule's follow-up, so computing again leaves it alone.
    after: the follow-up whose answer made this one.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="follow_ups")
    agreement = TenantKey(Agreement, models.CASCADE, null=True, related_name="follow_ups")
    key = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=60, blank=True, db_default="", editable=False)
    turn = models.PositiveSmallIntegerField(default=0)
    party = models.CharField(max_length=8, choices=Party)
    kind = models.CharField(max_length=8, choices=Kind)
    raw_on = models.DateField()
    due_on = models.DateField(_("due"))
    what = models.CharField(_("what"), max_length=120)
    why = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=1, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    themes = models.JSONField(default=list, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    may_waive = models.BooleanField(default=False, db_default=False)
    is_agreed = models.BooleanField(default=False, db_default=False)
    moved_why = models.CharField(_("why the date was moved"), max_length=200, blank=True, db_default="")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    after = TenantKey("self", models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    done_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "key", "party", "id"]
        indexes = [
            models.Index(fields=["municipality", "due_on", "id"], name="follow_up_open", condition=Q(done_at=None)),
            models.Index(fields=["municipality", "case", "due_on"], name="follow_up_case"),
            # What has happened since yesterday: answers, and what people made by hand.
            models.Index(
                fields=["municipality", "done_at"], name="follow_up_answered", condition=Q(done_at__isnull=False)
            ),
            models.Index(
                fields=["municipality", "made_at"],
                name="follow_up_made",
                condition=Q(done_at=None, made_by__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "agreement", "key", "turn", "party"],
                condition=~Q(agreement=None),
                name="follow_up_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "subject", "key", "party", "raw_on"],
                condition=~Q(subject=""),
                name="follow_up_subject_once",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, answer="") | Q(done_at__isnull=False), name="follow_up_answer_is_dated"
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def maker(self) -> str:
        """Who made it by hand, where `made_by` has been fetched."""
        return self.made_by.user.name if self.made_by else ""


class Reminder(TenantModel):
    """A fact: on remind_on somebody is to be told of what is due on due_on. It exists once; mail is only its shadow.

    Without a membership nobody has the case, and the managers are told.
    """

    retention = Retention.CASE

    follow_up = TenantKey(FollowUp, models.CASCADE, related_name="reminders")
    membership = TenantKey(Membership, models.CASCADE, null=True, related_name="+")
    due_on = models.DateField()
    remind_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "follow_up", "due_on"], name="reminder_once")]
        indexes = [models.Index(fields=["municipality", "membership", "remind_on"], name="reminder_digest")]
        default_permissions = ()

    def __str__(self):
        return f"{self.remind_on}"
