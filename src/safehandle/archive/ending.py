"""Find where an archive's directory lies, and refuse whatever two readers could find at two places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safehandle.archive.records import (
    END,
    END64,
    END64_RECORD,
    END_RECORD,
    FULL,
    FULL16,
    LOCAL,
    LOCATOR64,
    LOCATOR64_RECORD,
)
from safehandle.archive.source import Source
from safehandle.errors import InputError, IntegrityError

_LONGEST_COMMENT = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the end records say: how many entries, and where the directory of how many bytes begins."""

    entries: int
    size: int
    offset: int
    comment: bytes


def find_ending(source: Source) -> Ending:
    """Read the end records, which must be the last bytes of the file and directly follow the directory.

    Raises:
        InputError: ``archive.not-an-archive``, or ``archive.unsupported`` for an archive in several parts.
        IntegrityError: ``archive.truncated``, ``archive.doubled`` or ``archive.inconsistent``.
    """
    length = min(source.size, END_RECORD.size + _LONGEST_COMMENT)
    start = source.size - length
    tail = source.read(start, length)
    places = list(_candidates(tail))
    if not places:
        if tail[:4] == LOCAL or source.read(0, min(4, source.size)) == LOCAL:
            raise IntegrityError("archive.truncated")
        raise InputError("archive.not-an-archive", path=source.name)
    if len(places) > 1:
        raise IntegrityError("archive.doubled")
    (at,) = places
    _, disk, first, here, entries, size, offset, comment = END_RECORD.unpack_from(tail, at)
    if disk not in {0, FULL16} or first not in {0, FULL16} or here != entries:
        raise InputError("archive.unsupported", what="multi-part")
    end = start + at
    narrow = (entries, size, offset)
    (entries, size, offset), begins = _ending64(source, end) or (narrow, end)
    _agree(narrow, (entries, size, offset))
    if offset + size != begins:
        raise IntegrityError("archive.inconsistent", what="directory")
    return Ending(entries=entries, size=size, offset=offset, comment=tail[at + END_RECORD.size :][:comment])


def _candidates(tail: bytes) -> Iterator[int]:
    """Every place at which an end record begins whose comment reaches the end of the file."""
    at = tail.find(END)
    while 0 <= at <= len(tail) - END_RECORD.size:
        after = at + END_RECORD.size + END_RECORD.unpack_from(tail, at)[7]
        # bsdtar fills up with zeros what it writes to a pipe.
        if after <= len(tail) and not any(tail[after:]):
            yield at
        at = tail.find(END, at + 1)


def _ending64(source: Source, end: int) -> tuple[tuple[int, int, int], int] | None:
    """Entries, size and offset from the 64-bit records in front of ``end``, and where those begin."""
    at = end - LOCATOR64_RECORD.size
    if at < 0:
        return None
    signature, disk, offset, disks = LOCATOR64_RECORD.unpack(source.read(at, LOCATOR64_RECORD.size))
    if signature != LOCATOR64:
        return None
    if disk or disks > 1:
        raise InputError("archive.unsupported", what="multi-part")
    if offset + END64_RECORD.size > at:
        raise IntegrityError("archive.inconsistent", what="zip64")
    signature, length, _, _, disk, first, here, entries, size, begins = END64_RECORD.unpack(
        source.read(offset, END64_RECORD.size)
    )
    # The length does not count itself and the signature.
    if signature != END64 or offset + 12 + length != at or here != entries or disk or first:
        raise IntegrityError("archive.inconsistent", what="zip64")
    return (entries, size, begins), offset


def _agree(narrow: tuple[int, int, int], wide: tuple[int, int, int]) -> None:
    for small, large, full in zip(narrow, wide, (FULL16, FULL, FULL), strict=True):
        if small not in {large, full}:
            raise IntegrityError("archive.inconsistent", what="zip64")
