"""Who may come in: municipalities, people, and what each person is in which municipality."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from igu.accounts.history import tracked
from igu.accounts.retention import Retention


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("IGU coordinator")
    CONSULTANT = "consultant", _("Consultant")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    LOG_REVIEWER = "log_reviewer", _("Log reviewer")
    EMPLOYER = "employer", _("Employer user")


CASE_WORKERS = (Role.COORDINATOR, Role.CONSULTANT, Role.MANAGER)
STAFF = (*CASE_WORKERS, Role.ADMINISTRATOR, Role.LOG_REVIEWER)


@tracked()
class Municipality(models.Model):
    """The tenant, with the settings that its administrator may change."""

    retention = Retention.MUNICIPALITY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=4, unique=True, validators=[RegexValidator(r"^\d{4}$")])
    name = models.CharField(max_length=60)
    sender_name = models.CharField(_("sender's name"), max_length=80, blank=True)
    reply_to = models.EmailField(_("reply address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    opens_at = models.TimeField(_("opens at"), default="08:00")
    closes_at = models.TimeField(_("closes at"), default="16:00")
    closed_5_june = models.BooleanField(_("closed on 5 June"), default=True)
    closed_24_december = models.BooleanField(_("closed on 24 December"), default=True)
    closed_31_december = models.BooleanField(_("closed on 31 December"), default=True)
    behind_hours = models.PositiveSmallIntegerField(
        _("hours behind an even pace before a plan counts as behind"), default=90
    )
    no_contact_weeks = models.PositiveSmallIntegerField(
        _("weeks without contact before a case counts as silent"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "municipalities"
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="municipality_opens_before_it_closes",
                violation_error_message=_("The opening time must lie before the closing time."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def title(self):
        """»Aalborg Kommune«; Bornholm is the one that has a name of its own."""
        return _("%(name)s Municipality") % {"name": self.name}


class ClosingDay(models.Model):
    """A day on which one municipality is closed besides those that all are closed on."""

    retention = Retention.MUNICIPALITY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="closing_days", editable=False)
    closed_on = models.DateField(_("date"))
    name = models.CharField(_("why"), max_length=60)

    class Meta:
        ordering = ["closed_on"]
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "closed_on",
                name="closing_day_once",
                violation_error_message=_("That day is there already."),
            )
        ]

    def __str__(self):
        return f"{self.closed_on:%d-%m-%Y} {self.name}"


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can log in. What the person may do stands in memberships."""

    retention = Retention.PERSON

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    last_seen_at = models.DateTimeField(null=True, editable=False)
    session_round = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self):
        return self.name or self.email

    def _get_session_auth_hash(self, secret=None):
        """Part of every session: a new password ends the sessions elsewhere, and so does a new round."""
        text = f"{self.password}:{self.session_round}"
        return salted_hmac("igu.accounts.User", text, secret=secret, algorithm="sha256").hexdigest()

    @property
    def has_accepted(self) -> bool:
        """Whether the invitation was answered: until then there is no password."""
        return self.has_usable_password()


class MembershipQuerySet(models.QuerySet):
    def current(self, today):
        return self.filter(Q(to_on=None) | Q(to_on__gte=today), from_on__lte=today, user__is_active=True)


@tracked()
class Membership(models.Model):
    """What a person is in one municipality, and for how long. Everything inside a case points here, not at the user.

    `scope`: an employer user's employer (id), or an authority worker's word "referral"; else empty.
    """

    retention = Retention.PERSON

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships", editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope = models.CharField(max_length=40, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="accounts_membership_wall"),
            models.UniqueConstraint(
                fields=["municipality", "user", "role", "scope"],
                name="membership_role_once",
                violation_error_message=_("The person has that role already."),
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The last day must not lie before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.get_role_display()})"


class Invitation(models.Model):
    """A link that lets an invited person choose a password, once and for 72 hours. Only its hash is kept."""

    retention = Retention.PERSON

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "id"]

    def __str__(self):
        return f"invitation {self.id}"
