"""ledger-timestamp: have an authority vouch for checkpoints that were handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from safehandle.errors import IntegrityError, SafehandleError
from safehandle.files import whole_file
from safehandle.model import Fact, Permit, Plan, Timestamped


class Stamp(Protocol):
    """The authority's verified answer."""

    @property
    def at(self) -> datetime: ...
    @property
    def token(self) -> bytes: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A checkpoint to be stamped: its text and state, and where the authority's answer is to lie."""

    text: str
    size: int
    root: str
    answer: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TimestampRequest:
    """The checkpoints, oldest first, and the authority's URL."""

    pending: tuple[Pending, ...]
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimestampedCheckpoints:
    """What was stamped. ``problem`` says why the rest was not: it stays in the queue."""

    facts: tuple[Fact, ...]
    problem: SafehandleError | None = None


@dataclass(frozen=True, slots=True)
class LedgerTimestamp:
    """The verb. ``stamp`` asks the authority about one checkpoint's text, and checks its answer."""

    stamp: Callable[[str], Stamp]

    @property
    def verb(self) -> str:
        return "ledger-timestamp"

    def plan(self, request: TimestampRequest) -> tuple[Fact, ...]:
        return tuple(
            Timestamped(size=one.size, root=one.root, at="", authority=request.authority, token="")
            for one in request.pending
        )

    def run(self, request: TimestampRequest, plan: Plan, permit: Permit) -> TimestampedCheckpoints:  # noqa: ARG002
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        facts: list[Fact] = []
        for one in request.pending:
            try:
                stamp = self.stamp(one.text)
            except SafehandleError as problem:
                if not facts:
                    raise
                return TimestampedCheckpoints(facts=tuple(facts), problem=problem)
            with whole_file(one.answer) as file:
                file.write(stamp.token)
            facts.append(
                Timestamped(
                    size=one.size,
                    root=one.root,
                    at=stamp.at.isoformat(),
                    authority=request.authority,
                    token=stamp.digest,
                )
            )
        return TimestampedCheckpoints(facts=tuple(facts))
