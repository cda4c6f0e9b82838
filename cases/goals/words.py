"""Closed lists of words about goals."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    OPEN = "open", _("Working on it")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Given up")


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
