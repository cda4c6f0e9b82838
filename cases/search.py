"""Search by name, CPR number, case number or CVR number. What was typed stands in no URL and in no session.

Paging and Back carry a token instead: the words, sealed for the person who typed them, readable for ten minutes.
"""

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from cases import access, identity, models, names
from cases.protection.hidden import hidden_by_cpr, hidden_from
from employers.access import employers_for
from igu.accounts import sealing
from igu.rules import identifiers
from igu.web.statements import Ids, Statement, anybody, as_text, blank_word, ids_of, statement_of
from igu.web.tidy import tidy

LONGEST = 100  # signs of what is typed
SPANS = [(blank_word(), blank_word()) for _ in range(LONGEST // 2)]  # so many words may be in it, a blank behind each
TOKEN_LIVES = dt.timedelta(minutes=10)
CASE_NUMBER = re.compile(r"(?P<year>20\d\d)\s*-\s*(?P<number>\d{1,6})")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, by its kind. At most one is filled."""

    case_number: str = ""
    cpr: str = ""
    cvr: str = ""
    words: str = ""


def read(text: str) -> Typed:
    """A case number, a CPR number, a CVR number, or else the words of a name."""
    text = tidy(text)[:LONGEST]
    number = CASE_NUMBER.fullmatch(text)
    if number:
        return Typed(case_number=f"{number['year']}-{int(number['number']):04d}")
    digits = identifiers.digits_of(text)
    if re.fullmatch(r"[0-9]{9,10}", digits):
        return Typed(cpr=digits.zfill(10))
    if re.fullmatch(r"[0-9]{8}", digits):
        return Typed(cvr=digits)
    return Typed(words=text if names.tokens(text) else "")


def one(actor, typed: Typed) -> models.Case | None:
    """The case with this number, or of the citizen who has or had this CPR number."""
    if typed.cpr:
        return by_cpr(actor, typed.cpr)
    return access.cases_for(actor).filter(number=typed.case_number).only("id", "citizen_id").first()


def hidden_ids(actor, typed: Typed) -> list:
    """The protected case that this number belongs to and that the actor may not know of: for the managers' eyes."""
    if typed.cpr:
        return list(hidden_by_cpr(actor, [typed.cpr]).values())
    return list(hidden_from(actor).filter(number=typed.case_number).values_list("id", flat=True))


def by_cpr(actor, digits: str) -> models.Case | None:
    """For coordinators and managers only."""
    if actor.role not in access.EDITORS:
        return None
    key = identity.search_key(actor.municipality_id, digits)
    owner = models.Identity.objects.filter(municipality_id=actor.municipality_id, search_key=key)
    return access.cases_for(actor).filter(citizen__in=owner.values("citizen_id")).only("citizen_id", "number").first()


def by_words(actor, words: str) -> models.CaseQuerySet:
    """Cases, open or closed, whose citizen has a name word that begins with each of these."""
    return _by_spans(actor, map(names.span, names.tokens(words)))


def _by_spans(actor, spans: Iterable[tuple[str, str]]) -> models.CaseQuerySet:
    # Under row-level security LIKE would read every row; >= and < are safe to push down to the index (36.6 ms, 0.13).
    # One word inside the other: the few who have all of them are found first. Side by side, PostgreSQL takes what each
    # alone leaves for all that is left, and reads every case (6.4 ms, 0.15).
    tokens = models.NameToken.objects.filter(municipality_id=actor.municipality_id)
    people: dict = {}
    for low, high in spans:
        owners = tokens.filter(token__gte=low, token__lt=high, **people)
        people = {"citizen_id__in": owners.values("citizen_id")}
    return access.cases_for(actor).filter(**people)


def by_blanks(actor, count: int) -> models.CaseQuerySet:
    """The same for so many words that are filled in when it is asked: `in_blanks`."""
    return _by_spans(actor, SPANS[:count])


def in_blanks(words: list[str]) -> Ids:
    spans = map(names.span, words)
    return dict(zip(chain(*SPANS), chain(*spans), strict=False))


def firms(actor, words: str) -> list[tuple]:
    """Firms whose name has a word that begins with each of these. They are few: no index is needed."""
    begins = [f" {word}" for word in names.tokens(words)]
    known = _firms(actor.role).rows(ids_of(actor))
    return [(id_, name) for id_, name in known if _has_all(_words_of_firm(name), begins)]


@cache
def _firms(role: str) -> Statement:
    return statement_of(employers_for(anybody(role)).order_by("name", "id").values_list(as_text("id"), "name"))


@lru_cache(2000)
def _words_of_firm(name: str) -> str:
    """Kept: else each search would fold the names of all firms anew. A person's name is never kept like this."""
    return "".join(f" {word}" for word in names.tokens(name))


def _has_all(words: str, begins: list[str]) -> bool:
    return all(begin in words for begin in begins)


# --- the token ----------------------------------------------------------------------------------------


def token_of(actor, words: str, now: dt.datetime) -> str:
    """The words as they may stand in a URL: sealed for this person."""
    sealed = sealing.seal(json.dumps([now.timestamp(), words]), bound_to=actor.membership_id)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def words_of(actor, token: str, now: dt.datetime) -> str | None:
    """The words of a token; nothing when it is too old, somebody else's, or none at all."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        made_at, words = json.loads(sealing.unseal(sealed, bound_to=actor.membership_id))
    except (sealing.SealBroken, binascii.Error, ValueError):
        return None
    return words if 0 <= now.timestamp() - made_at <= TOKEN_LIVES.total_seconds() else None
