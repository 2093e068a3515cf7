"""Recipient stanzas: the file key, wrapped for those who may open the container (docs/spec/container.md, section 5)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any, Protocol

from safehandle.errors import IntegrityError

PASSWORD = "password"  # noqa: S105 - the name of a stanza type
KEY_TYPES = ("mlkem1024-p384", "p384", "p256")

FEWEST_ITERATIONS, MOST_ITERATIONS = 220_000, 10_000_000
SALT = 32
WRAPPED_BY_PASSWORD = 32 + 16
LONGEST_WRAPPED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Stanza:
    """One way to the file key. ``wrapped`` is empty for a type that this version does not know."""

    type: str
    key_id: str = ""
    iterations: int = 0
    salt: bytes = field(default=b"", repr=False)
    wrapped: bytes = field(default=b"", repr=False)

    def to_json(self) -> dict[str, str | int]:
        """The stanza as the header holds it."""
        wrapped = base64.b64encode(self.wrapped).decode()
        if self.type == PASSWORD:
            salt = base64.b64encode(self.salt).decode()
            return {"iterations": self.iterations, "salt": salt, "type": self.type, "wrapped": wrapped}
        return {"key_id": self.key_id, "type": self.type, "wrapped": wrapped}


class Recipient(Protocol):
    """Somebody who will be able to open a container."""

    def outline(self) -> Stanza:
        """A stanza as long as the one that :meth:`wrap` will give, without its work."""

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the 32-byte file key."""


class Identity(Protocol):
    """Somebody who opens a container."""

    def fits(self, stanza: Stanza) -> bool:
        """Whether a stanza may be meant for this identity; cheap."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The 32-byte file key, or None if this secret does not open the stanza."""


def hostile(reason: str) -> IntegrityError:
    """The refusal of a header that an honest writer does not make."""
    return IntegrityError("container.hostile-header", reason=reason)


def text(item: dict[str, Any], name: str, longest: int = 256) -> str:
    """A string field, checked."""
    value = item.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise hostile(name)
    return value


def binary(item: dict[str, Any], name: str, longest: int) -> bytes:
    """A base64 field (RFC 4648 section 4, padded, with no second spelling)."""
    value = text(item, name, longest * 2)
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise hostile(name) from None
    if len(data) > longest or base64.b64encode(data).decode() != value:
        raise hostile(name)
    return data


def parse(item: object) -> Stanza:
    """Check one stanza of a header before anything expensive is done with it.

    Raises:
        IntegrityError: ``container.hostile-header`` or ``container.hostile-iterations``.
    """
    if not isinstance(item, dict):
        raise hostile("recipients")
    kind = text(item, "type", 32)
    if kind == PASSWORD:
        iterations = item.get("iterations")
        if type(iterations) is not int:
            raise hostile("iterations")
        if not FEWEST_ITERATIONS <= iterations <= MOST_ITERATIONS:
            raise IntegrityError("container.hostile-iterations", iterations=iterations)
        salt, wrapped = binary(item, "salt", SALT), binary(item, "wrapped", WRAPPED_BY_PASSWORD)
        if (len(salt), len(wrapped)) != (SALT, WRAPPED_BY_PASSWORD):
            raise hostile("recipients")
        return Stanza(type=kind, iterations=iterations, salt=salt, wrapped=wrapped)
    if kind in KEY_TYPES:
        return Stanza(type=kind, key_id=text(item, "key_id", 64), wrapped=binary(item, "wrapped", LONGEST_WRAPPED))
    return Stanza(type=kind)
