"""Which state of which ledger a document stands on, in a form that a person can read out and a telephone can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_BITS = 160
_GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A checkpoint of the ledger: the log's ``origin``, its ``size`` in entries, its ``root`` (SHA-256, hex).

    ``at`` is when the checkpoint was made. ``note`` is the signed note itself (C2SP tlog-checkpoint), empty where the
    ledger has no signing key yet.
    """

    origin: str
    size: int
    root: str
    at: datetime
    note: str = ""

    @property
    def code(self) -> str:
        """The reading code: the first 160 bits of the root in eight groups of four characters."""
        return reading_code(bytes.fromhex(self.root))

    @property
    def link(self) -> str:
        """What the QR code holds: origin, size and the whole root."""
        return f"safehandle-checkpoint:1:{self.origin}:{self.size}:{self.root}"


def reading_code(digest: bytes) -> str:
    """Write the first 160 bits of a hash in Crockford's base 32, in groups of four joined by hyphens.

    160 bits: whoever wants another content behind the same code has to find a second preimage.
    """
    number = int.from_bytes(digest[: _BITS // 8], "big")
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def same_code(one: str, other: str) -> bool:
    """Whether two reading codes are the same to a person: case, spaces, any kind of dash, O for 0, I and L for 1."""
    return _folded(one) == _folded(other) != ""


def _folded(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", code.upper().translate(_LOOKALIKES))
