"""certificate: a second person validates erasures that the ledger holds, and the データ消去証明書 is issued.

The order is: the erasures' entries, a checkpoint over them, the PDF with its proofs, and the PDF's SHA-256 as an entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from safehandle.actions.wipe_list import read_list
from safehandle.documents import (
    Act,
    Certificate,
    Entry,
    Issuer,
    Outside,
    Part,
    Seal,
    Signatory,
    Signer,
    Standing,
    Timestamping,
    Validation,
    acts,
    outside,
    render_certificate,
    sign_pdf,
)
from safehandle.documents.japanese_date import fiscal_year, in_japan, short_year
from safehandle.errors import ErasureError, InputError, IntegrityError, UsageError
from safehandle.files import whole_file
from safehandle.files.home import home
from safehandle.model import Artifact, Contract, DataClass, Fact, Permit, Plan, Role
from safehandle.model.ending import Accounted, OutsideReach
from safehandle.model.erasure import ErasureReport
from safehandle.model.log import Clock
from safehandle.model.reports import CertificateIssue, CertificateRevocation

_ROLES = {Role.MANAGER: "管理責任者", Role.SUPERVISOR: "監督者", Role.HANDLER: "従事者"}


class Log(Protocol):
    """As much of the ledger as a certificate needs."""

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[Entry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRequest:
    """What the validator decides, and what the paper says besides.

    ``entries`` are the numbers of the erasures (either entry of each). ``proofs`` are C2SP tlog-proofs of their
    outcomes by one signed checkpoint, which ``seal`` describes. ``number`` is chosen where it is empty. ``record`` asks
    for the record of work that cannot be certified; without it such work is refused.
    """

    entries: tuple[int, ...]
    accepted: bool
    output: Path
    signer: Signer
    seal: Seal
    proofs: tuple[str, ...]
    addressee: str
    place: str
    number: str = ""
    issuer_address: str = ""
    issuer_representative: str = ""
    instruction: str = ""
    articles: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    remarks: str = ""
    remark: str = ""  # of the validator
    replaces: str = ""
    names: bool = True  # whether file names are printed, or only their salted hashes
    record: bool = False
    lang: str = "ja"
    overwrite: bool = False
    timestamping: Timestamping | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCertificate:
    """What was issued."""

    certificate: Certificate
    sha256: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class IssueCertificate:
    """The verb. Whoever acts is the validator. ``lists`` is the folder with the lists that are too long for reports."""

    contract: Contract
    log: Log
    actor: str
    lists: Path | None = None

    @property
    def verb(self) -> str:
        return "certificate"

    def outcomes(self, entries: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the erasures' outcomes, whichever entry of each was named.

        Raises:
            InputError: ``certificate.no-erasure``.
        """
        return _outcomes(self._erasures(entries))

    def plan(self, request: CertificateRequest) -> tuple[Fact, ...]:
        """State what would be issued.

        Raises:
            UsageError: ``certificate.number-used``, ``certificate.no-such-number``.
            InputError: ``certificate.no-erasure``: an entry is no erasure; ``certificate.not-sealed``.
            ErasureError: ``certificate.not-certifiable``: a record was not asked for.
        """
        done = self._sealed(request)
        issues = list(issued(self.log.entries()))
        number = request.number or _next_number(issues, request)
        if any(issue.number == number for issue in issues):
            raise UsageError("certificate.number-used", number=number)
        if request.replaces and all(issue.number != request.replaces for issue in issues):
            raise UsageError("certificate.no-such-number", number=request.replaces)
        standing = self._certificate(request, done, number, request.seal.at).standing
        if standing is not Standing.CERTIFICATE and not request.record:
            raise ErasureError("certificate.not-certifiable", standing=standing)
        return (
            CertificateIssue(
                number=number,
                entries=_outcomes(done),
                standing=standing,
                accepted=request.accepted,
                signer=request.signer.fingerprint,
                lang=request.lang,
                replaces=request.replaces,
            ),
        )

    def run(self, request: CertificateRequest, plan: Plan, permit: Permit) -> IssuedCertificate:  # noqa: ARG002
        (planned,) = plan.of(CertificateIssue)
        done = self._sealed(request)
        certificate = self._certificate(request, done, planned.number, plan.at)
        if (planned.standing, planned.entries, planned.signer) != (
            certificate.standing,
            _outcomes(done),
            request.signer.fingerprint,
        ):
            raise IntegrityError("plan.changed")
        lists = self._lists(certificate, names=request.names)
        pdf = render_certificate(certificate, proofs=request.proofs, lists=lists, lang=request.lang)
        reason = "データ消去証明書の発行" if request.lang == "ja" else "certificate of data erasure"
        signed = sign_pdf(pdf, request.signer, reason=reason, at=certificate.issued, timestamping=request.timestamping)
        with whole_file(request.output, overwrite=request.overwrite) as file:
            file.write(signed)
        digest = hashlib.sha256(signed).hexdigest()
        output = Artifact(
            role="output",
            name=request.output.name,
            size=len(signed),
            sha256=digest,
            data_class=DataClass.OTHER,
        )
        return IssuedCertificate(certificate=certificate, sha256=digest, facts=(planned, output))

    def _sealed(self, request: CertificateRequest) -> list[Act]:
        done = self._erasures(request.entries)
        if (last := max(_outcomes(done))) >= request.seal.size:
            raise InputError("certificate.not-sealed", number=last, size=request.seal.size)
        return done

    def _erasures(self, entries: Iterable[int]) -> list[Act]:
        wanted = set(entries)
        found = [act for act in acts(self.log.entries()) if wanted & set(act.entries)]
        for act in found:
            if act.outcome is None or not any(isinstance(fact, (ErasureReport, Accounted)) for fact in act.results):
                raise InputError("certificate.no-erasure", number=act.number)
        missing = wanted - {number for act in found for number in act.entries}
        if missing or not wanted:
            raise InputError("certificate.no-erasure", number=min(missing, default=""))
        return found

    def _certificate(self, request: CertificateRequest, done: list[Act], number: str, at: datetime) -> Certificate:
        reports = tuple(fact for act in done for fact in act.results if isinstance(fact, ErasureReport))
        return Certificate(
            number=number,
            issued=at,
            issuer=Issuer(
                name=self.contract.contractor,
                address=request.issuer_address,
                representative=request.issuer_representative,
            ),
            addressee=request.addressee or self.contract.client,
            contract=self.contract,
            reports=reports if request.names else tuple(map(_nameless, reports)),
            people=tuple(self._people(request, done, at)),
            validation=Validation(by=self.actor, at=at, accepted=request.accepted, remark=request.remark),
            place=request.place,
            seal=request.seal,
            entries=_outcomes(done),
            articles=request.articles,
            instruction=request.instruction or self.contract.disposal_document,
            replaces=request.replaces,
            remarks=request.remarks,
            clock=self._clock(min(_outcomes(done))),
            accounts=_accounts(done),
            outside=self._outside(done),
        )

    def _lists(self, certificate: Certificate, *, names: bool) -> dict[str, str]:
        """The long lists of files, by the name under which they are attached; what is lost is missing."""
        folder = self.lists or home() / "documents"
        kept = [report.listed for report in certificate.reports if report.listed]
        read = {f"erased-{number}.jsonl": read_list(one, folder, names=names) for number, one in enumerate(kept, 1)}
        return {name: content.decode() for name, content in read.items() if content is not None}

    def _outside(self, done: list[Act]) -> tuple[Outside, ...]:
        """What others hold, as the entries tell that the end of the contract named."""
        reach = [fact for act in done for fact in act.results if isinstance(fact, OutsideReach)]
        named = {number for fact in reach for number in fact.entries}
        if not named:
            return ()
        known = outside(acts(self.log.entries(0, max(named) + 1)), self.contract.ident)
        return tuple(one for one in known if one.entry in named)

    def _clock(self, number: int) -> str:
        """What the clock was when somebody last looked before the entry: "yes", "no" or "unknown"."""
        seen = [fact for act in acts(self.log.entries(0, number)) for fact in act.of(Clock)]
        return seen[-1].synchronised if seen else "unknown"

    def _people(self, request: CertificateRequest, done: list[Act], at: datetime) -> Iterator[Signatory]:
        for actor, act in {act.plan.actor: act for act in done}.items():
            yield replace(self._signatory(Part.OPERATOR, actor), at=act.ended, place=request.place)
        for earlier in dict.fromkeys(one.by for one in _accounts(done)):  # whose erasures the contract's end counts in
            if earlier and all(act.plan.actor != earlier for act in done):
                yield self._signatory(Part.OPERATOR, earlier)
        approvals = {approval.approver: approval for act in done for approval in act.approvals}
        for approver, approval in approvals.items():
            yield replace(self._signatory(Part.APPROVER, approver), at=approval.at)
        yield replace(self._signatory(Part.VALIDATOR, self.actor), at=at)
        for name in request.witnesses:
            yield Signatory(part=Part.WITNESS, ident=name, name=name)

    def _signatory(self, part: Part, ident: str) -> Signatory:
        person = self.contract.person(ident)
        if person is None:
            return Signatory(part=part, ident=ident, name=ident)
        title = " ".join(filter(None, (person.affiliation, _ROLES[person.role])))
        return Signatory(part=part, ident=ident, name=person.name, title=title)


def issued(entries: Iterable[Entry]) -> Iterator[CertificateIssue]:
    """Every certificate that was issued, in order."""
    for act in acts(entries):
        yield from (fact for fact in act.results if isinstance(fact, CertificateIssue))


def void_since(entries: Iterable[Entry], number: str) -> str:
    """Why a certificate is void: the number that replaced it, or the reason of its revocation; empty while it holds."""
    for act in acts(entries):
        for fact in act.results:
            if isinstance(fact, CertificateIssue) and fact.replaces == number:
                return fact.number
            if isinstance(fact, CertificateRevocation) and fact.number == number:
                return fact.reason
    return ""


def _outcomes(done: list[Act]) -> tuple[int, ...]:
    return tuple(act.outcome for act in done if act.outcome is not None)


def _accounts(done: list[Act]) -> tuple[Accounted, ...]:
    return tuple(fact for act in done for fact in act.results if isinstance(fact, Accounted))


def _next_number(issues: list[CertificateIssue], request: CertificateRequest) -> str:
    """``R8-0001``: the fiscal year and the next number in it."""
    day = in_japan(request.seal.at).date()
    start = f"{short_year(date(fiscal_year(day), 5, 1))}-"
    taken = [issue.number.removeprefix(start) for issue in issues if issue.number.startswith(start)]
    last = max((int(rest) for rest in taken if rest.isdecimal()), default=0)
    return f"{start}{last + 1:04}"


def _nameless(report: ErasureReport) -> ErasureReport:
    """The report without names: files are told by their salted hashes alone."""
    return replace(
        report,
        files=tuple(replace(file, path="") for file in report.files),
        unchecked=tuple(replace(each, path="") for each in report.unchecked),
    )
