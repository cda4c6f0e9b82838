"""Sealing of what must not lie readable in the database: AES-256-GCM with keys from the environment.

A sealed value is version ‖ key id ‖ nonce ‖ ciphertext. It is bound to the row it belongs to, so that one moved to
another row does not open. The first key of IGU_SEAL_KEYS seals, every key opens. What does not open raises: never
is the ciphertext handed on as if it were the text.
"""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = b"\x01"
KEY_ID, NONCE = 4, 12


class SealBroken(Exception):
    """No key of ours opens the value, or it belongs to another row."""


def seal(text: str, *, bound_to) -> bytes:
    """Seal `text` for the row (or person) whose id is `bound_to`."""
    return seal_bytes(text.encode(), bound_to=bound_to)


def unseal(sealed: bytes, *, bound_to) -> str:
    """The text of a sealed value. Raises SealBroken."""
    try:
        return unseal_bytes(sealed, bound_to=bound_to).decode()
    except ValueError:
        raise SealBroken from None


def seal_bytes(content: bytes, *, bound_to) -> bytes:
    """The same for a file."""
    key = settings.IGU_SEAL_KEYS[0]
    nonce = os.urandom(NONCE)
    return VERSION + _key_id(key) + nonce + _cipher(key).encrypt(nonce, content, str(bound_to).encode())


def unseal_bytes(sealed: bytes, *, bound_to) -> bytes:
    """The bytes of a sealed file. Raises SealBroken."""
    sealed = bytes(sealed)
    head, rest = sealed[: 1 + KEY_ID], sealed[1 + KEY_ID :]
    key = next((key for key in settings.IGU_SEAL_KEYS if VERSION + _key_id(key) == head), None)
    if key is None:
        raise SealBroken
    try:
        return _cipher(key).decrypt(rest[:NONCE], rest[NONCE:], str(bound_to).encode())
    except (InvalidTag, ValueError):
        raise SealBroken from None


def search_key(text: str, *, purpose: str, municipality_id) -> bytes:
    """A keyed hash that finds equal texts within one municipality and purpose, and says nothing across them."""
    key = _derive(settings.IGU_SEARCH_KEY, f"{purpose}‖{municipality_id}")
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=256)
def _derive(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


@lru_cache(maxsize=16)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_derive(secret, "seal"))


@lru_cache(maxsize=16)
def _key_id(secret: str) -> bytes:
    return _derive(secret, "key id")[:KEY_ID]
