"""Who is behind a session: allauth's log-in, with the user of a session read by one raw statement."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from igu.accounts.models import User

FIELDS = User._meta.concrete_fields
NAMES = [field.attname for field in FIELDS]
READ = f"SELECT {', '.join(field.column for field in FIELDS)} FROM accounts_user WHERE id = %s"  # noqa: S608 - ours


class Backend(AuthenticationBackend):
    def get_user(self, user_id) -> User | None:
        """Every page asks for it: the ORM's way costs as much as the rest of an empty page."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [user_id])
            row = cursor.fetchone()
        user = User.from_db(connection.alias, NAMES, row) if row else None
        return user if user and self.user_can_authenticate(user) else None
