"""Facts about where data goes and who hands it to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safehandle.model.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination(Fact, kind="destination"):
    """Data leaves for a registered place. ``place`` is its id, ``via`` how the data travels: "sftp", "folder", "mail",
    "carry"; ``encrypted`` says whether it is encrypted by itself, whatever the way does besides."""

    place: str
    via: str
    encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate(Fact, kind="duplicate"):
    """Data is copied to a place. ``purpose``: "contract" (the work itself), "backup" or "other"."""

    place: str
    purpose: str
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Fact, kind="handover"):
    """Data or media change hands. ``ours`` is a person's id, ``theirs`` that of the client's registered staff.

    ``direction``: "received" (提供), "returned" (返却) or "delivered" (納品, 廃棄の引渡しを含む).
    """

    ours: str
    theirs: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal(Fact, kind="removal"):
    """Records are taken away. ``what`` says which ("ledger-private", "log"), ``newest`` is the day of the youngest."""

    what: str
    newest: date
