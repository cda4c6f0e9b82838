"""What explains a look-up by itself. Upper apps add theirs: SQL that is true for a look `l` at a case `c`."""

_tasks: dict[str, str] = {}


def register_task(key: str, sql: str) -> None:
    """`sql` says whether the person of `l` had something to do in the case `c` that day."""
    _tasks[key] = sql


def task_sql() -> str:
    return " OR ".join(f"({sql})" for sql in _tasks.values()) or "FALSE"


# The first that holds explains the look. A reason that was typed explains nothing by itself: somebody reads it.
EXPLAINED = """
CASE WHEN l.membership_id IS NULL THEN 'job'
     WHEN m.role = 'employer' THEN 'trainee'
     WHEN l.kind = 'list' THEN 'list'
     WHEN m.role = 'manager' AND NOT c.is_protected THEN 'team'
     WHEN l.membership_id IN (c.coordinator_id, c.second_id) THEN 'assigned'
     WHEN EXISTS (SELECT 1 FROM cases_handover h WHERE h.case_id = c.id AND l.membership_id IN (h.to_member_id,
                  h.from_member_id) AND h.handed_on <= (l.at AT TIME ZONE 'Europe/Copenhagen')::date) THEN 'assigned'
     WHEN {task} THEN 'task'
     WHEN l.purpose <> '' THEN 'reason'
     ELSE '' END
"""
