"""Checking a whole ledger: pure, from a stream of entries; it opens nothing and skips nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from safehandle.errors import IntegrityError
from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import Entry
from safehandle.ledger.examining import BLOCK, Findings, HandedOut, Problem, examine
from safehandle.ledger.restoring import Restoring, explaining
from safehandle.ledger.tree import Frontier


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a verification found. ``held`` are the checkpoints that it was checked against, each with its verdict.

    ``abandoned`` are those of them that do not agree because they were lost with what a restored back-up lacks, with
    the restoring that names them; ``restorings`` are all that are recorded.
    ``signed`` are the entries that who acted signed; :func:`~safehandle.ledger.signatures.check_signatures` checks how.
    """

    size: int
    root: bytes
    problems: tuple[Problem, ...]
    held: tuple[tuple[Checkpoint, bool], ...]
    handed_out: tuple[HandedOut, ...]
    open_intents: tuple[int, ...]
    redacted: tuple[int, ...]
    signed: tuple[int, ...] = ()
    restorings: tuple[Restoring, ...] = ()
    abandoned: tuple[tuple[Checkpoint, Restoring], ...] = ()

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
    return conclude([examine(entries, 0, [state.size for state in held])], head=head, held=held, blocks=blocks)


def conclude(
    findings: Sequence[Findings],
    *,
    head: Frontier | None = None,
    held: Sequence[Checkpoint] = (),
    blocks: Sequence[bytes] = (),
) -> Report:
    """Put together what was found in consecutive runs of entries; see :func:`verify`."""
    frontier, roots = Frontier(), {0: Frontier().root}
    found: list[bytes] = []
    problems: list[Problem] = []
    pending: dict[int, None] = {}
    for run in findings:
        if run.start != frontier.size:
            raise ValueError("the runs are not consecutive")
        _grow(frontier, run, roots, [state.size for state in held])
        found += run.blocks
        problems += [*run.problems, *_orphans(run, pending)]
        pending.update(run.open)
    redacted = [number for run in findings for number in run.redacted]
    explained = {number for run in findings for number in run.explained}
    verdicts = tuple((state, roots.get(state.size) == state.root) for state in held)
    told = tuple(restoring for run in findings for restoring in run.restorings)
    lost = [number for run in findings for number in run.lost]
    strange = [(state, explaining(state, told, lost)) for state, holds in verdicts if not holds]
    problems = [
        *_compare(frontier, found, head, blocks),
        *problems,
        *(_about("ledger.private-missing", number) for number in redacted if number not in explained),
        *(_broken(state, frontier.size) for state, restoring in strange if restoring is None),
    ]
    return Report(
        size=frontier.size,
        root=frontier.root,
        problems=tuple(problems),
        held=verdicts,
        handed_out=tuple(handed for run in findings for handed in run.handed_out),
        open_intents=tuple(pending),
        redacted=tuple(redacted),
        signed=tuple(number for run in findings for number in run.signed),
        restorings=told,
        abandoned=tuple((state, restoring) for state, restoring in strange if restoring),
    )


def _grow(frontier: Frontier, run: Findings, roots: dict[int, bytes], sizes: Sequence[int]) -> None:
    """Add a run to the tree, and note the root at each of the sizes that it passes."""
    wanted: dict[int, list[int]] = {}
    for size in sizes:
        wanted.setdefault(size // BLOCK, []).append(size)
    for index in range(run.start // BLOCK, run.start // BLOCK + len(run.blocks) + 1):
        for size in wanted.get(index, ()):
            if size == frontier.size or size in run.cuts:
                cut = Frontier(frontier.size, (peak for _, _, peak in frontier.peaks()))
                cut.extend(run.cuts.get(size, ()))
                roots[size] = cut.root
        if index < run.start // BLOCK + len(run.blocks):
            frontier.add_block(run.blocks[index - run.start // BLOCK])
    frontier.extend(run.tail)
    roots[frontier.size] = frontier.root


def _orphans(run: Findings, pending: dict[int, None]) -> Iterator[Problem]:
    for number, intent in run.closed:
        if pending.pop(intent, 0) is not None:
            yield _about("ledger.outcome-without-intent", number)


def _about(code: str, number: int) -> Problem:
    return Problem(code=code, start=number, end=number + 1)


def _compare(
    frontier: Frontier, found: Sequence[bytes], head: Frontier | None, blocks: Sequence[bytes]
) -> Iterator[Problem]:
    if head is None:
        return
    if frontier.size < head.size:
        yield Problem(code="ledger.tail-missing", start=frontier.size, end=head.size)
    elif frontier.size > head.size:
        yield Problem(code="ledger.head-damaged", start=head.size, end=frontier.size)
    elif frontier.root != head.root or list(blocks) != list(found[: len(blocks)]):
        yield _placed(frontier, found, head, blocks)


def _placed(frontier: Frontier, found: Sequence[bytes], head: Frontier, blocks: Sequence[bytes]) -> Problem:
    for index, (stored, ours) in enumerate(zip(blocks, found, strict=False)):
        if stored != ours:
            return Problem(code="ledger.entries-altered", start=index * BLOCK, end=(index + 1) * BLOCK)
    for (start, end, stored), (_, _, ours) in zip(head.peaks(), frontier.peaks(), strict=True):
        if stored != ours:
            return Problem(code="ledger.entries-altered", start=start, end=end)
    return Problem(code="ledger.head-damaged", start=0, end=head.size)


def _broken(checkpoint: Checkpoint, size: int) -> Problem:
    if checkpoint.size > size:
        return Problem(code="ledger.truncated", start=size, end=checkpoint.size)
    return Problem(code="ledger.rewritten", start=0, end=checkpoint.size)
