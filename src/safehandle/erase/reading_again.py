"""Reading a medium again, later and by anybody, against the seed that its erasure report published. Writes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from safehandle.erase import direct, linux
from safehandle.erase import medium as media
from safehandle.errors import ErasureError, InputError, IntegrityError, SafehandleError
from safehandle.model import Progress
from safehandle.model.erasure import ErasureReport, MediumIdentity

_OVERWRITTEN = "media-overwrite"
_TRIAL = direct.CHUNK


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """What was found on the medium now. Sizes are in bytes, ``differing`` in whole pieces of 64 KiB.

    ``first`` is the offset of the first byte that is not the keystream's, None where all are. ``same_serial`` is None
    where the report or the medium as it is connected now has no serial number.
    """

    identity: MediumIdentity
    report: ErasureReport
    same_serial: bool | None
    read: int
    differing: int
    first: int | None
    unreadable: int
    unreadable_at: int | None

    @property
    def problem(self) -> SafehandleError | None:
        """Why this does not show the medium to be as the report says; None where it does."""
        if self.first is not None:
            return IntegrityError("erase.medium-differs", offset=self.first, count=self.differing)
        if self.unreadable_at is not None:
            return IntegrityError("erase.medium-unreadable", offset=self.unreadable_at, count=self.unreadable)
        if self.same_serial is False:
            told = self.report.medium.serial if self.report.medium else ""
            return IntegrityError("erase.medium-other-serial", found=self.identity.serial, told=told)
        return None


def read_again(path: str | os.PathLike[str], reports: Iterable[ErasureReport], progress: Progress) -> ReadAgain:
    """Compare the whole of a medium with the keystream of the report that is about it, past the page cache.

    The report is the one with the medium's serial number, else the one of its size whose keystream it begins with.
    ``progress`` is told bytes.

    Raises:
        InputError: ``erase.no-seed``: no report is about an overwritten medium; ``erase.read-platform`` on systems
            other than Linux; and as :func:`safehandle.erase.look_at_medium`.
        IntegrityError: ``erase.medium-not-told``: the reports are about media of other sizes.
        ErasureError: ``erase.device-gone``.
    """
    if not linux.available():
        raise InputError("erase.read-platform")
    told = [report for report in reports if report.method == _OVERWRITTEN and _seed(report)]
    if not told:
        raise InputError("erase.no-seed")
    medium = media.look(path)
    identity = medium.identity
    fitting = [one for one in told if (one.range_start, one.range_end) == (0, identity.capacity)]
    if not fitting or not identity.capacity:
        raise IntegrityError("erase.medium-not-told", size=identity.capacity, serial=medium.confirmation)
    with _opened(medium.path) as descriptor:
        report = _about(descriptor, identity, fitting)
        tally = _read(descriptor, identity.capacity, report, progress)
    return ReadAgain(
        identity=identity,
        report=report,
        same_serial=_same_serial(report, identity),
        read=tally.done,
        differing=tally.differing,
        first=tally.first,
        unreadable=tally.skipped_bytes,
        unreadable_at=tally.skipped[0][0] if tally.skipped else None,
    )


@contextmanager
def _opened(path: str) -> Iterator[int]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECT | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise InputError("erase.device-unreadable", path=path, reason=error.strerror) from None
    try:
        yield descriptor
    except OSError as error:
        raise ErasureError("erase.device-gone", reason=os.strerror(error.errno or 0)) from error
    finally:
        os.close(descriptor)


def _seed(report: ErasureReport) -> bytes:
    """The published seed; empty where it is none: a certificate comes from elsewhere and may say anything."""
    try:
        seed = bytes.fromhex(report.seed)
    except ValueError:
        return b""
    return seed if len(seed) == 32 else b""


def _same_serial(report: ErasureReport, identity: MediumIdentity) -> bool | None:
    told = report.medium.serial if report.medium else ""
    return told == identity.serial if told and identity.serial else None


def _about(descriptor: int, identity: MediumIdentity, reports: list[ErasureReport]) -> ErasureReport:
    """The report about this medium: the one that names it, or whose keystream lies at its beginning, or the first."""
    for report in reports:
        if _same_serial(report, identity):
            return report
    end = min(_TRIAL, identity.capacity)
    for report in reports[:-1]:
        tally = direct.verify(descriptor, 0, end, _seed(report), lambda *_: None)
        if tally.first is None and not tally.skipped:
            return report
    return reports[-1]


def _read(descriptor: int, capacity: int, report: ErasureReport, progress: Progress) -> direct.Tally:
    told = 0

    def tick(at: int, _tally: direct.Tally) -> None:
        nonlocal told
        progress(at - told)
        told = at

    return direct.verify(descriptor, 0, capacity, _seed(report), tick)
