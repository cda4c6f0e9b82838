"""What production refuses to start with. Each refusal is one line that says what to do."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

LONG_ENOUGH = 50
WHO_RUNS = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(current_user, c.relowner, 'USAGE'))
  FROM pg_roles WHERE rolname = current_user
"""


def _weak(secret: str) -> bool:
    return len(secret) < LONG_ENOUGH or len(set(secret)) < 10 or settings.KNOWN_SECRET in secret


def secrets_refused() -> Iterator[tuple[str, str]]:
    how = f"Set it to a random text of at least {LONG_ENOUGH} characters, used nowhere else."
    if _weak(settings.SECRET_KEY):
        yield "E001", f"SECRET_KEY is missing, short or known. {how}"
    if not settings.IGU_SEAL_KEYS or any(_weak(key) for key in settings.IGU_SEAL_KEYS):
        yield "E002", f"IGU_SEAL_KEYS is missing, or one of its keys is short or known. {how}"
    if _weak(settings.IGU_SEARCH_KEY):
        yield "E003", f"IGU_SEARCH_KEY is missing, short or known. {how}"
    keys = [settings.SECRET_KEY, settings.IGU_SEARCH_KEY, *settings.IGU_SEAL_KEYS]
    if len(set(keys)) < len(keys):
        yield "E004", f"SECRET_KEY, IGU_SEAL_KEYS and IGU_SEARCH_KEY share a key. {how}"


def settings_refused() -> Iterator[tuple[str, str]]:
    if settings.DEBUG:
        yield "E005", "DEBUG is on. Remove DEBUG from the environment."
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "E006", "ALLOWED_HOSTS is empty or open. Set it to the names the site is reached by."
    if not settings.SITE_URL.startswith("https://"):
        yield "E007", "SITE_URL does not begin with https://. Set it to the address that stands in mails."
    for name, is_set in settings.RUNTIME_LOG_INS.items():
        if not is_set:
            yield "E008", f"{name} is missing. Set it to a log-in of its own that owns no table."


def database_refused() -> Iterator[tuple[str, str]]:
    for alias, role in (("default", "igu_app"), ("task", "igu_task")):
        with connections[alias].cursor() as cursor:
            cursor.execute(WHO_RUNS)
            is_superuser, bypasses, is_owner = cursor.fetchone()
        if is_superuser or bypasses or is_owner:
            yield "E009", f"Row-level security does not bind the connection {alias!r}. Let it log in as {role}."
    if holds_demo_data():
        yield "E010", "The database holds demo data. Use a database of its own for production."


def holds_demo_data() -> bool:
    """Nothing is there before the first `migrate`, which is checked too."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('accounts_user') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT EXISTS (SELECT FROM accounts_user WHERE is_demo)")
        return cursor.fetchone()[0]


def _errors(refusals) -> list[Error]:
    return [Error(text, id=f"igu.{number}") for number, text in refusals]


@register(Tags.security)
def check_settings(app_configs, **kwargs) -> list[Error]:
    return _errors([*secrets_refused(), *settings_refused()]) if settings.PRODUCTION else []


@register(Tags.database)
def check_database(app_configs, databases=None, **kwargs) -> list[Error]:
    return _errors(database_refused()) if settings.PRODUCTION and databases else []


def refuse_to_boot() -> None:
    """Called by web and worker before their first piece of work. Raises ImproperlyConfigured, a line a refusal."""
    if not settings.PRODUCTION:
        return
    refusals = [text for _, text in (*secrets_refused(), *settings_refused())]
    if not refusals:
        try:
            refusals = [text for _, text in database_refused()]
        except DatabaseError:
            refusals = ["The database cannot be asked who runs. Start it, and see to DATABASE_APP_URL."]
    if refusals:
        raise ImproperlyConfigured("\n".join(refusals))
