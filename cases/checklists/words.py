"""Closed lists of words about checklists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    CITIZEN = "citizen", _("The citizen")
    EMPLOYER = "employer", _("The firm")
