"""Closed lists of words about measuring."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Respondent(models.TextChoices):
    """Who answers. `together`: the citizen, in a talk with the case worker."""

    CITIZEN = "citizen", _("The citizen")
    TOGETHER = "together", _("The citizen with us")
    EMPLOYER = "employer", _("The firm")
    MUNICIPALITY = "municipality", _("The municipality")
    SCHOOL = "school", _("The school")


class Answers(models.TextChoices):
    """What a statement is answered with: one of the scale's steps, or something that is not on a curve."""

    STEP = "", _("One of the answers")
    NUMBER = "number", _("A number")
    DATE = "date", _("A date")
    TEXT = "text", _("Words of their own")
