"""The run-time roles on a PostgreSQL that somebody else runs (`DATABASE_URL`). The private one has them from birth."""

from collections.abc import Mapping

from igu.local import Refused

RUN_TIME = ("igu_app", "igu_task")


def prepare(env: Mapping[str, str]) -> None:
    """Make the roles that are missing, and let the owner's log-in step down to them."""
    if not env.get("DATABASE_URL"):
        return
    import psycopg2

    try:
        with psycopg2.connect(env["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            _check_owner(cursor)
            for role in RUN_TIME:
                _make(cursor, role)
        connection.close()
    except psycopg2.Error as why:
        raise Refused(f"The roles cannot be made on DATABASE_URL: {str(why).strip().splitlines()[0]}")


def _check_owner(cursor) -> None:
    """Under forced walls a plain owner validates violated keys and updates nothing, in silence."""
    cursor.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    name, passes_walls = cursor.fetchone()
    if not passes_walls:
        raise Refused(f'The log-in of DATABASE_URL may not migrate: let a superuser run ALTER ROLE "{name}" BYPASSRLS')


def _make(cursor, role: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not cursor.fetchone():
        cursor.execute(f"CREATE ROLE {role} LOGIN")
    may_take = "SET" if cursor.connection.server_version >= 160000 else "MEMBER"
    cursor.execute("SELECT pg_has_role(current_user, %s, %s)", [role, may_take])
    if not cursor.fetchone()[0]:
        cursor.execute(f"GRANT {role} TO CURRENT_USER")
