"""The one door. Plan, judge, record, act, record."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Generic, Self, TypeVar

from safehandle.errors import PolicyDenied, SafehandleError
from safehandle.ledger import Ledger
from safehandle.model import (
    Action,
    Approval,
    Authentication,
    Contract,
    Decision,
    Done,
    Failed,
    Intent,
    Permit,
    Plan,
    Refused,
    Result,
)
from safehandle.policy import Profile, judge

Q = TypeVar("Q")
R = TypeVar("R", bound=Result)

JST = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Performed(Generic[R]):
    """An act that succeeded: the number of its intent in the ledger, and what it gave back."""

    entry: int
    result: R


class Office:
    """One contract's office, entered as one person. Every act passes here; nothing else writes to the ledger."""

    def __init__(
        self,
        contract: Contract,
        profile: Profile,
        ledger: Ledger,
        *,
        entered_by: Authentication,
        folder: Path | None = None,
    ) -> None:
        self.contract = contract
        self.profile = profile
        self.ledger = ledger
        self.entered_by = entered_by
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ledger.close()

    @property
    def actor(self) -> str:
        """The id of the person who acts."""
        return self.entered_by.person

    def plan(self, action: Action[Q, R], request: Q) -> Plan:
        """State what would be done. Touches nothing and records nothing."""
        return Plan(
            verb=action.verb,
            contract=self.contract.ident,
            actor=self.actor,
            at=datetime.now(JST),
            nonce=secrets.token_hex(16),
            facts=(self.entered_by, *action.plan(request)),
        )

    def judge(self, plan: Plan, approvals: Sequence[Approval] = ()) -> Decision:
        """What the contract says of a plan, without doing or recording anything.

        Raises:
            PolicyDenied: ``policy.denied``; the ``decision`` field holds every finding with its article.
        """
        decision = judge(self.profile, self.contract, plan, approvals)
        if not decision.allowed:
            raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)
        return decision

    def perform(
        self, action: Action[Q, R], request: Q, *, plan: Plan | None = None, approvals: Sequence[Approval] = ()
    ) -> Performed[R]:
        """Do what an action plans, if every rule of the contract allows it.

        Raises:
            PolicyDenied: ``policy.denied``; the ``decision`` field holds every finding with its article. Nothing was
                touched and the refusal is recorded.
            SafehandleError: whatever the act raised; it is recorded as failed.
        """
        plan = plan or self.plan(action, request)
        decision = judge(self.profile, self.contract, plan, approvals)
        if not decision.allowed:
            self.ledger.append(Refused(plan=plan, decision=decision, approvals=tuple(approvals)))
            raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)

        # The intent is on disk before the world changes: a crash leaves an open intent behind, never an act that
        # nobody wrote down.
        intent = self.ledger.append(Intent(plan=plan, decision=decision, approvals=tuple(approvals)))
        try:
            result = action.run(request, plan, Permit(plan_digest=plan.digest(), intent=intent))
        except BaseException as error:
            self.ledger.append(Failed(intent=intent, code=_code(error), facts=getattr(error, "facts", ())))
            raise
        self.ledger.append(Done(intent=intent, facts=result.facts))
        return Performed(entry=intent, result=result)


def _code(error: BaseException) -> str:
    if isinstance(error, SafehandleError):
        return error.code
    return "interrupted" if isinstance(error, KeyboardInterrupt) else f"unexpected.{type(error).__name__}"
