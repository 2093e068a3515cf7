"""ledger-import: go on with a ledger in the place that it was copied to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safehandle.actions.ledger_export import State
from safehandle.errors import IntegrityError
from safehandle.model import Fact, LedgerCopy, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was copied: the entries before the import's own."""

    state: State
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """The verb; the request is the place that the ledger comes from.

    It is copied when its first new entry is recorded, the intent to do this: so running only looks whether what lies
    before is what was planned. ``head`` tells the ledger's state, ``at`` the one at a size.
    """

    head: Callable[[], State]
    at: Callable[[int], State]

    @property
    def verb(self) -> str:
        return "ledger-import"

    def plan(self, request: str) -> tuple[Fact, ...]:
        state = self.head()
        return (LedgerCopy(size=state.size, root=state.root.hex(), place=request),)

    def run(self, request: str, plan: Plan, permit: Permit) -> Imported:  # noqa: ARG002
        (planned,) = plan.of(LedgerCopy)
        state = self.at(planned.size)
        if LedgerCopy(size=state.size, root=state.root.hex(), place=request) != planned:
            raise IntegrityError("plan.changed")
        return Imported(state=state, facts=(planned,))
