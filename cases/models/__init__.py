"""The tables of a case, by noun."""

from cases.models.agreements import Agreement
from cases.models.cases import NEVER, SWEPT, Assessment, Case, CaseCounter, CaseQuerySet, facts_of, person_of
from cases.models.citizens import Citizen, Identity, NameToken
from cases.models.definitions import Definition
from cases.models.documents import Document
from cases.models.sheets import SheetImport

__all__ = [
    "NEVER",
    "SWEPT",
    "Agreement",
    "Assessment",
    "Case",
    "CaseCounter",
    "CaseQuerySet",
    "Citizen",
    "Definition",
    "Document",
    "Identity",
    "NameToken",
    "SheetImport",
    "facts_of",
    "person_of",
]
