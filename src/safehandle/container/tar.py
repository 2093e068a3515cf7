"""Headers of a POSIX.1-2001 (pax) tar, for regular files and folders.

Written here because they cost most of the time of sealing many small files: ten times what a block made at once costs.
"""

from __future__ import annotations

from safehandle.files import Entry, Kind

SECTOR = 512
END = bytes(2 * SECTOR)
"""What ends a tar."""

_NAME = 100
_LARGEST_OLD_SIZE = 0o77777777777
_LATEST = 0o77777777777  # seconds; the year 2242
_NO_OWNER = b"0000000\0" * 2
_MAGIC = b"ustar\x0000" + bytes(64) + b"0000000\0" * 2 + bytes(167)


def file_header(path: str, *, size: int, mtime: int, mode: int = 0o644) -> bytes:
    """The header of a file of ``size`` bytes, with a pax header before it where the old fields do not suffice."""
    return _header(path.encode(), b"0", size, mtime, mode)


def folder_header(path: str, *, mtime: int, mode: int = 0o755) -> bytes:
    """The header of a folder."""
    return _header(path.encode() + b"/", b"5", 0, mtime, mode)


def entry_header(path: str, entry: Entry) -> bytes:
    """The header of something that was surveyed."""
    mtime, mode = entry.mtime_ns // 1_000_000_000, entry.mode & 0o777
    if entry.kind is Kind.FOLDER:
        return folder_header(path, mtime=mtime, mode=mode)
    return file_header(path, size=entry.size, mtime=mtime, mode=mode)


def whole_file_member(path: str, data: bytes, mtime: int) -> bytes:
    """A small file with its header and padding."""
    return file_header(path, size=len(data), mtime=mtime) + data + padding(len(data))


def padding(size: int) -> bytes:
    """What fills a file's last sector."""
    return bytes(-size % SECTOR)


def _header(name: bytes, kind: bytes, size: int, mtime: int, mode: int) -> bytes:
    records = b""
    if len(name) > _NAME or not name.isascii():
        records += _record(b"path", name)
        name = bytes(byte if byte < 0x80 else 0x5F for byte in name[:_NAME])
    if size > _LARGEST_OLD_SIZE:
        records += _record(b"size", b"%d" % size)
    mtime = min(max(0, mtime), _LATEST)
    main = _block(name, kind, min(size, _LARGEST_OLD_SIZE), mtime, mode)
    if not records:
        return main
    return _block(b"bag/PaxHeaders", b"x", len(records), mtime, 0o644) + records + padding(len(records)) + main


def _block(name: bytes, kind: bytes, size: int, mtime: int, mode: int) -> bytes:
    start = name.ljust(_NAME, b"\0") + b"%07o\0" % mode + _NO_OWNER + b"%011o\0%011o\0" % (size, mtime)
    end = kind + bytes(_NAME) + _MAGIC
    return start + b"%06o\0 " % (sum(start) + sum(end) + 8 * 32) + end


def _record(keyword: bytes, value: bytes) -> bytes:
    """One pax record; its length counts its own digits."""
    rest = b" " + keyword + b"=" + value + b"\n"
    length = len(rest)
    while len(rest) + len(b"%d" % length) != length:
        length = len(rest) + len(b"%d" % length)
    return b"%d" % length + rest
