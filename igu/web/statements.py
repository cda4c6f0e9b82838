"""Statements that the ORM writes once and that are asked many times: it takes longer to write one than the database to
answer it. Whoever keeps one keeps the question, never an answer.
"""

from dataclasses import dataclass
from sys import intern

from django.db import connection
from django.db.models import QuerySet

PEOPLE = 200  # so many people's statements are kept in a worker


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL, and the values for its places."""

    sql: str
    values: tuple

    def rows(self) -> list[tuple]:
        """As the driver gives them: text, numbers, dates and ids as they are, JSON as text."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            return cursor.fetchall()


def statement_of(queryset: QuerySet) -> Statement:
    """The text is one and the same for everybody whose question differs in its values only."""
    sql, values = queryset.query.sql_with_params()
    return Statement(intern(sql), tuple(values))
