"""Several counts in one statement, each of them capped: how many more than a thousand there are helps nobody."""

from django.db import connection
from django.db.models import QuerySet

CAP = 1000


def capped_counts(*querysets: QuerySet) -> list[int]:
    """How many rows each queryset has, at most CAP + 1; one that is a slice has its own cap."""
    parts, values = [], []
    for queryset in querysets:
        capped = queryset if queryset.query.is_sliced else queryset.order_by()[: CAP + 1]
        sql, params = capped.values("pk").query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) counted)")  # noqa: S608 - made by the ORM, its values beside it
        values += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def shown(count: int) -> str:
    """»63«, or »1000+«."""
    return f"{CAP}+" if count > CAP else str(count)
