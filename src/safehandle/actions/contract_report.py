"""contract-report: record that the client was told of the contract's changes."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.errors import IntegrityError, UsageError
from safehandle.model import Fact, Permit, Plan, Reported


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractReportRequest:
    """What was reported: all changes up to ledger entry ``through``, on which day, by which document of ours."""

    reported: Reported


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractReported:
    """What is recorded."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ContractReport:
    """The verb."""

    @property
    def verb(self) -> str:
        return "contract-report"

    def plan(self, request: ContractReportRequest) -> tuple[Fact, ...]:
        if not request.reported.document.strip():
            raise UsageError("contract.no-document")
        return (request.reported,)

    def run(self, request: ContractReportRequest, plan: Plan, _permit: Permit) -> ContractReported:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        return ContractReported(facts=(request.reported,))
