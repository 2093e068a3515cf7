"""Overwriting a whole medium with keystream, and reading all of it back from the device."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from safehandle.erase import direct, journal, linux
from safehandle.erase import medium as media
from safehandle.erase.clock import JST
from safehandle.erase.exclusive import opened, require_same
from safehandle.erase.medium import Medium
from safehandle.erase.method import Assessment, Order, Outcome
from safehandle.erase.residuals import counted
from safehandle.errors import ErasureError, UsageError
from safehandle.model.erasure import Level, Status, Verification

EVERY = 256 << 20
"""After so many bytes the device is flushed and the journal marked."""
MOST_SKIPPED = 64 << 20
"""A medium that refuses more than this is broken; going on only takes time."""


@dataclass(frozen=True, slots=True)
class MediaOverwrite:
    name: str = "media-overwrite"
    what: str = "medium"
    technique: str = "overwrite"

    def assess(self, subject: Medium, _order: Order, /) -> Assessment:
        return Assessment(
            level=Level.NONE if subject.refusals else Level.CLEAR,
            residuals=counted(beneath(subject)),
            refusals=subject.refusals,
        )

    def erase(self, subject: Medium, order: Order, outcome: Outcome, /) -> None:
        if order.journal is None:
            raise UsageError("erase.journal-needed")
        outcome.medium, outcome.range_end = subject.identity, subject.identity.capacity
        outcome.smart_before = subject.smart
        outcome.residuals = counted([*beneath(subject), "unwritten-range"])  # until all of it is written and read back
        with opened(subject, order) as descriptor:
            job = _job(descriptor, subject, order)
            outcome.seed, outcome.resumed = job.seed.hex(), tuple(job.resumed)
            try:
                written = _write(descriptor, subject, order, job, outcome)
                checked = _verify(descriptor, subject, order, job, outcome)
            except OSError as error:
                raise ErasureError("erase.device-gone", reason=os.strerror(error.errno or 0)) from error
            job.end()
        outcome.smart_after = media.health(subject.path)
        whole = not written and not checked.skipped and outcome.verification.complete
        codes = [*beneath(subject), *([] if whole else ["unwritten-range"])]
        outcome.residuals = counted(codes)
        outcome.status = Status.COMPLETE if whole else Status.INCOMPLETE
        outcome.reached = Level.CLEAR if whole else Level.NONE


def beneath(subject: Medium) -> Iterator[str]:
    """What writing through the interface does not reach on such a medium."""
    identity = subject.identity
    yield {"hdd": "remapped-sectors", "virtual": "unknown-device", "unknown": "unknown-device"}.get(
        identity.media_type, "flash"
    )
    if identity.hidden_area != "none" and identity.media_type == "hdd":
        yield "hidden-area" if identity.hidden_area == "unknown" else "hidden-area-present"


def _job(descriptor: int, subject: Medium, order: Order) -> journal.Job:
    """The job to go on with: the one that was cut off on this very medium, or a new one."""
    assert order.journal is not None  # noqa: S101 - checked by the caller
    found = None if order.fresh else journal.unfinished(order.journal, subject)
    if found is None:
        return journal.begin(order.journal, subject)
    # Media without serial numbers look alike: what was written before is what tells whether this is the one.
    for start in {0, max(0, found.offset - direct.CHUNK)} if found.offset else set():
        seen = direct.verify(descriptor, start, min(start + direct.CHUNK, found.offset), found.seed, lambda *_: None)
        if seen.differing:
            raise ErasureError("erase.journal-other-device", path=str(found.path))
    found.resume(datetime.now(JST))
    return found


def _write(descriptor: int, subject: Medium, order: Order, job: journal.Job, outcome: Outcome) -> list[tuple[int, int]]:
    """Write from where the journal stands to the end. Returns all ranges that were skipped, in this run or before."""
    before, marked, told = list(job.skipped), job.offset, job.offset
    earlier = job.offset - sum(end - start for start, end in before)
    outcome.bytes_written, outcome.bytes_skipped = earlier, job.offset - earlier

    def tick(at: int, tally: direct.Tally) -> None:
        nonlocal marked, told
        outcome.bytes_written, outcome.bytes_retried = earlier + tally.done, tally.retried
        outcome.bytes_skipped = sum(end - start for start, end in before) + tally.skipped_bytes
        if at - marked >= EVERY or at == subject.identity.capacity:
            os.fdatasync(descriptor)
            job.mark(at, before + tally.skipped)
            marked = at
        if outcome.bytes_skipped > MOST_SKIPPED:
            raise ErasureError("erase.device-failing", skipped=outcome.bytes_skipped)
        order.progress(at - told)
        told = at

    tally = direct.write(descriptor, job.offset, subject.identity.capacity, job.seed, tick)
    os.fsync(descriptor)
    require_same(descriptor, subject)
    return before + tally.skipped


def _verify(descriptor: int, subject: Medium, order: Order, job: journal.Job, outcome: Outcome) -> direct.Tally:
    capacity, told = subject.identity.capacity, 0
    if linux.block_size64(descriptor) != capacity:
        raise ErasureError("erase.device-changed", device=subject.path)

    def tick(at: int, tally: direct.Tally) -> None:
        nonlocal told
        outcome.verification = Verification(
            means="read-back", extent=capacity, from_device=tally.done, differing=tally.differing
        )
        order.progress(at - told)
        told = at

    return direct.verify(descriptor, 0, capacity, job.seed, tick)


METHOD = MediaOverwrite()
