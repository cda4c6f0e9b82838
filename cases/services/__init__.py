"""What is done to citizens, cases and agreements. One function a deed, named after what the user does."""

from cases.services.agreements import change_agreement, end_agreement, make_agreement, reopen_agreement
from cases.services.assessments import assess
from cases.services.cases import change_case, hand_over, open_case, take_back
from cases.services.citizens import change_citizen, give_cpr
from cases.services.rechecks import follow_starts

__all__ = [
    "assess",
    "change_agreement",
    "change_case",
    "change_citizen",
    "end_agreement",
    "follow_starts",
    "give_cpr",
    "hand_over",
    "make_agreement",
    "open_case",
    "reopen_agreement",
    "take_back",
]
