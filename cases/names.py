"""How names are compared: folded words for the search, and a key that sorts as the Danish alphabet does."""

import re
import unicodedata

EXPANDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})
DANISH_END = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})
LONGEST_TOKEN = 80
AFTER_ALL = "\U0010ffff"


def fold(text: str) -> str:
    """Small letters, æ ø å written out, no accents: »Åse« and »Aase« are the same, »sø« begins »Søren«."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(EXPANDED)
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def tokens(*names: str) -> list[str]:
    """The words of a name, folded, each once and in order: »Al-Hassan« is found by both of its halves."""
    words = re.findall(r"\w+", fold(" ".join(names)))
    return list(dict.fromkeys(word[:LONGEST_TOKEN] for word in words))


def span(token: str) -> tuple[str, str]:
    """What a token lies between when it begins with this one: `low <= token < high` in the collation C."""
    return token, token + AFTER_ALL


def sort_key(first_name: str, last_name: str) -> str:
    """Sorts as Danes expect in the collation C: æ, ø and å (and aa) after z, accents ignored."""
    small = unicodedata.normalize("NFC", f"{first_name} {last_name}".strip()).casefold().replace("aa", "å")
    ended = small.translate(DANISH_END)
    return "".join(letter for letter in unicodedata.normalize("NFKD", ended) if not unicodedata.combining(letter))[:170]
