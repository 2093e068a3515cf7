"""certificate: declare one void that was issued, without another in its place."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.actions.report_certificate import Log, issued, void_since
from safehandle.errors import IntegrityError, UsageError
from safehandle.model import Fact, Permit, Plan
from safehandle.model.reports import CertificateRevocation


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRevokeRequest:
    """Which certificate, and why."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedCertificate:
    """What is recorded."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RevokeCertificate:
    """The verb."""

    log: Log

    @property
    def verb(self) -> str:
        return "certificate"

    def plan(self, request: CertificateRevokeRequest) -> tuple[Fact, ...]:
        """Raises: UsageError: ``certificate.no-such-number``, ``certificate.void``, ``certificate.no-reason``."""
        if not request.reason.strip():
            raise UsageError("certificate.no-reason")
        if all(issue.number != request.number for issue in issued(self.log.entries())):
            raise UsageError("certificate.no-such-number", number=request.number)
        if why := void_since(self.log.entries(), request.number):
            raise UsageError("certificate.void", number=request.number, why=why)
        return (CertificateRevocation(number=request.number, reason=request.reason),)

    def run(self, request: CertificateRevokeRequest, plan: Plan, permit: Permit) -> RevokedCertificate:  # noqa: ARG002
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        return RevokedCertificate(facts=plan.of(CertificateRevocation))
