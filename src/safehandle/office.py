"""The one door. Plan, judge, record, act, record."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Generic, Self, TypeVar

from safehandle.errors import IntegrityError, PolicyDenied, SafehandleError
from safehandle.ledger import Ledger
from safehandle.model import Action, Approval, Authentication, Contract, DataClass, Decision, Fact, Permit, Plan, Result
from safehandle.model.record import Done, Failed, Intent, Record, Refused
from safehandle.model.registers import ContractVersion
from safehandle.model.voiding import voided
from safehandle.policy import Profile, classify, judge

Q = TypeVar("Q")
R = TypeVar("R", bound=Result)

JST = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Performed(Generic[R]):
    """An act that succeeded: the number of its intent in the ledger, and what it gave back."""

    entry: int
    result: R


class Office:
    """One contract's office, entered by one person. Every act passes here; nothing else writes to the ledger."""

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
        self._sign: Callable[[bytes], str] | None = None
        self.edition = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ledger.close()

    @property
    def actor(self) -> str:
        """The id of the person who acts."""
        return self.entered_by.person

    def recognise_by_key(self, sign: Callable[[bytes], str]) -> None:
        """The actor opened their signing key: that shows who acts, and ``sign`` signs what they do from now on.

        ``sign`` takes the digest of a plan (hex digits) and gives an armoured SSHSIG.
        """
        self.entered_by = replace(self.entered_by, means="key")
        self._sign = sign

    def classify(self, paths: Iterable[Path], stated: str = "") -> DataClass:
        """How much the data at ``paths`` needs protection, by contract.toml and by what the person ``stated``.

        Raises:
            InputError: ``policy.level-unknown``.
        """
        return classify(self.profile, self.contract, [path.absolute() for path in paths], stated=stated)

    def plan(self, action: Action[Q, R], request: Q) -> Plan:
        """State what would be done. Touches nothing and records nothing."""
        return Plan(
            verb=action.verb,
            contract=self.contract.ident,
            actor=self.actor,
            at=datetime.now(JST),
            nonce=secrets.token_hex(16),
            facts=(*self._standing(), *action.plan(request)),
        )

    def _standing(self) -> tuple[Fact, ...]:
        """What every plan states: who acts, how we know, and by which text of contract.toml it is judged."""
        return (self.entered_by, ContractVersion(digest=self.edition, text="")) if self.edition else (self.entered_by,)

    def judge(self, plan: Plan, approvals: Sequence[Approval] = ()) -> Decision:
        """What the contract says of a plan now, without doing or recording anything.

        ``approvals`` are those whose signature was verified; the ledger voids what was revoked or used.
        """
        return judge(self.profile, self.contract, plan, self._in_force(approvals), at=datetime.now(JST))

    def perform(
        self, action: Action[Q, R], request: Q, *, plan: Plan | None = None, approvals: Sequence[Approval] = ()
    ) -> Performed[R]:
        """Do what an action plans, if every rule of the contract allows it.

        A ``plan`` made before (and approved since) is judged as it is; the act refuses to run if the world has changed.

        Raises:
            PolicyDenied: ``policy.denied``; the ``decision`` field holds every finding with its article. Nothing was
                touched and the refusal is recorded.
            IntegrityError: ``plan.not-yours``: made for another act, by another person, or under another contract.
            SafehandleError: whatever the act raised; it is recorded as failed.
        """
        plan = plan or self.plan(action, request)
        if (plan.verb, plan.contract, plan.actor) != (action.verb, self.contract.ident, self.actor):
            raise IntegrityError("plan.not-yours", verb=plan.verb, contract=plan.contract, actor=plan.actor)
        attempts = _Attempts(self, plan, self._in_force(approvals))
        permit = Permit(plan_digest=plan.digest(), intent=attempts.begin(), attempts=attempts)
        try:
            result = action.run(request, plan, permit)
        except BaseException as error:
            attempts.fail(_code(error), getattr(error, "facts", ()))
            raise
        self.ledger.append(Done(intent=permit.intent, facts=result.facts))
        return Performed(entry=permit.intent, result=result)

    def _begin(self, plan: Plan, approvals: tuple[Approval, ...]) -> int:
        """Judge, and record the intent or the refusal."""
        decision = judge(self.profile, self.contract, plan, approvals, at=datetime.now(JST))
        kind = Intent if decision.allowed else Refused
        # The intent is on disk before the world changes: a crash leaves an open intent behind, never an act that
        # nobody wrote down.
        number = self.ledger.append(
            kind(plan=plan, decision=decision, approvals=approvals, signature=self._signature(plan))
        )
        if not decision.allowed:
            raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)
        return number

    def _signature(self, plan: Plan) -> str:
        return self._sign(plan.digest().encode()) if self._sign else ""

    def _in_force(self, approvals: Sequence[Approval]) -> tuple[Approval, ...]:
        return voided(approvals, self._about_approvals()) if approvals else ()

    def _about_approvals(self) -> Iterator[Record]:
        for entry in self.ledger.entries():
            if b'"approvals":[{' in entry.body or b'"approval-revoked"' in entry.body:
                yield entry.record


@dataclass(slots=True)
class _Attempts:
    """The attempts of one act. Each has an intent of its own, and an outcome; approvals count for all of them."""

    office: Office
    plan: Plan
    approvals: tuple[Approval, ...]
    under_way: int | None = None

    def begin(self) -> int:
        self.under_way = self.office._begin(self.plan, self.approvals)  # noqa: SLF001 - one door, in two parts
        return self.under_way

    def fail(self, code: str, facts: tuple[Fact, ...] = (), /) -> None:
        """Record the outcome, once: nothing is under way between two attempts."""
        if self.under_way is not None:
            self.office.ledger.append(Failed(intent=self.under_way, code=code, facts=facts))
            self.under_way = None


def _code(error: BaseException) -> str:
    if isinstance(error, SafehandleError):
        return error.code
    return "interrupted" if isinstance(error, KeyboardInterrupt) else f"unexpected.{type(error).__name__}"
