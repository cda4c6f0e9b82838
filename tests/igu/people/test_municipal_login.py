"""The municipality's own log-in (OpenID Connect), against an issuer that is played at the HTTP layer."""

import time
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY

from igu.accounts.models import User
from igu.accounts.tenancy import acting_for
from tests.conftest import TenantClient

pytestmark = pytest.mark.django_db

ISSUER = "https://login.kommune.test"
START, BACK = "/konto/kommunens/kommune-1/", "/konto/kommunens/kommune-1/svar/"


class Issuer:
    """Answers what allauth asks; `claims` is what it says about the person."""

    def __init__(self):
        self.claims = {"sub": "af-1", "email": "ida@igu.test", "email_verified": True}
        self.is_away = False
        self.asked = []

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        return None

    def get(self, url, **more):
        return self.request("GET", url, **more)

    def request(self, method, url, **more):
        if self.is_away:
            raise requests.ConnectionError
        self.asked.append((url, more.get("data")))
        answer = {"/.well-known/openid-configuration": self.places, "/token": self.token, "/me": self.me}[
            urlsplit(url).path
        ]
        return SimpleNamespace(
            status_code=200,
            headers={"content-type": "application/json"},
            json=answer,
            raise_for_status=lambda: None,
        )

    def places(self):
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/me",
            "jwks_uri": f"{ISSUER}/keys",
        }

    def token(self):
        words = {"iss": ISSUER, "aud": "igu", "exp": time.time() + 60, "iat": time.time(), **self.claims}
        return {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(words, "k" * 32)}

    def me(self):
        return {name: value for name, value in self.claims.items() if name != "amr"} | {"cpr": "0101900001"}


@pytest.fixture
def issuer(settings, monkeypatch):
    played = Issuer()
    app = {
        "provider_id": "kommune-1",
        "name": "",
        "client_id": "igu",
        "secret": "s",
        "settings": {"server_url": ISSUER},
    }
    settings.ROOT_URLCONF = "tests.igu.people.oidc_urls"
    settings.OIDC_URL = ISSUER
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    monkeypatch.setattr("igu.people.adapters.SocialAccountAdapter.get_requests_session", lambda adapter: played)
    return played


def go_round(client):
    """From our log-in page to the issuer and back."""
    there = client.post(f"{START}?next=/sager/")
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    return client.get(BACK, {"code": "c", "state": state})


def test_the_log_in_page_offers_it_and_lets_the_form_go_there(client, issuer):
    answer = client.get("/konto/log-ind/")

    assert f'action="{START}"' in answer.content.decode()
    assert f"form-action 'self' {ISSUER}" in answer["Content-Security-Policy"]


def test_without_an_issuer_there_is_no_such_way(client, db):
    answer = client.get("/konto/log-ind/")

    assert "kommunens login" not in answer.content.decode()
    assert "form-action 'self';" in answer["Content-Security-Policy"] + ";"
    assert client.post(START).status_code == 404


def test_a_link_alone_leads_nowhere(client, issuer):
    assert client.get(START).status_code == 405


def test_the_way_there_carries_a_proof_of_who_began(client, issuer):
    there = parse_qs(urlsplit(client.post(START)["Location"]).query)

    assert there["code_challenge_method"] == ["S256"]
    assert set(there["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_person_with_a_role_comes_in_and_is_known_by_issuer_and_subject(client, issuer, ida):
    issuer.claims["amr"] = ["pwd", "mfa"]

    answer = go_round(client)

    account = SocialAccount.objects.get()
    assert answer["Location"] == "/sager/"
    assert (account.user, account.provider, account.uid) == (ida.user, "kommune-1", "af-1")
    assert client.get("/sager/").status_code == 200


def test_of_what_the_issuer_tells_next_to_nothing_is_kept(client, issuer, ida):
    issuer.claims["amr"] = ["mfa"]

    go_round(client)
    go_round(TenantClient())

    assert SocialAccount.objects.get().extra_data == {"amr": ["mfa"]}


def test_without_proof_of_a_second_factor_ours_is_asked_for(client, issuer, ida):
    go_round(client)

    assert client.get("/sager/")["Location"] == "/konto/to-trin/"


def test_whoever_has_ours_is_asked_for_it(client, issuer, ida, secret):
    assert go_round(client)["Location"] == "/konto/log-ind/kode/"
    assert SESSION_KEY not in client.session


def test_a_new_email_changes_nothing_once_the_person_is_known(client, issuer, ida):
    go_round(client)
    issuer.claims["email"] = "ida.new@igu.test"

    again = TenantClient()
    go_round(again)

    assert again.session[SESSION_KEY] == str(ida.user.pk)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@igu.test"},
        {"email_verified": False},
        {"email": ""},
    ],
)
def test_nobody_else_comes_in(client, issuer, ida, claims):
    issuer.claims |= claims

    answer = go_round(client)

    assert answer.status_code == 403
    assert "Bed din kommune om at invitere dig." in answer.content.decode()
    assert (SESSION_KEY in client.session, SocialAccount.objects.count(), User.objects.count()) == (False, 0, 1)


def end_role(ida):
    with acting_for(ida.membership.municipality_id):
        ida.membership.to_on = "2021-01-01"
        ida.membership.save()


def disable(ida):
    User.objects.filter(pk=ida.user.pk).update(is_active=False)


@pytest.mark.parametrize("happens", [end_role, disable])
def test_a_known_person_who_has_lost_the_access_stays_outside(client, issuer, ida, happens):
    go_round(TenantClient())
    happens(ida)

    assert go_round(client).status_code == 403
    assert SESSION_KEY not in client.session


def test_an_issuer_that_does_not_answer_leaves_the_other_way_open(client, issuer):
    issuer.is_away = True

    answer = client.post(START)

    assert answer.status_code == 503
    assert "eller log ind med din adgangskode" in answer.content.decode()


def test_an_answer_that_nobody_asked_for_is_refused(client, issuer, ida):
    assert client.get(BACK, {"code": "c", "state": "made up"}).status_code == 401
    assert SESSION_KEY not in client.session


def test_a_log_in_that_was_broken_off_says_so(client, issuer):
    there = client.post(START)
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]

    answer = client.get(BACK, {"error": "access_denied", "state": state}, follow=True)

    assert "Login blev afbrudt" in answer.content.decode()
