"""Which indexes a statement reads, and which tables from end to end, as the role that the walls bind."""

import json

from django.db import connection, connections, transaction


def read_by(sql: str, params=()) -> tuple[set, set]:
    """Indexes that are read, and tables that are read from end to end."""
    with connection.cursor() as cursor:
        found = _plan(cursor, sql, params)
    indexes = {node["Index Name"] for node in found if "Index Name" in node}
    return indexes, {node["Relation Name"] for node in found if node["Node Type"] == "Seq Scan"}


OTHER_WAYS = ("sort", "seqscan", "hashjoin")


def must_sort(sql: str, params=()) -> bool:
    """Whether no index has the rows in the order that is asked for: the planner sorts, though it is told not to."""
    with transaction.atomic(), connection.cursor() as cursor:
        for way in OTHER_WAYS:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        found = _plan(cursor, sql, params)
        for way in OTHER_WAYS:
            cursor.execute(f"RESET enable_{way}")
    return "Sort" in {node["Node Type"] for node in found}


def _plan(cursor, sql, params) -> list[dict]:
    """The nodes of the plan."""
    cursor.execute("SELECT current_user")
    assert cursor.fetchone() == ("igu_app",)
    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
    answer = cursor.fetchone()[0]
    [plan] = json.loads(answer) if isinstance(answer, str) else answer
    return list(_nodes(plan["Plan"]))


def read_by_query(queryset) -> tuple[set, set]:
    return read_by(*queryset.query.sql_with_params())


def analyse() -> None:
    """Let the planner know how many rows there are."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)
