"""What the ledger records: a closed union of four, and what an action must offer to be performed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from safehandle.model.approval import Approval
from safehandle.model.decision import Decision
from safehandle.model.facts import Fact
from safehandle.model.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """An allowed plan, written before anything is touched.

    ``signature`` is the actor's own over the plan's digest, where their key showed who acts (docs/spec/ledger.md).
    """

    plan: Plan
    decision: Decision
    approvals: tuple[Approval, ...] = ()
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A plan that an article forbids. Nothing was touched. ``signature`` is as in :class:`Intent`."""

    plan: Plan
    decision: Decision
    approvals: tuple[Approval, ...] = ()
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The act of entry ``intent`` succeeded, with these facts."""

    intent: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The act of entry ``intent`` did not succeed; ``code`` is the error's, ``facts`` what was done all the same."""

    intent: int
    code: str
    facts: tuple[Fact, ...] = ()


Record = Intent | Refused | Done | Failed

Progress = Callable[[int], None]
"""Called with the number of bytes done since the last call."""


class Attempting(Protocol):
    """Records the attempts of one act that may be tried again."""

    def fail(self, code: str, facts: tuple[Fact, ...] = (), /) -> None: ...
    def begin(self) -> int: ...


@dataclass(slots=True, kw_only=True)
class Permit:
    """Shows that the office allowed and recorded a plan. Only the office makes one.

    ``intent`` is the entry of the attempt that is under way; most acts make one attempt and fail with it.
    """

    plan_digest: str
    intent: int
    attempts: Attempting | None = None

    def failed(self, code: str, facts: tuple[Fact, ...] = ()) -> None:
        """The attempt failed with this code, and there will be another: :meth:`again` follows."""
        if self.attempts is not None:
            self.attempts.fail(code, facts)

    def again(self) -> None:
        """Another attempt at the same plan begins: it is judged and recorded as the first one was.

        Raises:
            PolicyDenied: ``policy.denied``: what was allowed before is so no more.
        """
        if self.attempts is not None:
            self.intent = self.attempts.begin()


class Result(Protocol):
    """What an act gives back: at least the facts that go into the ledger."""

    @property
    def facts(self) -> tuple[Fact, ...]: ...


Q_contra = TypeVar("Q_contra", contravariant=True)
R_co = TypeVar("R_co", bound=Result, covariant=True)


class Action(Protocol[Q_contra, R_co]):
    """One verb."""

    @property
    def verb(self) -> str: ...

    def plan(self, request: Q_contra, /) -> tuple[Fact, ...]:
        """Look, touch nothing; say as facts what :meth:`run` would do."""

    def run(self, request: Q_contra, plan: Plan, permit: Permit, /) -> R_co:
        """Do exactly the plan. Raise if the world no longer matches it."""
