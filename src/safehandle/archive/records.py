"""The records of a ZIP file as bytes (PKWARE APPNOTE 6.3.10, with WinZip's AES extra field 0x9901)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

STORED, DEFLATED, AES = 0, 8, 99
ENCRYPTED, DESCRIPTOR, UTF8 = 1 << 0, 1 << 3, 1 << 11
LOCAL, CENTRAL, END, END64, LOCATOR64, FOLLOWS = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"PK\x07\x08",
)
ZIP64_EXTRA, TIME_EXTRA, AES_EXTRA = 0x0001, 0x5455, 0x9901
UNIX, MACOS = 3, 19
FULL, FULL16 = 0xFFFFFFFF, 0xFFFF
WIDE = 0xFFF00000
"""From this size on an entry gets 64-bit fields; leaves deflate room to grow what it cannot shrink."""

JST = timezone(timedelta(hours=9), "JST")
"""The format's own times are local ones; they are meant, and read, as Japanese."""

LOCAL_RECORD = struct.Struct("<4sHHHHHIIIHH")
CENTRAL_RECORD = struct.Struct("<4sHHHHHHIIIHHHHHII")
END_RECORD = struct.Struct("<4sHHHHIIH")
END64_RECORD = struct.Struct("<4sQHHIIQQQQ")
LOCATOR64_RECORD = struct.Struct("<4sIQI")


@dataclass(slots=True, kw_only=True)
class Member:
    """One entry of an archive that is being written. Sizes are in bytes, ``mtime_ns`` in nanoseconds since 1970 UTC.

    ``compressed`` counts salt and tag. ``streamed`` says that CRC and sizes follow the data.
    """

    name: bytes
    mtime_ns: int
    mode: int
    wide: bool = False
    encrypted: bool = True
    streamed: bool = False
    method: int = STORED
    crc: int = 0
    compressed: int = 0
    size: int = 0
    offset: int = 0

    def local(self) -> bytes:
        """The record in front of the data."""
        extra, sizes = self._extra(), (self.compressed, self.size)
        if self.wide:
            extra = struct.pack("<HHQQ", ZIP64_EXTRA, 16, self.size, self.compressed) + extra
            sizes = (FULL, FULL)
        elif self.streamed:
            sizes = (0, 0)
        crc = 0 if self.streamed else self.crc
        record = LOCAL_RECORD.pack(LOCAL, self._version(), *self._common(), crc, *sizes, len(self.name), len(extra))
        return record + self.name + extra

    def descriptor(self) -> bytes:
        """The record after the data of a streamed entry."""
        sizes = "QQ" if self.wide else "II"
        return FOLLOWS + struct.pack(f"<I{sizes}", self.crc, self.compressed, self.size)

    def central(self) -> bytes:
        """The record in the central directory."""
        kept, moved = [], []
        for value, wide in ((self.size, self.wide), (self.compressed, self.wide), (self.offset, False)):
            large = wide or value >= FULL
            kept.append(FULL if large else value)
            moved += [value] if large else []
        extra = self._extra()
        if moved:
            extra = struct.pack(f"<HH{len(moved)}Q", ZIP64_EXTRA, 8 * len(moved), *moved) + extra
        size, compressed, offset = kept
        record = CENTRAL_RECORD.pack(
            CENTRAL, UNIX << 8 | self._version(), self._version(), *self._common(), self.crc, compressed, size,
            len(self.name), len(extra), 0, 0, 0, self.mode << 16 | (0x10 if self.folder else 0), offset,
        )  # fmt: skip
        return record + self.name + extra

    @property
    def folder(self) -> bool:
        return self.name.endswith(b"/")

    def _version(self) -> int:
        return 51 if self.encrypted else 45 if self.wide or self.offset >= FULL else 20

    def _common(self) -> tuple[int, int, int, int]:
        flags = UTF8 | (ENCRYPTED if self.encrypted else 0) | (DESCRIPTOR if self.streamed else 0)
        return flags, AES if self.encrypted else self.method, *dos_time(self.mtime_ns)

    def _extra(self) -> bytes:
        seconds = self.mtime_ns // 1_000_000_000
        made = struct.pack("<HHBi", TIME_EXTRA, 5, 1, seconds) if -(1 << 31) <= seconds < 1 << 31 else b""
        # AE version 2 (no CRC, which would tell about small contents), AES-256.
        return struct.pack("<HHH2sBH", AES_EXTRA, 7, 2, b"AE", 3, self.method) + made if self.encrypted else made


def end_records(members: int, offset: int, size: int, comment: bytes = b"") -> bytes:
    """What ends an archive whose directory of ``size`` bytes began at ``offset``."""
    made = b""
    if members >= FULL16 or offset >= FULL or size >= FULL:
        made = END64_RECORD.pack(END64, 44, 45, 45, 0, 0, members, members, size, offset)
        made += LOCATOR64_RECORD.pack(LOCATOR64, 0, offset + size, 1)
    count = min(members, FULL16)
    record = END_RECORD.pack(END, 0, 0, count, count, min(size, FULL), min(offset, FULL), len(comment))
    return made + record + comment


def directory(members: Sequence[Member], offset: int, comment: bytes = b"") -> bytes:
    """The central directory of an archive, which begins at ``offset``, and what ends it."""
    records = b"".join(member.central() for member in members)
    return records + end_records(len(members), offset, len(records), comment)


def dos_time(mtime_ns: int) -> tuple[int, int]:
    """Time and date as the format has them: local, in steps of two seconds, from 1980 to 2107."""
    first, last = datetime(1980, 1, 1, tzinfo=JST), datetime(2107, 12, 31, 23, 59, 58, tzinfo=JST)
    at = datetime.fromtimestamp(
        min(max(mtime_ns // 1_000_000_000, int(first.timestamp())), int(last.timestamp())), tz=JST
    )
    return at.hour << 11 | at.minute << 5 | at.second >> 1, (at.year - 1980) << 9 | at.month << 5 | at.day


def from_dos_time(time: int, date: int) -> int:
    """Nanoseconds since 1970 UTC, or 0 where the fields name no day."""
    try:
        at = datetime(
            1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2, tzinfo=JST
        )
    except ValueError:
        return 0
    return int(at.timestamp()) * 1_000_000_000
