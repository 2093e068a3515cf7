"""An approval: another person's word for exactly one plan, or for every plan within a scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from safehandle.model.facts import DataClass, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a standing permission covers. An empty tuple covers nothing, not everything."""

    verbs: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    data_classes: tuple[DataClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An approval. :mod:`safehandle.policy` counts none whose signature did not hold: those are voided, or never come.

    Exactly one of ``plan_digest`` (hex) and ``scope`` is set. ``client_document`` is the number of the client's own
    paper and ``client_document_sha256`` (hex) the hash of its copy, where the client's consent is what is needed.

    ``voided`` says why it counts no longer: "revoked" or "used" by what the ledger knows, "unverified" when its
    approver's present key did not sign it. It is no part of what was signed.
    """

    ident: str
    approver: str
    at: datetime
    until: datetime
    plan_digest: str = ""
    scope: Scope | None = None
    client_document: str = ""
    client_document_sha256: str = ""
    voided: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGiven(Fact, kind="approval-given"):
    """An approval was signed with the key ``key_id``."""

    approval: Approval
    key_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRevoked(Fact, kind="approval-revoked"):
    """The approval ``ident`` counts no longer, whoever still holds it."""

    ident: str
