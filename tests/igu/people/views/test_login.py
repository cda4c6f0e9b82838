"""P10: log-in that holds, and lets people in."""

import re
import uuid

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY, hashers
from django.test import override_settings
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisAway

from igu.accounts.models import Membership, User
from igu.accounts.tenancy import acting_for
from igu.people import services
from tests.conftest import TODAY, TenantClient
from tests.igu.people.conftest import PASSWORD, code_for

pytestmark = pytest.mark.django_db

LOG_IN, CODE, ADD_FACTOR = "/konto/log-ind/", "/konto/log-ind/kode/", "/konto/to-trin/"
DOES_NOT_FIT = "E-mail, adgangskode eller kode passer ikke. Du er ikke logget ind. Prøv igen."


def is_in(client) -> bool:
    return SESSION_KEY in client.session


def change_role(person, **fields):
    with acting_for(person.membership.municipality_id):
        Membership.objects.filter(pk=person.membership.pk).update(**fields)


# --- the way in ------------------------------------------------------------------------------------------


def test_log_in_asks_for_the_code_before_anything_opens(client, log_in, ida, secret):
    answer = log_in("ida@igu.test")

    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert not is_in(client)


def test_the_right_code_opens_and_leads_back_to_the_page_that_was_asked_for(client, ida, secret):
    client.post(f"{LOG_IN}?next=/sager/", {"login": "ida@igu.test", "password": PASSWORD})

    answer = client.post(CODE, {"code": code_for(secret)})

    assert (answer.status_code, answer["Location"]) == (302, "/sager/")
    assert is_in(client)


def test_a_page_on_another_host_is_not_led_to(client, ida, secret):
    client.post(LOG_IN, {"login": "ida@igu.test", "password": PASSWORD, "next": "https://evil.test/"})

    assert client.post(CODE, {"code": code_for(secret)})["Location"] == "/"


def test_an_email_in_other_letters_is_the_same(client, log_in, ida, secret):
    assert log_in("  IDA@igu.test ")["Location"] == CODE


def test_who_has_no_second_factor_sets_it_up_before_anything_opens(client, log_in, ida):
    log_in("ida@igu.test")

    assert client.get("/", follow=True).redirect_chain[-1] == (ADD_FACTOR, 302)
    assert client.get("/sager/")["Location"] == ADD_FACTOR


def test_setting_up_the_second_factor_shows_picture_key_and_ten_codes_once(client, log_in, ida):
    log_in("ida@igu.test")
    page = client.get(ADD_FACTOR).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")

    answer = client.post(ADD_FACTOR, {"code": code_for(secret)}, follow=True)
    codes = re.findall(r"<code>(\d{10})</code>", answer.content.decode())

    assert "<svg" in page and "data:" not in page and "<?xml" not in page
    assert answer.redirect_chain[-1][0] == "/konto/noedkoder/"
    assert len(set(codes)) == 10
    assert re.findall(r"<code>(\d{10})</code>", client.get("/konto/noedkoder/").content.decode()) == []
    assert client.get("/sager/").status_code == 200


def test_a_second_factor_that_is_there_cannot_be_replaced_by_its_owner(client, log_in, ida, secret):
    log_in("ida@igu.test")
    client.post(CODE, {"code": code_for(secret)})

    assert client.get(ADD_FACTOR)["Location"] == "/konto/"
    assert client.post(ADD_FACTOR, {"code": "123456"})["Location"] == "/konto/"


def test_who_wants_new_codes_long_after_log_in_confirms_it_first(client, log_in, ida, secret):
    with time_machine.travel("2026-11-25T08:00:00+01:00", tick=False):
        log_in("ida@igu.test")
        client.post(CODE, {"code": code_for(secret)})
    with time_machine.travel("2026-11-25T08:20:00+01:00", tick=False):
        asked = client.get("/konto/noedkoder/nye/")
        confirmed = client.post(asked["Location"], {"password": PASSWORD})

        assert asked["Location"] == "/konto/bekraeft/?next=%2Fkonto%2Fnoedkoder%2Fnye%2F"
        assert confirmed["Location"] == "/konto/noedkoder/nye/"
        assert client.post("/konto/noedkoder/nye/", follow=True).status_code == 200


def test_secrets_lie_sealed(ida, secret, recovery_codes):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert not [code for code in recovery_codes if code in stored]


def test_log_in_renews_the_session(client, log_in, anna):
    client.get(LOG_IN)
    session = client.session
    session["left"] = "by somebody else"
    session.save()
    before = session.session_key

    log_in("anna@igu.test")

    assert is_in(client)
    assert client.session.session_key != before


def test_log_out_is_a_form_and_clears_what_the_browser_kept(client, anna):
    client.force_login(anna.user)

    assert client.get("/konto/log-af/").status_code == 405
    answer = client.post("/konto/log-af/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)


def test_log_in_page_knows_who_is_in_already(client, anna):
    client.force_login(anna.user)

    assert client.get(LOG_IN)["Location"] == "/"


# --- what does not come in -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "password"),
    [("ida@igu.test", "a wrong pass phrase"), ("nobody@igu.test", "a wrong pass phrase"), ("ida@igu.test", "x" * 200)],
)
def test_anything_wrong_gets_the_same_sentence(log_in, ida, secret, email, password):
    answer = log_in(email, password)

    assert answer.status_code == 422
    assert DOES_NOT_FIT in answer.content.decode()


@pytest.mark.parametrize(
    "fields", [{}, {"login": "ikke en mail", "password": "x"}, {"login": ["a", "b"]}, {"login": "\x00"}]
)
def test_odd_input_is_refused_in_words(client, fields):
    answer = client.post(LOG_IN, fields)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def normalised(answer, *words):
    text = re.sub(r'value="[^"]{60,}"|X-CSRFToken": "[^"]+', "", answer.content.decode())
    for word in words:
        text = text.replace(word, "…")
    return answer.status_code, text


def test_known_and_unknown_answer_the_same(ida, secret, figure):
    differences = 0
    for path, fields in (
        (LOG_IN, {"login": "{}", "password": "a wrong pass phrase"}),
        ("/konto/glemt-adgangskode/", {"email": "{}"}),
    ):
        answers = [
            normalised(TenantClient().post(path, {k: v.format(email) for k, v in fields.items()}), email)
            for email in ("ida@igu.test", "eva@igu.test")
        ]
        differences += answers[0] != answers[1]

    figure(f"P10: known and unknown person, different answers {differences}")
    assert differences == 0


def test_known_and_unknown_cost_one_hash_each(log_in, ida, secret, monkeypatch):
    made = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda self, *words: made.append(words) or encode(self, *words)
    )

    log_in("ida@igu.test", "a wrong pass phrase", on=TenantClient())
    known = len(made)
    log_in("nobody@igu.test", "a wrong pass phrase", on=TenantClient())

    assert (known, len(made) - known) == (1, 1)


def test_a_disabled_person_gets_the_answer_of_a_wrong_password(log_in, ida):
    User.objects.filter(pk=ida.user.pk).update(is_active=False)

    assert DOES_NOT_FIT in log_in("ida@igu.test").content.decode()


def test_a_person_whose_role_has_ended_gets_the_answer_of_a_wrong_password(log_in, ida):
    change_role(ida, to_on="2021-01-01")

    assert DOES_NOT_FIT in log_in("ida@igu.test").content.decode()


def test_a_wrong_code_gets_the_same_sentence(client, log_in, ida, secret):
    log_in("ida@igu.test")

    answer = client.post(CODE, {"code": "000000"})

    assert answer.status_code == 422
    assert DOES_NOT_FIT in answer.content.decode()
    assert not is_in(client)


def test_the_code_page_is_closed_without_the_password(client, ida, secret):
    assert client.get(CODE)["Location"] == LOG_IN
    assert client.post(CODE, {"code": code_for(secret)})["Location"] == LOG_IN


def test_a_code_is_good_once(ida, secret, log_in, figure):
    accepted = 0
    with time_machine.travel("2026-11-25T08:00:01+01:00", tick=False):
        for turn in range(20):
            client = TenantClient()
            log_in("ida@igu.test", on=client)
            client.post(CODE, {"code": code_for(secret)})
            accepted += turn > 0 and is_in(client)

    figure(f"P10: codes used twice, accepted {accepted}")
    assert accepted == 0


def test_the_code_that_set_it_up_is_spent(client, log_in, ida):
    with time_machine.travel("2026-11-25T08:00:01+01:00", tick=False):
        log_in("ida@igu.test")
        page = client.get(ADD_FACTOR).content.decode()
        code = code_for(re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", ""))
        client.post(ADD_FACTOR, {"code": code})
        thief = TenantClient()
        log_in("ida@igu.test", on=thief)

        thief.post(CODE, {"code": code})

    assert not is_in(thief)


def test_a_recovery_code_is_good_once(log_in, ida, recovery_codes):
    came_in = []
    for _turn in range(2):
        client = TenantClient()
        log_in("ida@igu.test", on=client)
        client.post(CODE, {"code": recovery_codes[0]})
        came_in.append(is_in(client))

    assert came_in == [True, False]


# --- guessing ------------------------------------------------------------------------------------------


def guess(number, tried):
    """Guesses from ever new addresses, one every three seconds or so for an hour. How many reached the password."""
    with time_machine.travel("2026-11-25T08:00:00+01:00", tick=False) as clock:
        for turn in range(number):
            ip = f"10.{turn // 65536}.{turn // 256 % 256}.{turn % 256}"
            TenantClient().post(
                LOG_IN, {"login": "ida@igu.test", "password": f"guess number {turn:06}"}, REMOTE_ADDR=ip
            )
            clock.shift(3600 / number)
    return len(tried)


@pytest.mark.parametrize("number", [1000, pytest.param(10_000, marks=pytest.mark.e2e)])
def test_guesses_from_many_addresses_reach_the_password_ten_times_an_hour(ida, secret, number, monkeypatch, figure):
    tried = []
    check = User.check_password
    monkeypatch.setattr(User, "check_password", lambda user, word: tried.append(word) or check(user, word))

    reached = guess(number, tried)

    figure(f"P10: {number} guesses from as many addresses in an hour, reached the password {reached}, came in 0")
    assert reached <= 10


def test_the_owner_comes_in_from_a_known_device_during_an_attack(log_in, ida, secret, mails):
    desk = TenantClient()
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=False):
        log_in("ida@igu.test", on=desk)
        desk.post(CODE, {"code": code_for(secret)})
        desk.post("/konto/log-af/")
        for turn in range(12):
            log_in("ida@igu.test", f"guess number {turn}", on=TenantClient())

        elsewhere = log_in("ida@igu.test", on=TenantClient())
        at_the_desk = log_in("ida@igu.test", on=desk)

    assert "Der er prøvet for mange gange" in elsewhere.content.decode()
    assert at_the_desk["Location"] == CODE
    assert mails(ida) == ["too_many_tries"]


def test_a_made_up_device_counts_as_none(log_in, ida):
    client = TenantClient()
    client.cookies["device"] = "0123456789abcdef:0123456789abcdef"

    for turn in range(6):
        answer = log_in("ida@igu.test", f"guess number {turn}", on=client)

    assert "Der er prøvet for mange gange" in answer.content.decode()


def test_codes_cannot_be_guessed_either(client, log_in, ida, secret):
    log_in("ida@igu.test")

    answers = [client.post(CODE, {"code": f"{turn:06}"}) for turn in range(6)]

    assert "Der er prøvet for mange gange" in answers[-1].content.decode()


def test_nobody_logs_in_while_the_counters_are_away_and_sessions_go_on(client, anna, monkeypatch):
    def away(*_words, **_more):
        raise RedisAway

    for name in ("add", "get", "set"):
        monkeypatch.setattr(f"django.core.cache.backends.redis.RedisCache.{name}", away)
    inside = TenantClient()
    inside.force_login(anna.user)

    answer = client.post(LOG_IN, {"login": "anna@igu.test", "password": PASSWORD})

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "De, der er logget ind, kan fortsætte. Intet er gået tabt. Prøv igen om et minut." in answer.content.decode()
    assert client.get(LOG_IN).status_code == 200
    assert inside.get("/sager/").status_code == 200


# --- passwords -----------------------------------------------------------------------------------------


@pytest.fixture
def reset_link(ida):
    """The link that the mail brings."""
    from igu.outbox.models import Mail
    from igu.people import mails

    mail = Mail(membership=ida.membership, kind="password_reset")
    return re.search(r"http\S+?(/konto/\S+)", mails.password_reset(mail)[1])[1]


NEW = "hestesko og regnvejr på Fanø"


def test_a_new_password_is_asked_for_by_mail_alone(client, ida, mails):
    answer = client.post("/konto/glemt-adgangskode/", {"email": "ida@igu.test"}, follow=True)

    assert "Hvis adressen er kendt her, er et link på vej." in answer.content.decode()
    assert mails(ida) == ["password_reset"]


def test_nothing_is_sent_for_an_invitation_that_nobody_answered(client, ida, mails):
    ida.user.set_unusable_password()
    ida.user.save()

    client.post("/konto/glemt-adgangskode/", {"email": "ida@igu.test"})

    assert mails(ida) == []


def test_a_new_password_does_not_get_past_the_second_factor(client, log_in, ida, secret, reset_link, figure):
    page = client.get(reset_link, follow=True)
    saved = client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)
    inside = is_in(client)
    answer = log_in("ida@igu.test", NEW)

    figure(f"P10: new password by mail, came in without the second factor {int(inside)}")
    assert "Adgangskoden er gemt" in saved.content.decode()
    assert not inside
    assert answer["Location"] == CODE


def test_a_reset_link_works_once(client, ida, reset_link):
    page = client.get(reset_link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert "Linket er brugt eller udløbet" in TenantClient().get(reset_link, follow=True).content.decode()


def test_a_reset_link_dies_after_two_hours(client, ida, reset_link):
    with time_machine.travel(TODAY.replace(year=2036)):
        assert "Linket er brugt eller udløbet" in client.get(reset_link, follow=True).content.decode()


def test_a_new_password_ends_the_sessions_elsewhere_and_keeps_this_one(client, anna, mails):
    elsewhere = TenantClient()
    elsewhere.force_login(anna.user)
    client.force_login(anna.user)

    answer = client.post(
        "/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True
    )

    assert "Din adgangskode er ændret. Du er logget af alle andre steder." in answer.content.decode()
    assert client.get("/sager/").status_code == 200
    assert elsewhere.get("/sager/")["Location"] == f"{LOG_IN}?next=/sager/"
    assert mails(anna) == ["password_changed"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"oldpassword": "not this one at all"}, "Adgangskoden passer ikke. Intet er ændret. Skriv den, du har nu."),
        ({"password2": "hestesko og regnvejr på Rømø"}, "De to er ikke ens. Intet er gemt. Skriv adgangskoden igen."),
        ({"password1": "kort", "password2": "kort"}, "14"),
        ({"password1": "Kommune2026!Aalborg", "password2": "Kommune2026!Aalborg"}, "ord, der bliver prøvet først"),
    ],
)
def test_a_password_change_is_refused_in_words(client, anna, fields, words):
    client.force_login(anna.user)

    answer = client.post("/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | fields)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_who_has_no_password_is_not_asked_to_change_it(client, anna):
    anna.user.set_unusable_password()
    anna.user.save()
    client.force_login(anna.user)

    assert client.get("/konto/adgangskode/")["Location"] == "/konto/"


# --- access that ends while one is in ------------------------------------------------------------------------


def test_whoever_is_shut_out_is_out_at_the_next_click(ida, erik, figure):
    def disable():
        User.objects.filter(pk=ida.user.pk).update(is_active=False)

    def end():
        with acting_for(erik.actor.municipality_id):
            services.end_role(erik.actor, Membership.objects.get(pk=ida.membership.pk), today=timezone.localdate())

    def change():
        change_role(ida, role="log_reviewer")

    def end_sessions():
        services.end_sessions(ida.user)

    still_open = 0
    User.objects.filter(pk=ida.user.pk).update(is_demo=True)
    for happens in (change, end_sessions, end, disable):
        change_role(ida, role="coordinator", to_on=None)
        ida.user.refresh_from_db()
        client = TenantClient()
        client.force_login(ida.user)
        assert client.get("/sager/").status_code == 200
        happens()
        still_open += client.get("/sager/").status_code == 200

    figure(f"P10: shut out four ways while logged in, next page still open {still_open}")
    assert still_open == 0


# --- personas ------------------------------------------------------------------------------------------


@override_settings(DEMO=True)
def test_a_persona_comes_in_with_one_click_in_the_demo(client, db):
    from igu.people.personas import PERSONAS, make_personas

    make_personas({"bo@demo.test": str(uuid.uuid4())})
    page = client.get(LOG_IN).content.decode()

    for persona in PERSONAS:
        visitor = TenantClient()
        assert persona.email in page
        assert visitor.post("/konto/log-ind/persona/", {"email": persona.email})["Location"] == "/"
        assert visitor.get("/").status_code in (200, 302)


@override_settings(DEMO=True)
def test_a_persona_comes_in_by_the_ordinary_form_too(client, log_in):
    from igu.people.personas import make_personas

    make_personas()

    assert log_in("anna@demo.test", "demo")["Location"] == "/"


@override_settings(DEMO=True)
@pytest.mark.parametrize("email", ["", "ida@igu.test", "anna@demo.test"])
def test_nobody_else_comes_in_with_one_click(client, ida, email):
    assert client.post("/konto/log-ind/persona/", {"email": email}).status_code == 404


def test_outside_the_demo_there_are_no_personas(client, db):
    from igu.people.personas import make_personas

    make_personas()

    assert client.post("/konto/log-ind/persona/", {"email": "anna@demo.test"}).status_code == 404
    assert "anna@demo.test" not in client.get(LOG_IN).content.decode()


@override_settings(PRODUCTION=True)
def test_in_production_a_persona_would_need_a_second_factor(client, anna):
    client.force_login(anna.user)

    assert client.get("/sager/")["Location"] == ADD_FACTOR
