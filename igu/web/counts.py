"""Several counts in one statement, each of them capped: how many more than a thousand there are helps nobody."""

from django.db import connection
from django.db.models import QuerySet

from igu.web.statements import NONE, Ids, Statement, statement_of

CAP = 1000


def count_of(queryset: QuerySet, *, along: tuple[str, ...] = ()) -> Statement:
    """One of the counts for `capped_counts`: of at most CAP + 1 rows; a queryset that is a slice has its own cap.

    along: the order of an index that has the rows together. Without one PostgreSQL may read the whole table to find so
    many (of 200,000 cases 31 ms, along the index 1).
    """
    capped = queryset if queryset.query.is_sliced else queryset.order_by(*along)[: CAP + 1]
    return statement_of(capped.values("pk"))


def capped_counts(*counts: Statement, ids: Ids = NONE) -> list[int]:
    """How many rows each of them has."""
    parts = (f"(SELECT count(*) FROM ({count.sql}) counted)" for count in counts)  # noqa: S608 - made by the ORM
    values = [value for count in counts for value in count.filled(ids)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def shown(count: int) -> str:
    """»63«, or »1000+«."""
    return f"{CAP}+" if count > CAP else str(count)
