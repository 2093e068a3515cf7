"""ledger-restore: say that the ledger was restored from a back-up, and let no number be used a second time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from safehandle.errors import IntegrityError, UsageError
from safehandle.model import Abandoned, Fact, Permit, Plan, Restored


class State(Protocol):
    """The ledger at one size."""

    @property
    def size(self) -> int: ...
    @property
    def root(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRequest:
    """The back-up's size, why, and the states that were signed or seen and are lost: each is named in the entry."""

    size: int
    lost: Sequence[State]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredLedger:
    """Appending goes on after the last number that was ever used."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LedgerRestore:
    """The verb. ``skip`` fills the numbers up to the one given with entries that say so."""

    skip: Callable[[Plan, int], None]

    @property
    def verb(self) -> str:
        return "ledger-restore"

    def plan(self, request: RestoreRequest) -> tuple[Fact, ...]:
        if not request.lost:
            raise UsageError("ledger.nothing-to-restore")
        largest, *others = sorted(request.lost, key=lambda state: state.size, reverse=True)
        restored = Restored(size=request.size, known=largest.size, root=largest.root.hex(), reason=request.reason)
        return (restored, *(Abandoned(size=state.size, root=state.root.hex()) for state in others))

    def run(self, request: RestoreRequest, plan: Plan, permit: Permit) -> RestoredLedger:  # noqa: ARG002
        facts = self.plan(request)
        if not plan.covers(facts):
            raise IntegrityError("plan.changed")
        (restored,) = plan.of(Restored)
        self.skip(plan, restored.known)
        return RestoredLedger(facts=facts)
