"""People with a password and a second factor of their own, and what waits in the outbox."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail

PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


def code_for(secret: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def ida(person, aalborg):
    """A coordinator as in production: no persona, no second factor yet."""
    return person("ida@igu.test", aalborg, "coordinator", is_demo=False)


@pytest.fixture
def secret(ida):
    """Ida has set up the second factor with this key, and ten recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(ida.user, secret)
    RecoveryCodes.activate(ida.user)
    return secret


@pytest.fixture
def recovery_codes(ida, secret):
    return Authenticator.objects.get(user=ida.user, type="recovery_codes").wrap().get_unused_codes()


@pytest.fixture
def log_in(client):
    """Write e-mail and password in the form: `log_in("ida@igu.test")`."""

    def write(email, password=PASSWORD, on=client, **extra):
        return on.post("/konto/log-ind/", {"login": email, "password": password}, **extra)

    return write


@pytest.fixture
def mails():
    """The kinds of mail that wait for a person or a membership: `mails(ida)`."""

    def waiting(person):
        membership = getattr(person, "membership", person)
        with acting_for(membership.municipality_id):
            return list(
                Mail.objects.filter(membership_id=membership.pk).order_by("made_at").values_list("kind", flat=True)
            )

    return waiting
