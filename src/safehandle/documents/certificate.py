"""データ消去証明書: what people add to an erasure report, and what makes the whole a certificate or a mere record.

Fields are those of NIST SP 800-88 Rev. 2 section 4.6; the clauses that ask for the document: nerima-2025-12 22(2) and
18(7), kawasaki 14, gunma 13-2, tsukuba 7, issuer-unnamed 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from safehandle.documents.outside import Outside
from safehandle.documents.seal import Seal
from safehandle.model import Contract, to_plain
from safehandle.model.ending import Accounted
from safehandle.model.erasure import ErasureReport, Level, Status

FORMAT = "safehandle-erasure-certificate/1"


class Part(StrEnum):
    """What somebody did for the erasure."""

    OPERATOR = "operator"  # 実施者
    APPROVER = "approver"  # 承認者
    VALIDATOR = "validator"  # 確認者
    WITNESS = "witness"  # 立会者


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A person on the certificate: name, title, when and where, how to reach them."""

    part: Part
    ident: str
    name: str
    title: str = ""
    contact: str = ""
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """The second person's decision over the results (SP 800-88 Rev. 2 section 4.5). ``by`` is a person's id."""

    by: str
    at: datetime
    accepted: bool
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues: the vendor as it signs its letters."""

    name: str
    address: str = ""
    representative: str = ""


class Standing(StrEnum):
    """What the document is. Only CERTIFICATE looks like one."""

    CERTIFICATE = "certificate"
    INCOMPLETE = "incomplete"  # the work, or its verification, did not come to an end
    FAILED = "failed"
    UNVALIDATED = "unvalidated"  # nobody but the operator has looked at the results
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One document over one or more erasures of one contract.

    ``addressee`` is to whom it goes (``みなと市長 様``), ``articles`` the clauses it answers, ``instruction`` the
    number of the client's paper that asked for the disposal, ``replaces`` the number of the certificate whose place
    this one takes. ``entries`` are the ledger entries of the erasures, ``seal`` is a checkpoint that holds them,
    ``clock`` says whether the clock behind the times was synchronised ("yes", "no", "unknown"). At a contract's end
    ``accounts`` tell of everything that is registered, and ``outside`` of what others hold.
    """

    number: str
    issued: datetime
    issuer: Issuer
    addressee: str
    contract: Contract
    reports: tuple[ErasureReport, ...]
    people: tuple[Signatory, ...]
    validation: Validation | None
    place: str
    seal: Seal | None
    entries: tuple[int, ...]
    articles: tuple[str, ...] = ()
    instruction: str = ""
    replaces: str = ""
    remarks: str = ""
    clock: str = "unknown"
    accounts: tuple[Accounted, ...] = ()
    outside: tuple[Outside, ...] = ()

    @property
    def standing(self) -> Standing:
        """What the document may be called. The operator's own approval of the results does not count as validation."""
        statuses = {report.status for report in self.reports}
        if Status.FAILED in statuses or not (self.reports or self.accounts):
            return Standing.FAILED
        whole = all(report.certifiable for report in self.reports) and all(one.account.closed for one in self.accounts)
        if not self.reports or not whole:
            return Standing.INCOMPLETE
        operators = {person.ident for person in self.people if person.part is Part.OPERATOR}
        if self.validation is None or not operators or self.validation.by in operators:
            return Standing.UNVALIDATED
        return Standing.CERTIFICATE if self.validation.accepted else Standing.REJECTED

    def account_of(self, report: ErasureReport) -> Accounted | None:
        """Which registered thing a report is about, where the contract's end says so."""
        targets = (one for one in self.accounts if one.target and one.target == report.target_digest)
        return next(targets, None)

    @property
    def reached(self) -> Level:
        """The weakest level that any part of the work reached."""
        order = list(Level)
        return min((report.reached for report in self.reports), key=order.index, default=Level.NONE)


def twin(certificate: Certificate) -> dict[str, Any]:
    """The certificate as plain JSON values: what is attached to the PDF, and what programs read."""
    contract = certificate.contract
    plain: dict[str, Any] = to_plain(certificate)
    plain["contract"] = {
        "ident": contract.ident,
        "title": contract.title,
        "client": contract.client,
        "contractor": contract.contractor,
        "start": to_plain(contract.start),
        "end": to_plain(contract.end),
    }
    if not certificate.accounts:
        del plain["accounts"], plain["outside"]
    return {"format": FORMAT, "standing": str(certificate.standing), "reached": str(certificate.reached), **plain}


def recorded_in(twin: Mapping[str, Any], entries: Mapping[int, Mapping[str, Any]]) -> bool:
    """Whether a twin says of its erasures what the ledger's entries say, given by number as their public JSON.

    Private fields are in the twin and not in the entries; everything that is in an entry must be in the twin, the same,
    and the twin may hold no report, and no account of a contract's end, besides.
    """
    facts = [fact for entry in entries.values() for fact in entry.get("record", {}).get("facts", ())]
    reports, accounts = (
        [fact for fact in facts if fact.get("kind") == kind] for kind in ("erasure-report", "accounted")
    )
    outside = {number for fact in facts if fact.get("kind") == "outside-reach" for number in fact["entries"]}
    return (
        bool(reports or accounts)
        and set(entries) == set(twin.get("entries", ()))
        and _same(twin.get("reports", ()), reports)
        and _same(twin.get("accounts", ()), accounts)
        and {one["entry"] for one in twin.get("outside", ())} == outside
    )


def _same(told: Sequence[object], known: Sequence[object]) -> bool:
    return len(told) == len(known) and all(any(_covers(one, fact) for one in told) for fact in known)


def _covers(told: object, known: object) -> bool:
    if isinstance(known, Mapping):
        return isinstance(told, Mapping) and all(_covers(told.get(name), value) for name, value in known.items())
    if isinstance(known, list):
        return isinstance(told, list) and len(told) == len(known) and all(map(_covers, told, known))
    return told == known
