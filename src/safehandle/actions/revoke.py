"""revoke: an approval counts no longer. The ledger says so, whoever still holds the file."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.errors import IntegrityError, UsageError
from safehandle.model import ApprovalRevoked, Fact, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRequest:
    """Which approval."""

    ident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedApproval:
    """The approval that counts no longer."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Revoke:
    """The verb."""

    @property
    def verb(self) -> str:
        return "revoke"

    def plan(self, request: RevokeRequest) -> tuple[Fact, ...]:
        """Raises: UsageError: ``approve.ident`` if there is no id."""
        if not request.ident.strip():
            raise UsageError("approve.ident")
        return (ApprovalRevoked(ident=request.ident),)

    def run(self, request: RevokeRequest, plan: Plan, permit: Permit) -> RevokedApproval:  # noqa: ARG002 - the door's
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        return RevokedApproval(facts=self.plan(request))
