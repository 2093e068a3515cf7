"""Checking a whole ledger: pure, from a stream of entries; it opens nothing and skips nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice

from safehandle.errors import IntegrityError
from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import Entry
from safehandle.ledger.tree import STORED_LEVELS, Frontier, leaf_hash
from safehandle.model import Done, Failed, Handout, Redaction, Refused

_BLOCK = 1 << STORED_LEVELS
_REDACTION = b'"kind":"redaction"'
_HANDOUT = b'"kind":"handout"'  # in canonical JSON a quote inside a string is escaped: this is a fact, not a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that does not hold, as an error code; ``start`` up to ``end`` are the entries it is about."""

    code: str
    start: int
    end: int

    @property
    def fields(self) -> dict[str, object]:
        """What the code's message speaks of: the first entry and the last."""
        return {"number": self.start, "last": max(self.start, self.end - 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A checkpoint that was handed out, as entry ``number`` tells. ``to`` is empty where it was redacted."""

    number: int
    at: datetime
    size: int
    root: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a verification found. ``held`` are the checkpoints that it was checked against, each with its verdict."""

    size: int
    root: bytes
    problems: tuple[Problem, ...]
    held: tuple[tuple[Checkpoint, bool], ...]
    handed_out: tuple[HandedOut, ...]
    open_intents: tuple[int, ...]
    redacted: tuple[int, ...]

    @property
    def holds(self) -> bool:
        return not self.problems

    @property
    def last_handed_out(self) -> HandedOut | None:
        """The largest checkpoint that somebody else holds."""
        return max(self.handed_out, key=lambda handed: handed.size, default=None)

    @property
    def unprotected(self) -> int:
        """How many entries lie after the last checkpoint handed out: what only our own word stands for."""
        last = self.last_handed_out
        return self.size - min(last.size, self.size) if last else self.size

    def demand(self) -> None:
        """Raise IntegrityError with the code of the first problem, if there is one."""
        for problem in self.problems:
            raise IntegrityError(problem.code, **problem.fields)


def verify(
    entries: Iterable[Entry],
    *,
    head: Frontier | None = None,
    held: Sequence[Checkpoint] = (),
    blocks: Sequence[bytes] = (),
) -> Report:
    """Check entries from number 0 on against the stored ``head``, the checkpoints ``held``, and the stored ``blocks``.

    ``blocks`` are the stored nodes of level 8; with them an alteration is placed within 256 entries.
    """
    walk = _Walk()
    sizes = sorted({checkpoint.size for checkpoint in held})
    roots = {0: walk.frontier.root}
    stream = iter(entries)
    while chunk := list(islice(stream, walk.room(sizes))):
        walk.take(chunk)
        roots[walk.frontier.size] = walk.frontier.root
    problems = [*_compare(walk, head, blocks), *walk.problems, *walk.unexplained()]
    verdicts = tuple((checkpoint, roots.get(checkpoint.size) == checkpoint.root) for checkpoint in held)
    problems += [_broken(checkpoint, walk.frontier.size) for checkpoint, holds in verdicts if not holds]
    return Report(
        size=walk.frontier.size,
        root=walk.frontier.root,
        problems=tuple(problems),
        held=verdicts,
        handed_out=tuple(walk.handed_out),
        open_intents=tuple(walk.open),
        redacted=tuple(walk.redacted),
    )


class _Walk:
    """The state of one pass over the entries."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self.blocks: list[bytes] = []
        self.problems: list[Problem] = []
        self.open: dict[int, None] = {}
        self.redacted: list[int] = []
        self.explained: set[int] = set()
        self.handed_out: list[HandedOut] = []
        self._expected = 0

    def room(self, sizes: Sequence[int]) -> int:
        """How many entries to read next: up to the end of the block, or up to a checkpoint inside it."""
        size = self.frontier.size
        return min([_BLOCK - size % _BLOCK, *(stop - size for stop in sizes if stop > size)])

    def take(self, chunk: Sequence[Entry]) -> None:
        completed = self.frontier.extend([leaf_hash(entry.body) for entry in chunk])
        self.blocks += [node.hash for node in completed if node.level == STORED_LEVELS]
        for entry in chunk:
            if entry.number != self._expected:
                self.problems.append(Problem(code="ledger.entry-missing", start=self._expected, end=entry.number))
            self._expected = entry.number + 1
            try:
                self._look(entry)
            except IntegrityError as error:
                self.problems.append(Problem(code=error.code, start=entry.number, end=entry.number + 1))

    def _look(self, entry: Entry) -> None:
        head = entry.head
        if head.kind == b"intent":
            self.open[entry.number] = None
        elif head.intent is not None:
            if head.intent not in self.open:
                raise IntegrityError("ledger.outcome-without-intent")
            del self.open[head.intent]
            if _HANDOUT in entry.body:
                self.handed_out.extend(handouts(entry))
        if _REDACTION in entry.body:
            self.explained.update(_redactions(entry))
        if head.commitment is None:
            if entry.private is not None:
                raise IntegrityError("ledger.private-altered")
        elif entry.private is None:
            self.redacted.append(entry.number)
        elif sha256(entry.private).hexdigest().encode() != head.commitment:
            raise IntegrityError("ledger.private-altered")

    def unexplained(self) -> Iterator[Problem]:
        """Private parts that are gone although no entry says why."""
        for number in self.redacted:
            if number not in self.explained:
                yield Problem(code="ledger.private-missing", start=number, end=number + 1)


def handouts(entry: Entry) -> Iterator[HandedOut]:
    """The checkpoints that an entry says were handed out."""
    if entry.kind == "done" and _HANDOUT in entry.body:
        record = entry.record
        facts = record.facts if isinstance(record, Done) else ()
        for fact in facts:
            if isinstance(fact, Handout):
                yield HandedOut(number=entry.number, at=entry.at, size=fact.size, root=fact.root, to=fact.to)


def _redactions(entry: Entry) -> Iterator[int]:
    """The entries whose private part an entry says is erased. An intent counts: it may have been cut off after that."""
    record = entry.record
    facts = record.facts if isinstance(record, (Done, Failed)) else record.plan.facts
    if not isinstance(record, Refused):
        yield from (fact.entry for fact in facts if isinstance(fact, Redaction))


def _compare(walk: _Walk, head: Frontier | None, blocks: Sequence[bytes]) -> Iterator[Problem]:
    size = walk.frontier.size
    if head is None:
        return
    if size < head.size:
        yield Problem(code="ledger.tail-missing", start=size, end=head.size)
    elif size > head.size:
        yield Problem(code="ledger.head-damaged", start=head.size, end=size)
    elif walk.frontier.root != head.root or list(blocks) != walk.blocks[: len(blocks)]:
        yield _placed(walk, head, blocks)


def _placed(walk: _Walk, head: Frontier, blocks: Sequence[bytes]) -> Problem:
    for index, (stored, found) in enumerate(zip(blocks, walk.blocks, strict=False)):
        if stored != found:
            start = index * _BLOCK
            return Problem(code="ledger.entries-altered", start=start, end=start + _BLOCK)
    for (start, end, stored), (_, _, found) in zip(head.peaks(), walk.frontier.peaks(), strict=True):
        if stored != found:
            return Problem(code="ledger.entries-altered", start=start, end=end)
    return Problem(code="ledger.head-damaged", start=0, end=head.size)


def _broken(checkpoint: Checkpoint, size: int) -> Problem:
    if checkpoint.size > size:
        return Problem(code="ledger.truncated", start=size, end=checkpoint.size)
    return Problem(code="ledger.rewritten", start=0, end=checkpoint.size)
