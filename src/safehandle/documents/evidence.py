"""What a register is checked against without the ledger: the entries behind its rows, the hashes of all others."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from safehandle.documents.register import Register
from safehandle.errors import IntegrityError


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One line a ledger entry, in order, up to the sealed size.

    A line is the entry's own bytes (canonical JSON, which begins with ``{``) where a row of the register stands on it,
    else ``=`` and the base64 of its leaf hash (RFC 9162 section 2.1.1: SHA-256 over 0x00 and the bytes).
    ``verifier`` is the C2SP verifier key of the checkpoint's signature, empty where there is none.
    """

    lines: tuple[str, ...]
    verifier: str = ""


def gather(register: Register, raw: Iterable[bytes], verifier: str = "") -> Evidence:
    """Collect the evidence for a register from the ledger's entries, in order from number 0.

    Raises:
        IntegrityError: ``documents.ledger-short``: there are fewer entries than the seal says.
    """
    wanted = {number for row in register.rows for number in row.entries}
    lines: list[str] = []
    for number, entry in enumerate(raw):
        if number == register.seal.size:
            break
        lines.append(entry.decode() if number in wanted else f"={_leaf(entry)}")
    if len(lines) != register.seal.size:
        raise IntegrityError("documents.ledger-short", found=len(lines), expected=register.seal.size)
    return Evidence(lines=tuple(lines), verifier=verifier)


def _leaf(entry: bytes) -> str:
    return b64encode(hashlib.sha256(b"\0" + entry).digest()).decode()
