"""Closed lists of words about goals."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    OPEN = "open", _("Working on it")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Given up")


class Every(models.IntegerChoices):
    """How often a goal is looked at again, in months."""

    MONTH = 1, _("month")
    SECOND = 2, _("2nd month")
    THIRD = 3, _("3rd month")
    SIXTH = 6, _("6th month")
    TWELFTH = 12, _("12th month")


class Rater(models.TextChoices):
    CITIZEN = "citizen", _("The citizen")
    EMPLOYER = "employer", _("The firm")
    MUNICIPALITY = "municipality", _("The municipality")


class Rating(models.IntegerChoices):
    """How far the goal has come."""

    NOT_BEGUN = 1, _("Not begun")
    BEGUN = 2, _("Begun")
    ON_THE_WAY = 3, _("On the way")
    NEARLY = 4, _("Nearly there")
    THERE = 5, _("Fully there")
