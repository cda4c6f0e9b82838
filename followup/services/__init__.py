"""What can be done with follow-ups: models and their dates, answers, the day's run."""

from followup.services.answers import (
    answer_follow_up,
    make_follow_up,
    move_follow_up,
    undo_answer,
    waive_before_our_time,
)
from followup.services.cases import refresh_cases
from followup.services.daily import DIGEST, RUN_DAILY, DailyRun, run_daily, run_job
from followup.services.dates import follow_dates, move_dates
from followup.services.employer import PORTAL_MONTH, answer_from_employer, month_number
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
    "DIGEST",
    "PORTAL_MONTH",
    "RUN_DAILY",
    "Changes",
    "DailyRun",
    "answer_follow_up",
    "answer_from_employer",
    "choose_model",
    "ensure_models",
    "follow_dates",
    "make_follow_up",
    "month_number",
    "move_dates",
    "move_follow_up",
    "preview_model",
    "refresh_cases",
    "run_daily",
    "run_job",
    "schedule_agreement",
    "schedule_agreements",
    "schedule_municipality",
    "undo_answer",
    "waive_before_our_time",
]
