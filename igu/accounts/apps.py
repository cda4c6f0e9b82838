from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

RUN_TIME_ROLES = ("igu_app", "igu_task")


def grant_tables(using, **_):
    """Everything that is made from here on may be used, not owned, by the run-time roles. Walls bind them to rows."""
    with connections[using].cursor() as cursor:
        for role in RUN_TIME_ROLES:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO igu_app"
        )
        cursor.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO igu_app")


def add_municipalities(using, **_):
    """The 98 municipalities are there after `migrate`; a flush in a test brings them back the same way."""
    from igu.accounts.models import Municipality
    from igu.accounts.municipalities import MUNICIPALITIES

    Municipality.objects.using(using).bulk_create(
        [Municipality(code=code, name=name) for code, name in MUNICIPALITIES.items()], ignore_conflicts=True
    )


class AccountsConfig(AppConfig):
    name = "igu.accounts"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from igu.accounts import history, presence

        user_logged_in.connect(presence.begin)
        pre_migrate.connect(grant_tables, sender=self)
        post_migrate.connect(add_municipalities, sender=self)
        post_migrate.connect(history.join_by_hash, sender=self)
