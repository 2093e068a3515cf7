"""The ledger of one contract: what was intended, refused, done and failed, in an order nobody can change unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from safehandle.errors import InputError, IntegrityError, SafehandleError
from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import JST, Entry, encode
from safehandle.ledger.examining import HandedOut, handouts
from safehandle.ledger.guard import Memory, missing
from safehandle.ledger.halves import examine_store
from safehandle.ledger.proofs import consistency_path, inclusion_path, root_at, verify_consistency, verify_inclusion
from safehandle.ledger.restoring import LOST_CODE, LOST_VERB
from safehandle.ledger.store import Store, open_store
from safehandle.ledger.tree import STORED_LEVELS, Frontier, leaf_hash
from safehandle.ledger.verifying import Report, conclude
from safehandle.model import Decision, Failed, Intent, Plan, Record


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Shows that ``entry`` is in the tree of ``checkpoint``: the hashes beside the way from its leaf to the root."""

    entry: Entry
    checkpoint: Checkpoint
    path: tuple[bytes, ...] = field(repr=False)


def open_ledger(
    location: str | Path,
    origin: str,
    *,
    create: bool = False,
    known: Iterable[Checkpoint] = (),
    memory: Path | None = None,
) -> Ledger:
    """Open the ledger at a path or URL. ``origin`` names a new one; an existing one must be of the same contract.

    ``known`` are states that it was in; ``memory`` is a folder in which the last state seen is remembered. Appending to
    a ledger that does not begin with all of them is refused.

    Raises:
        InputError: ``ledger.missing``, ``ledger.not-a-ledger``, ``ledger.newer-version``, ``ledger.network-drive``.
        IntegrityError: ``ledger.other-origin``.
        OutputError: ``ledger.not-writable``.
        RemoteError: ``ledger.unreachable``.
    """
    store = open_store(str(location), origin, create=create)
    return Ledger(store, location=str(location), known=known, memory=Memory(memory) if memory else None)


class Ledger:
    """An open ledger; use it in a ``with`` block or call :meth:`close`. Numbers count entries from 0."""

    def __init__(
        self, store: Store, *, location: str, known: Iterable[Checkpoint] = (), memory: Memory | None = None
    ) -> None:
        self._store = store
        self._location = location
        self._memory = memory
        self._unchecked = tuple(known)
        if memory:
            with suppress(SafehandleError):  # a damaged ledger can be opened; its verification says what is wrong
                seen = memory.recall(self.at(1)) if self.head().size else None
                self._unchecked += (seen,) if seen else ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        try:
            with suppress(SafehandleError):  # a server that is away, a file that is damaged: that was told before
                self._remember()
        finally:
            self._store.close()

    def _remember(self) -> None:
        head = self.head()
        if self._memory and head.size and not self._unchecked:
            self._memory.remember(self.at(1), head)

    def missing(self, known: Iterable[Checkpoint] = ()) -> tuple[Checkpoint, ...]:
        """States that this ledger is known to have been in and does not begin with: it was set back, or rewritten.

        ``known`` are looked for beside those that it was opened with. None is named that a recorded restoring names.
        """
        return missing(self, dict.fromkeys((*self._unchecked, *known)))

    def excuse(self) -> None:
        """Let appending go on although something is missing; whoever calls this records why."""
        self._unchecked = ()

    def skip(self, plan: Plan, size: int) -> None:
        """Fill the numbers below ``size``: each pair of entries says that what had these numbers is lost.

        A number that was used once is never given to another act.
        """
        lost = replace(plan, verb=LOST_VERB, facts=())
        standing = Decision(profile="", findings=())
        while self.head().size < size:
            self.append(Failed(intent=self.append(Intent(plan=lost, decision=standing)), code=LOST_CODE))

    def _demand_known(self) -> None:
        if not self._unchecked:
            return
        if gone := self.missing():
            largest = max(gone, key=lambda state: state.size)
            raise IntegrityError("ledger.rolled-back", size=self.head().size, known=largest.size)
        self._unchecked = ()

    @property
    def origin(self) -> str:
        """The log's name in checkpoints."""
        return self._store.origin

    @property
    def location(self) -> str:
        """Where it lies: a path or a URL."""
        return self._location

    def append(self, record: Record) -> int:
        """Record, and return the entry's number; it is on the disk when this returns.

        Raises:
            InputError: ``ledger.entry-too-large`` or ``ledger.not-recordable``.
            IntegrityError: ``ledger.head-damaged``, ``ledger.rolled-back``.
            OutputError: ``ledger.no-space`` or ``ledger.not-writable``.
            RemoteError: ``ledger.unreachable``.
        """
        self._demand_known()
        return self._store.append(encode(record, datetime.now(JST)))

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[Entry]:
        """The entries from ``start`` up to ``end`` in order.

        Raises:
            IntegrityError: ``ledger.entry-missing``: a number between them is not there.
        """
        expected = start
        for entry in self._store.entries(start, end):
            if entry.number != expected:
                raise IntegrityError("ledger.entry-missing", number=expected, last=entry.number - 1)
            expected += 1
            yield entry

    def entry(self, number: int) -> Entry:
        """One entry.

        Raises:
            InputError: ``ledger.no-such-entry``.
        """
        found = next(self._store.entries(number, number + 1), None) if number >= 0 else None
        if found is None:
            raise InputError("ledger.no-such-entry", number=number, size=self.head().size)
        return found

    def redact(self, number: int) -> None:
        """Erase an entry's private part for good. The entry that records why is the caller's to write."""
        self.entry(number)
        self._store.redact(number)

    def head(self) -> Checkpoint:
        """The tree as it is now: how many entries, and the root."""
        return self._at(self._store.head())

    def _at(self, frontier: Frontier) -> Checkpoint:
        return Checkpoint(self.origin, frontier.size, frontier.root)

    def at(self, size: int) -> Checkpoint:
        """The tree as it was at ``size`` entries.

        Raises:
            InputError: ``ledger.no-such-entry``.
            IntegrityError: ``ledger.tree-damaged``.
        """
        if not 0 <= size <= self._store.head().size:
            raise InputError("ledger.no-such-entry", number=size, size=self._store.head().size)
        with self._whole_tree(size):
            return Checkpoint(self.origin, size, root_at(self._store.nodes, size))

    @contextmanager
    def _whole_tree(self, size: int) -> Iterator[None]:
        try:
            yield
        except LookupError:
            raise IntegrityError("ledger.tree-damaged", size=size) from None

    def snapshot(self) -> AbstractContextManager[None]:
        """Inside it, everything read belongs to one state of the ledger, whatever others append."""
        return self._store.snapshot()

    def open_intents(self) -> tuple[Entry, ...]:
        """The intents without an outcome: acts that go on now, or that were cut off."""
        pending: dict[int, Entry] = {}
        for entry in self.entries():
            head = entry.head
            if head.kind == b"intent":
                pending[entry.number] = entry
            elif head.intent is not None:
                pending.pop(head.intent, None)
        return tuple(pending.values())

    def handed_out(self) -> tuple[HandedOut, ...]:
        """Which checkpoints were handed out and to whom, as the entries tell."""
        return tuple(handed for entry in self.entries() for handed in handouts(entry))

    def verify(self, held: Sequence[Checkpoint] = ()) -> Report:
        """Check every entry, the stored tree, and the checkpoints that somebody held.

        Raises:
            IntegrityError: ``ledger.head-damaged`` or ``ledger.file-damaged``: it cannot even be read.
        """
        with self.snapshot():
            return self.verify_here(held)

    def verify_here(self, held: Sequence[Checkpoint] = ()) -> Report:
        """:meth:`verify` for who is inside a :meth:`snapshot` already."""
        head = self._store.head()
        blocks = self._store.nodes(STORED_LEVELS, 0, head.size >> STORED_LEVELS)
        findings = examine_store(self._store, self._location, head.size, [state.size for state in held])
        return conclude(findings, head=head, held=held, blocks=blocks)

    def prove(self, number: int, checkpoint: Checkpoint | None = None) -> Inclusion:
        """Prove that an entry is in the tree of a checkpoint, or in the tree as it is now.

        Raises:
            InputError: ``ledger.no-such-entry``.
            IntegrityError: ``ledger.tree-damaged``: entries or stored nodes do not give the stored root.
        """
        with self.snapshot():
            entry, checkpoint = self.entry(number), checkpoint or self.head()
            if number >= checkpoint.size:
                raise InputError("ledger.no-such-entry", number=number, size=checkpoint.size)
            with self._whole_tree(checkpoint.size):
                path = inclusion_path(self._store.nodes, number, checkpoint.size)
        if not verify_inclusion(leaf_hash(entry.body), number, checkpoint.size, path, checkpoint.root):
            raise IntegrityError("ledger.tree-damaged", size=checkpoint.size)
        return Inclusion(entry, checkpoint, path)

    def consistency(self, old: Checkpoint, new: Checkpoint | None = None) -> tuple[Checkpoint, tuple[bytes, ...]]:
        """Prove that the ledger as it is now (or as it was at ``new``) begins with what ``old`` is a checkpoint of.

        Returns the newer checkpoint and the proof between the two.

        Raises:
            InputError: ``ledger.nothing-to-prove``: ``old`` is of an empty ledger.
            IntegrityError: ``ledger.truncated`` or ``ledger.rewritten``: it does not begin so.
        """
        with self.snapshot():
            new = new or self.head()
            if old.size == 0:
                raise InputError("ledger.nothing-to-prove")
            if old.size > new.size:
                raise IntegrityError("ledger.truncated", number=new.size, last=old.size - 1)
            with self._whole_tree(new.size):
                path = consistency_path(self._store.nodes, old.size, new.size)
        if not verify_consistency(old.size, new.size, path, old.root, new.root):
            raise IntegrityError("ledger.rewritten", number=0, last=old.size - 1)
        return new, path
