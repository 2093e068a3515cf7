"""Facts about documents that were made from the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterExport(Fact, kind="register-export"):
    """A register is written out: which (``"carry-out"``), in which form (``"xlsx"``), for which period
    (``"2026-04-01/2027-03-31"``), from the ledger as it was at ``size`` entries with that ``root`` (hex)."""

    register: str
    form: str
    period: str
    size: int
    root: str
    rows: int = 0
