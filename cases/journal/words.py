"""Closed lists of words about a journal entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    CITIZEN = "citizen", _("Citizen")
    EMPLOYER = "employer", _("Employer")
    BOTH = "both", _("Both")
    SCHOOL = "school", _("School")
    OTHER = "other", _("Others")


class Theme(models.TextChoices):
    """What an entry is about (X-10). The first five are those of a follow-up's answer."""

    WELL_BEING = "well_being", _("Well-being")
    LANGUAGE = "language", _("Language")
    LEARNING = "learning", _("Learning")
    HOURS = "hours", _("Working hours")
    ATTENDANCE = "attendance", _("Attendance")
    PLAN = "plan", _("Plan")
    ECONOMY = "economy", _("Economy")
    HEALTH = "health", _("Health")
    FAMILY = "family", _("Family")
    FUTURE = "future", _("What comes after")


WITH = {
    Party.CITIZEN: _("with the citizen"),
    Party.EMPLOYER: _("with the employer"),
    Party.BOTH: _("with citizen and employer"),
    Party.SCHOOL: _("with the school"),
    Party.OTHER: _("with others"),
}
ABOUT = {
    Party.CITIZEN: _("about the citizen"),
    Party.EMPLOYER: _("about the employer"),
    Party.BOTH: _("about citizen and employer"),
    Party.SCHOOL: _("about the school"),
    Party.OTHER: _("about others"),
}
