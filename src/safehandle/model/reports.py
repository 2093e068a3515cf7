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


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssue(Fact, kind="certificate-issue"):
    """An erasure certificate (or a record that is none) is issued over the ledger's ``entries``.

    ``standing`` is "certificate" or says why it is none; ``validated`` is the validator's decision; ``signer`` the
    SHA-256 (hex) of the signer's certificate; ``replaces`` the number of the certificate that is void from now on.
    """

    number: str
    entries: tuple[int, ...]
    standing: str
    accepted: bool
    signer: str
    lang: str = "ja"
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRevocation(Fact, kind="certificate-revocation"):
    """A certificate is void, and nothing takes its place."""

    number: str
    reason: str
