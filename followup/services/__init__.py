"""What can be done with follow-ups: models and their dates, answers, the day's run."""

from followup.services.cases import refresh_cases
from followup.services.rhythm import ensure_models
from followup.services.schedule import (
    Changes,
    choose_model,
    preview_model,
    schedule_agreement,
    schedule_agreements,
    schedule_municipality,
)

__all__ = [
    "Changes",
    "choose_model",
    "ensure_models",
    "preview_model",
    "refresh_cases",
    "schedule_agreement",
    "schedule_agreements",
    "schedule_municipality",
]
