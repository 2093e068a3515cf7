"""ledger-export: copy the whole ledger to another place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from safehandle.model import Fact, LedgerCopy, Permit, Plan


class State(Protocol):
    """The ledger at one size."""

    @property
    def origin(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def root(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was copied: the intent to copy it is the last entry there."""

    state: State
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LedgerExport:
    """The verb; the request is the place. ``head`` tells the ledger's state, ``copy`` copies it to a place."""

    head: Callable[[], State]
    copy: Callable[[str], State]

    @property
    def verb(self) -> str:
        return "ledger-export"

    def plan(self, request: str) -> tuple[Fact, ...]:
        state = self.head()
        return (LedgerCopy(size=state.size, root=state.root.hex(), place=request),)

    def run(self, request: str, plan: Plan, permit: Permit) -> Exported:  # noqa: ARG002
        copied = self.copy(request)
        return Exported(state=copied, facts=(LedgerCopy(size=copied.size, root=copied.root.hex(), place=request),))
