"""A password may hold words that everybody knows, but not be made of them."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from igu.accounts.models import User

IDA = User(email="ida.lind@aalborg.test", name="Ida Lindegaard")


@pytest.mark.parametrize(
    "password",
    [
        "kort og godt",
        "Velkommen2026!!",
        "Kommune2026!Aalborg",
        "SommerSommer2026",
        "adgangskode1234",
        "FrederiksbergIGU1",
        "IdaLindegaard1987",
        "aaaaaaaaaaaaaaaaaa",
        "ababababababababab",
        "12345678901234567890",
        "qwertyqwerty123456",
    ],
)
def test_what_is_tried_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, IDA)


@pytest.mark.parametrize(
    "password",
    ["hestesko og regnvejr på Fanø", "en kommune spiser aldrig sne", "x7#Kq9!vLw2$Rt5m", "blå cykler om sommeren 2026"],
)
def test_a_sentence_of_ones_own_is_taken(password):
    validate_password(password, IDA)


def test_a_long_password_is_taken():
    validate_password("en lang sætning om hunde og katte " * 5, IDA)
