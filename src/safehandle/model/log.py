"""Facts about the ledger itself: what became of it, its keys, its clock, and other ledgers that were witnessed."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model.facts import Fact, private


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed(Fact, kind="witnessed"):
    """Another's ledger was seen to be an extension of what was seen before; ``old`` is that size, 0 at first sight."""

    origin: str
    old: int
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCopy(Fact, kind="ledger-copy"):
    """The whole ledger was copied, private parts included: its size and root (hex), and where to."""

    size: int
    root: str
    place: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction(Fact, kind="redaction"):
    """The private part of entry ``entry`` was erased. ``document`` is the number of the paper that asked for it."""

    entry: int
    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerKey(Fact, kind="ledger-key"):
    """The ledger's signing key changes. ``note`` is a signed note of the old key that names the new one."""

    old: str
    new: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamped(Fact, kind="timestamped"):
    """A timestamp authority (RFC 3161) vouched for a checkpoint: the time it stated, and the token's SHA-256 (hex)."""

    size: int
    root: str
    at: str
    authority: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Fact, kind="clock"):
    """What this machine's clock was. ``step`` is by how many milliseconds it was set since the last look.

    ``synchronised`` is "yes", "no" or "unknown"; ``error`` the largest error in milliseconds that the system admits.
    """

    synchronised: str
    error: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Fact, kind="restored"):
    """The ledger was restored from a back-up of ``size`` entries although ``known`` entries had been there.

    Whatever had the numbers from ``size`` up to ``known`` is lost; ``root`` (hex) is that of the lost state. Smaller
    states that were lost with it are named by an :class:`Abandoned` each.
    """

    size: int
    known: int
    root: str
    reason: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Abandoned(Fact, kind="abandoned"):
    """A state of the ledger that was signed or seen, and was lost with what a restored back-up lacks.

    A checkpoint of this ``size`` and ``root`` (hex) will not agree any more; one that no such fact names is false.
    """

    size: int
    root: str
