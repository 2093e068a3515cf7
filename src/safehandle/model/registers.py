"""Facts about the contract folder itself: its versions, what was reported to the client, who attested to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safehandle.model.facts import Fact, private


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractVersion(Fact, kind="contract-version"):
    """contract.toml as it stands from here on: SHA-256 (hex) of the file, and its text, which names people."""

    digest: str
    text: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Fact, kind="reported"):
    """All changes up to ledger entry ``through`` were reported to the client on ``day``, by the paper ``document``."""

    through: int
    day: date
    document: str


class Observance(StrEnum):
    """What a person says of an article."""

    KEPT = "kept"
    NOT_KEPT = "not-kept"
    NOT_APPLICABLE = "not-applicable"  # there is nothing to keep: nobody faxes, nothing lies in a cloud


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation(Fact, kind="attestation"):
    """A named person attests how ``article`` is kept on ``day``, and does so again by ``due``. ``sha256`` (hex) is that
    of a file shown as evidence."""

    article: str
    day: date
    by: str
    due: date | None = None
    sha256: str = ""
    observance: Observance = Observance.KEPT
    statement: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication(Fact, kind="authentication"):
    """How the actor was recognised. ``means``: "login" (the operating system's user is the one whom contract.toml binds
    to the person), "key" (the person's signing key was opened with its passphrase), or "claimed" (nothing shows it)."""

    person: str
    means: str
