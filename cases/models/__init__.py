"""The tables of a case, by noun."""

from cases.models.activities import Absence, Activity, Attendance, RequiredHours
from cases.models.agreements import Agreement
from cases.models.attachments import Attachment
from cases.models.cases import (
    NEVER,
    SWEPT,
    Assessment,
    Case,
    CaseCounter,
    CaseQuerySet,
    facts_of,
    not_hidden_from,
    person_of,
)
from cases.models.checklists import Checklist, Tick
from cases.models.citizens import Citizen, Identity, NameToken
from cases.models.definitions import Definition
from cases.models.documents import Document
from cases.models.drafts import Draft
from cases.models.following import Handover
from cases.models.goals import Goal, GoalRating
from cases.models.issues import Issue
from cases.models.journal import EntryReader, JournalEntry, open_words, seal_words
from cases.models.language import LanguagePlan, LanguageSession
from cases.models.looks import LookReview
from cases.models.merges import Merge
from cases.models.profiles import CvConsent, CvShare, Profile
from cases.models.protection import ProtectedTry
from cases.models.scales import Measurement
from cases.models.sheets import SheetImport
from cases.models.signals import Signal, WatchDecision
from cases.models.views import SavedView
from cases.models.visitations import Visitation

__all__ = [
    "NEVER",
    "SWEPT",
    "Absence",
    "Activity",
    "Agreement",
    "Assessment",
    "Attachment",
    "Attendance",
    "Case",
    "CaseCounter",
    "CaseQuerySet",
    "Checklist",
    "Citizen",
    "CvConsent",
    "CvShare",
    "Definition",
    "Document",
    "Draft",
    "EntryReader",
    "Goal",
    "GoalRating",
    "Handover",
    "Identity",
    "Issue",
    "JournalEntry",
    "LanguagePlan",
    "LanguageSession",
    "LookReview",
    "Measurement",
    "Merge",
    "NameToken",
    "Profile",
    "ProtectedTry",
    "RequiredHours",
    "SavedView",
    "SheetImport",
    "Signal",
    "Tick",
    "Visitation",
    "WatchDecision",
    "facts_of",
    "not_hidden_from",
    "open_words",
    "person_of",
    "seal_words",
]
