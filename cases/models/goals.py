"""Goals and how far the parties find that they have come."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.goals.words import Every, Rater, Rating, Status
from cases.models.cases import Case
from cases.models.definitions import Definition
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Goal(TenantModel):
    """A goal in an area, or a sub-goal of one. measure: what shows that it is reached.

    review_every: months from a rating, or from the answer to its follow-up, to the next look. taken_back_at: the goal
    was set by mistake; its parts go with it at the same moment, and come back with it.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="goals")
    definition = TenantKey(Definition, models.PROTECT, related_name="+")
    parent = TenantKey("self", models.CASCADE, null=True, blank=True, related_name="sub_goals")
    title = models.CharField(_("goal"), max_length=200)
    measure = models.CharField(_("how we see that it is reached"), max_length=300, blank=True)
    review_on = models.DateField(_("look at it again"), null=True, blank=True)
    review_every = models.PositiveSmallIntegerField(
        _("and then every"), null=True, blank=True, choices=Every, help_text=_("Counted from each look at the goal.")
    )
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    status_on = models.DateField(null=True, editable=False)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = TenantKey(Membership, models.SET_NULL, null=True, editable=False, related_name="+")
    taken_back_why = models.CharField(max_length=200, blank=True, db_default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["municipality", "case", "made_at"], name="goal_case")]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("id")), name="goal_is_not_its_own_part")]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN and not self.taken_back_at


@tracked()
class GoalRating(TenantModel):
    """How far a goal has come by one party on a day."""

    retention = Retention.CASE

    goal = TenantKey(Goal, models.CASCADE, related_name="ratings")
    case = TenantKey(Case, models.CASCADE, related_name="+")
    rated_on = models.DateField(_("date"))
    rater = models.CharField(_("who says so"), max_length=12, choices=Rater)
    rating = models.PositiveSmallIntegerField(_("how far"), choices=Rating)
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["rated_on", "made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="goal_rating_is_a_step"),
        ]
        indexes = [models.Index(fields=["municipality", "case", "rated_on"], name="goal_rating_case")]

    def __str__(self):
        return f"{self.rater} {self.rating}"
