"""Statements that the ORM writes once and that are asked many times: it takes longer to write one than the database to
answer it. Whoever keeps one keeps the question, never an answer.

Where one is to serve everybody, a `Blank` stands in the queryset for each id or word known only when it is asked:

    @cache
    def _lines() -> Instances:
        return Instances(PlanLine.objects.filter(agreement_id=AGREEMENT))

    _lines().rows({AGREEMENT: agreement.id})
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from types import MappingProxyType
from uuid import UUID, uuid4

from django.db import connection, models
from django.db.models.functions import Cast
from django.db.models.query import get_related_populators

from igu.accounts.policy import Actor


class Blank:
    """Stands for a value."""

    __slots__ = ()


class BlankId(Blank, UUID):
    """Stands for an id."""


class BlankWord(Blank, str):
    """Stands for a word."""


def blank() -> BlankId:
    return BlankId(int=uuid4().int)


def blank_word() -> BlankWord:
    return BlankWord(uuid4())


Ids = Mapping[Blank, UUID | str]
NONE: Ids = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL, and the values for its places."""

    sql: str
    values: tuple

    def rows(self, ids: Ids = NONE) -> list[tuple]:
        """As the driver gives them: text, numbers, dates and ids as they are, JSON as text."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(ids))
            return cursor.fetchall()

    def filled(self, ids: Ids = NONE) -> list:
        """The values with what stands for each blank; a KeyError where one is missing."""
        return [ids[value] if isinstance(value, Blank) else value for value in self.values]


def statement_of(queryset: models.QuerySet) -> Statement:
    """The text is one and the same for everybody whose question differs in its values only."""
    sql, values = queryset.query.sql_with_params()
    return Statement(intern(sql), tuple(values))


def as_text(field: str) -> Cast:
    """An id as it is printed, for `values_list`."""
    return Cast(field, models.TextField())


# --- whole instances ----------------------------------------------------------------------------------


class Instances:
    """A statement whose rows become what its queryset would give: instances, with annotations and `select_related`."""

    def __init__(self, queryset: models.QuerySet):
        self.compiler = compiler = queryset.query.get_compiler(queryset.db)
        self.statement = Statement(*compiler.as_sql())
        info, columns = compiler.klass_info, [column for column, *_sql in compiler.select]
        own = info["select_fields"]
        self.model, self.own = info["model"], slice(own[0], own[-1] + 1)
        self.names = [column.target.attname for column in columns[self.own]]
        self.related = get_related_populators(info, compiler.select, queryset.db)
        self.converters = compiler.get_converters(columns)

    def rows(self, ids: Ids = NONE) -> list:
        return list(self._made(self.statement.rows(ids)))

    def _made(self, rows) -> Iterator[models.Model]:
        for row in self.compiler.apply_converters(rows, self.converters):
            made = self.model.from_db(self.compiler.using, self.names, row[self.own])
            for related in self.related:
                related.populate(row, made)
            for name, column in self.compiler.annotation_col_map.items():
                setattr(made, name, row[column])
            yield made


# --- for any actor ------------------------------------------------------------------------------------

ME, MUNICIPALITY = blank(), blank()


def anybody(role: str) -> Actor:
    """Whoever has this role, to write a statement for all of them; `ids_of` fills one of them in."""
    return Actor(ME, MUNICIPALITY, role, "", ME, "", "", "", memberships=1, has_second_factor=True, is_demo=False)


def ids_of(actor) -> dict[Blank, UUID | str]:
    return {ME: actor.membership_id, MUNICIPALITY: actor.municipality_id}
