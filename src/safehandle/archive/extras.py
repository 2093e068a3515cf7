"""What an entry's extra fields say: 64-bit sizes, times, the encryption, the name in Unicode."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from safehandle.archive.records import AES_EXTRA, TIME_EXTRA, ZIP64_EXTRA
from safehandle.errors import InputError, IntegrityError

_NTFS_EXTRA, _UNICODE_NAME_EXTRA = 0x000A, 0x7075
_NTFS_EPOCH = 116_444_736_000_000_000
"""1970 in units of 100 ns since 1601."""


class Aes(NamedTuple):
    """The AES extra field: version (1: with CRC, 2: without), bits of key, and the real compression method."""

    version: int
    bits: int
    method: int


Fields = dict[int, bytes]


def fields(extra: bytes) -> Fields:
    """The extra fields by number.

    Raises:
        IntegrityError: ``archive.inconsistent``: a field is cut short, or stands twice.
    """
    found: Fields = {}
    for number, value in _split(extra):
        if number in found and number in {ZIP64_EXTRA, AES_EXTRA, _UNICODE_NAME_EXTRA}:
            raise IntegrityError("archive.inconsistent", what="extra")
        found[number] = value
    return found


def _split(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        number, length = struct.unpack_from("<HH", extra, at)
        if at + 4 + length > len(extra):
            raise IntegrityError("archive.inconsistent", what="extra")
        yield number, extra[at + 4 : at + 4 + length]
        at += 4 + length
    if any(extra[at:]):  # some writers pad with zeros
        raise IntegrityError("archive.inconsistent", what="extra")


def widen(found: Fields, values: tuple[int, ...], full: int) -> tuple[int, ...]:
    """Replace every value that is ``full`` by the next of the 64-bit ones."""
    wide = found.get(ZIP64_EXTRA, b"")
    made, at = [], 0
    for value in values:
        if value != full:
            made.append(value)
            continue
        if at + 8 > len(wide):
            raise IntegrityError("archive.inconsistent", what="zip64")
        made.append(struct.unpack_from("<Q", wide, at)[0])
        at += 8
    return tuple(made)


def encryption(found: Fields) -> Aes | None:
    """The AES extra field, or None where there is none.

    Raises:
        InputError: ``archive.unsupported``.
    """
    value = found.get(AES_EXTRA)
    if value is None:
        return None
    version, vendor, strength, method = struct.unpack("<H2sBH", value) if len(value) == 7 else (0, b"", 0, 0)
    bits = {1: 128, 2: 192, 3: 256}.get(strength, 0)
    if vendor != b"AE" or version not in {1, 2} or not bits:
        raise InputError("archive.unsupported", what=f"AE-{version}/{strength}")
    return Aes(version, bits, method)


def modified_ns(found: Fields) -> int | None:
    """The time of change in nanoseconds since 1970 UTC, where an extra field has it."""
    ntfs, unix = found.get(_NTFS_EXTRA, b""), found.get(TIME_EXTRA, b"")
    if len(ntfs) >= 16 and ntfs[4:8] == b"\x01\x00\x18\x00":
        return max(0, int.from_bytes(ntfs[8:16], "little") - _NTFS_EPOCH) * 100
    if len(unix) >= 5 and unix[0] & 1:
        seconds: int = struct.unpack_from("<i", unix, 1)[0]
        return seconds * 1_000_000_000
    return None


def unicode_name(found: Fields, raw: bytes) -> bytes | None:
    """The name in UTF-8 (Info-ZIP's field), if it still belongs to the raw name."""
    value = found.get(_UNICODE_NAME_EXTRA, b"")
    if len(value) > 5 and value[0] == 1 and int.from_bytes(value[1:5], "little") == zlib.crc32(raw):
        return value[5:]
    return None
