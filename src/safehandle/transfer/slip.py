"""``ukewatashi.json``, the 受渡票: who hands what to whom, on what ground, and until when it may be kept. Pure.

It is canonical JSON (RFC 8785), so that the same slip always has the same bytes and the same SHA-256. Its layout is
specified in ``docs/spec/delivery.md``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime

from safehandle.errors import InputError, IntegrityError
from safehandle.model import DataClass, from_plain, to_plain

NAME = "ukewatashi.json"
SIGNATURE_NAME = "ukewatashi.json.sig"
FORMAT = "safehandle.ukewatashi/1"
LARGEST = 64 << 20
"""Bytes; with 200,000 files a slip has about 40 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side: the organisation, and the person who acts for it."""

    organisation: str
    person: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFile:
    """One file of the payload; ``size`` in bytes, ``sha256`` in hex, both of the file as it is handed over."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """How a file of the payload is sealed: its 照合番号 as ``number``, the ids of the keys it is sealed for."""

    path: str
    identity: str
    number: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipApproval:
    """Whose approval the delivery rests on; ``document`` is the number of the client's own paper, if there is one."""

    ident: str
    approver: str
    at: datetime
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A 受渡票. ``reply_to`` is the slip (its SHA-256, hex) that this one answers, if any."""

    format: str = FORMAT
    delivery: str
    contract: str
    title: str
    sender: Party
    receiver: Party
    purpose: str
    data_class: DataClass
    route: str
    made: datetime
    return_by: date | None = None
    erase_by: date | None = None
    files: tuple[SlipFile, ...] = ()
    sealed: tuple[Sealing, ...] = ()
    approvals: tuple[SlipApproval, ...] = ()
    ledger_entry: int = 0
    checkpoint: str = ""
    remarks: str = field(default="")

    @property
    def size(self) -> int:
        """Bytes of the payload."""
        return sum(file.size for file in self.files)


def write(slip: Slip) -> bytes:
    """The slip's bytes."""
    import rfc8785

    return rfc8785.dumps(to_plain(slip)) + b"\n"


def read(content: bytes) -> Slip:
    """Read a slip.

    Raises:
        IntegrityError: ``transfer.slip-malformed``.
    """
    try:
        data = json.loads(content.decode(), object_pairs_hook=_unique)
        slip = from_plain(Slip, data)
    except (ValueError, RecursionError):
        raise IntegrityError("transfer.slip-malformed", path="(json)") from None
    except InputError as error:
        raise IntegrityError("transfer.slip-malformed", path=error.fields.get("path", "")) from None
    if slip.format != FORMAT:
        raise IntegrityError("transfer.slip-malformed", path="format")
    return slip


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
