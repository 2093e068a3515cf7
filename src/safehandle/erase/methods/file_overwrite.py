"""Overwriting files and folders in place, reading them back from the device, and removing their names."""

from __future__ import annotations

import hashlib
import itertools
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from safehandle.erase import keystream
from safehandle.erase.batch import Batch, Work
from safehandle.erase.fault import fault_of, printable
from safehandle.erase.finding import Found, folder
from safehandle.erase.ground import Ground
from safehandle.erase.method import Assessment, Order, Outcome
from safehandle.erase.removal import remove_folder, remove_link
from safehandle.erase.residuals import counted, file_level
from safehandle.erase.step import chosen
from safehandle.erase.surveying import Survey, Surveyed
from safehandle.files.listing import Kind
from safehandle.model.erasure import ErasedFile, Level, Status, Step, Unchecked, Verification


@dataclass(frozen=True, slots=True)
class FileOverwrite:
    name: str = "file-overwrite"
    what: str = "files"
    technique: str = "overwrite"

    def assess(self, subject: Survey, order: Order, /) -> Assessment:
        cleared = {ident: _clears(ground, order.steps) for ident, ground in subject.grounds.items()}
        erasable = [item for item in subject.items if not item.refusals]
        levels = [file_level(_staying(item, cleared)) for item in erasable]
        return Assessment(
            level=min(levels, key=list(Level).index, default=Level.NONE),
            residuals=counted(code for item in erasable for code in _staying(item, cleared)),
            refusals=_refusals(subject, order, erasable),
            left_out=len(subject.refused),
        )

    def erase(self, subject: Survey, order: Order, outcome: Outcome, /) -> None:
        outcome.salt = secrets.token_hex(16)
        outcome.file_systems = tuple(sorted({ground.kind for ground in subject.grounds.values()}))
        outcome.unchecked += [*subject.unchecked, *_untouched(subject)]
        with ExitStack() as open_folders:
            anchors = {ident: open_folders.enter_context(folder(path)) for ident, path in _anchors(subject)}
            work = _Erasing(subject, order, outcome)
            try:
                work.run()
                cleared = _run_steps(subject, order, outcome, anchors)
            finally:
                work.settle()
        erased = [item for item in subject.items if not item.refusals]
        levels = [file_level(_staying(item, cleared)) for item in erased]
        faults = [file.fault for file in outcome.files] + [step.fault for step in outcome.steps]
        whole = not any(faults) and not subject.refused
        outcome.residuals = counted(code for item in erased for code in _staying(item, cleared))
        outcome.reached = min(levels, key=list(Level).index, default=Level.NONE)
        outcome.status = Status.COMPLETE if whole and outcome.verification.complete else Status.INCOMPLETE


class _Erasing:
    """One tree under way: files in batches, then their folder, from the deepest up."""

    def __init__(self, subject: Survey, order: Order, outcome: Outcome) -> None:
        self._subject, self._order, self._outcome = subject, order, outcome
        self._stream_seed = keystream.new_seed()
        self._done = 0  # bytes of keystream used so far
        self._extent = self._from_device = self._differing = 0
        self._noted: set[str] = set()
        self._folders = {item.found.path: item.found for item in subject.items if item.found.kind is Kind.FOLDER}

    def run(self) -> None:
        work = (item for item in self._subject.items if not item.refusals)
        for (parent, kind), group in itertools.groupby(work, lambda item: (_parent(item), item.found.kind)):
            self._group(parent, kind, list(group))

    def _group(self, parent: str, kind: Kind, items: list[Surveyed]) -> None:
        try:
            with folder(parent) as descriptor:
                expected = self._folders.get(parent)
                if expected is not None and not expected.same(os.fstat(descriptor)):
                    self._fault(items, "changed")
                elif kind is Kind.FILE:
                    self._files(descriptor, items)
                else:
                    self._names(descriptor, items)
        except OSError as error:
            self._fault(items, fault_of(error))

    def _files(self, descriptor: int, items: list[Surveyed]) -> None:
        for some in _portions(items):
            batch = Batch(descriptor, self._stream_seed, self._done, self._order.progress)
            for item in some:
                ground = self._subject.grounds[item.found.mount]
                batch.write(item.found, settle="journal-content" in item.residuals, in_memory=ground.in_memory)
            for work in batch.finish():
                self._record(work)
            self._done = batch.used

    def _record(self, work: Work) -> None:
        self._extent += work.extent
        self._from_device += work.from_device
        self._differing += work.differing
        self._outcome.bytes_written += work.written
        self._note(work.found, work.fault, overwritten=work.written, read_back=work.from_device)

    def _names(self, descriptor: int, items: list[Surveyed]) -> None:
        for item in items:
            remove = remove_folder if item.found.kind is Kind.FOLDER else remove_link
            self._note(item.found, remove(descriptor, item.found))
        os.fsync(descriptor)

    def _fault(self, items: list[Surveyed], fault: str) -> None:
        for item in items:
            self._note(item.found, fault)

    def _note(self, found: Found, fault: str, *, overwritten: int = 0, read_back: int = 0) -> None:
        outcome, raw = self._outcome, os.fsencode(found.path)
        self._noted.add(found.path)
        outcome.files.append(
            ErasedFile(
                name_sha256=hashlib.sha256(outcome.salt.encode() + raw).hexdigest(),
                kind=str(found.kind),
                size=found.size if found.kind is Kind.FILE else 0,
                overwritten=overwritten,
                read_back=read_back,
                fault=fault,
                path=printable(found.path),
            )
        )
        if found.kind is Kind.LINK and not fault:
            outcome.unchecked.append(Unchecked(reason="link-target", path=printable(found.path)))

    def settle(self) -> None:
        """Put what was verified so far into the outcome, and name what was not reached."""
        missed = [item for item in self._subject.items if not item.refusals and item.found.path not in self._noted]
        self._fault(missed, "not-reached")
        self._outcome.verification = Verification(
            means="read-back", extent=self._extent, from_device=self._from_device, differing=self._differing
        )


def _run_steps(subject: Survey, order: Order, outcome: Outcome, anchors: dict[int, int]) -> dict[int, frozenset[str]]:
    """Run the steps that were asked for on every file system. Returns what they removed, by the mount's number."""
    cleared: dict[int, frozenset[str]] = dict.fromkeys(subject.grounds, frozenset())
    for step, (ident, anchor) in itertools.product(chosen(order.steps), anchors.items()):
        ground = subject.grounds[ident]
        try:
            done = step.run(ground, anchor, order.progress)
        except OSError as error:
            outcome.steps.append(Step(name=step.name, fault=fault_of(error)))
        else:
            cleared[ident] |= step.clears(ground)
            outcome.steps.append(Step(name=step.name, done=done, cleared=tuple(sorted(step.clears(ground)))))
    return cleared


def _refusals(subject: Survey, order: Order, erasable: list[Surveyed]) -> tuple[str, ...]:
    if not erasable:
        return ("nothing-erasable",)
    fit = all(step.fits(ground) for step in chosen(order.steps) for ground in subject.grounds.values())
    return () if fit else ("step-unfit",)


def _clears(ground: Ground, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(step.clears(ground) for step in chosen(names)))


def _staying(item: Surveyed, cleared: dict[int, frozenset[str]]) -> tuple[str, ...]:
    return tuple(code for code in item.residuals if code not in cleared.get(item.found.mount, frozenset()))


def _untouched(subject: Survey) -> Iterator[Unchecked]:
    for item in subject.refused:
        for reason in item.refusals:
            yield Unchecked(reason=reason, path=printable(item.found.path))


def _anchors(subject: Survey) -> Iterator[tuple[int, str]]:
    """For every mount, a folder on it that stays."""
    for ident, group in itertools.groupby(subject.items, lambda item: item.found.mount):
        paths = [path for item in group for path in subject.paths if _lies_in(item.found.path, path)]
        if any(not item.refusals for item in subject.items if item.found.mount == ident):
            yield ident, paths[0].rpartition("/")[0] or "/"


def _lies_in(path: str, given: str) -> bool:
    return path == given or path.startswith(given.rstrip("/") + "/")


def _parent(item: Surveyed) -> str:
    return item.found.path.rpartition("/")[0] or "/"


def _portions(items: list[Surveyed]) -> Iterator[list[Surveyed]]:
    """Portions that are flushed together: at most 64 files and 64 MiB, or one larger file."""
    portion: list[Surveyed] = []
    size = 0
    for item in items:
        if portion and (len(portion) >= 64 or size + item.found.size > 64 << 20):
            yield portion
            portion, size = [], 0
        portion.append(item)
        size += item.found.size
    if portion:
        yield portion


METHOD = FileOverwrite()
