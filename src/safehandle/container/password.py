"""A password as recipient and as identity: PBKDF2-HMAC-SHA-512 and AES-256-GCM."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field

from safehandle.container.schedule import FILE_KEY
from safehandle.container.stanzas import FEWEST_ITERATIONS, MOST_ITERATIONS, PASSWORD, SALT, WRAPPED_BY_PASSWORD, Stanza
from safehandle.errors import SecretError, UsageError

ITERATIONS = 600_000

_AAD = b"safehandle.container/1 password"
_NONCE = bytes(12)  # a wrapping key is used once: its salt is random


def normalised(password: str) -> bytes:
    """The bytes of a password: NFKC, without ASCII white space at either end, UTF-8.

    People type the same password full-width or half-width, composed or decomposed, and paste it with a line end.

    Raises:
        SecretError: ``container.password-empty``.
    """
    try:
        data = unicodedata.normalize("NFKC", password).strip(" \t\n\v\f\r").encode()
    except UnicodeEncodeError:  # half a surrogate pair: not text
        raise SecretError("container.password-not-text") from None
    if not data:
        raise SecretError("container.password-empty")
    return data


def _wrapping_key(password: str, salt: bytes, iterations: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", normalised(password), salt, iterations, FILE_KEY)


@dataclass(frozen=True, slots=True)
class PasswordRecipient:
    """Whoever knows the password.

    Raises:
        UsageError: ``container.iterations`` outside 220,000 … 10,000,000.
        SecretError: ``container.password-empty``.
    """

    password: str = field(repr=False)
    iterations: int = ITERATIONS

    def __post_init__(self) -> None:
        normalised(self.password)
        if not FEWEST_ITERATIONS <= self.iterations <= MOST_ITERATIONS:
            raise UsageError("container.iterations", least=FEWEST_ITERATIONS, most=MOST_ITERATIONS)

    def outline(self) -> Stanza:
        wrapped = bytes(WRAPPED_BY_PASSWORD)
        return Stanza(type=PASSWORD, iterations=self.iterations, salt=bytes(SALT), wrapped=wrapped)

    def wrap(self, file_key: bytes) -> Stanza:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt = os.urandom(SALT)
        cipher = AESGCM(_wrapping_key(self.password, salt, self.iterations))
        wrapped = cipher.encrypt(_NONCE, file_key, _AAD)
        return Stanza(type=PASSWORD, iterations=self.iterations, salt=salt, wrapped=wrapped)


@dataclass(frozen=True, slots=True)
class PasswordIdentity:
    """A password to open with."""

    password: str = field(repr=False)

    def fits(self, stanza: Stanza) -> bool:
        return stanza.type == PASSWORD

    def unwrap(self, stanza: Stanza) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        cipher = AESGCM(_wrapping_key(self.password, stanza.salt, stanza.iterations))
        try:
            return cipher.decrypt(_NONCE, stanza.wrapped, _AAD)
        except InvalidTag:
            return None
