"""A secret as a value that cannot be printed by accident."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from safehandle.errors import SecretError

MAX_BYTES = 4096
"""The most that a source of secrets is read."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Secret:
    """A password or passphrase. Its repr, its str and every format of it hide it; only :attr:`text` shows it."""

    text: str

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.text.encode(), other.text.encode())

    __hash__ = None  # type: ignore[assignment]


def first_line(data: bytes, source: str) -> Secret:
    """The first line of what a source gave, without its line end. ``source`` is for the error: never the secret.

    Raises:
        SecretError: ``keys.secret-empty``, ``keys.secret-too-long`` (over 4,096 bytes) or ``keys.secret-unreadable``
            (not UTF-8, or with control characters).
    """
    line = data.split(b"\n", 1)[0].removesuffix(b"\r")
    if len(line) > MAX_BYTES:
        raise SecretError("keys.secret-too-long", source=source, limit=MAX_BYTES)
    try:
        text = line.decode("utf-8-sig")  # Windows editors like to begin a file with a byte order mark
    except UnicodeDecodeError:
        raise SecretError("keys.secret-unreadable", source=source) from None
    if not text:
        raise SecretError("keys.secret-empty", source=source)
    if any(char < " " or char == "\x7f" for char in text):
        raise SecretError("keys.secret-unreadable", source=source)
    return Secret(text)
