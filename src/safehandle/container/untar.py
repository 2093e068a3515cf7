"""A strict reader of the one kind of tar that a container holds: regular files and folders, pax headers for both.

What an honest writer does not write is refused: links, devices, sparse files, sizes in other spellings, anything after
the end. The bytes are authenticated before they come here, so what is hostile comes from somebody who knew the secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from safehandle.container.tar import SECTOR
from safehandle.errors import IntegrityError

LONGEST_PAX = 64 << 10
_IGNORED = {"atime", "ctime", "comment", "uid", "gid", "uname", "gname", "hdrcharset"}
_PAX = re.compile(rb"([1-9][0-9]{0,8}) ([^=\n]+)=")
_SIZE = re.compile(r"[0-9]{1,18}")
_TIME = re.compile(r"[0-9]{1,12}(\.[0-9]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file or folder of the tar; ``path`` has no trailing slash."""

    path: str
    folder: bool
    size: int
    mtime: int
    mode: int


def hostile(reason: str) -> IntegrityError:
    """The refusal of a tar that an honest writer does not make."""
    return IntegrityError("container.hostile-tar", reason=reason)


class Plaintext:
    """Reads across the blocks that come out of the cipher, and gives each back once it is used up."""

    def __init__(self, blocks: Iterator[memoryview], recycle: Callable[[memoryview], None]) -> None:
        self._blocks, self._recycle = blocks, recycle
        self._whole = self._rest = memoryview(b"")

    def _next(self) -> bool:
        if self._whole:
            self._recycle(self._whole)
        self._whole = self._rest = memoryview(b"")
        for block in self._blocks:
            if block:
                self._whole = self._rest = block
                return True
            self._recycle(block)
        return False

    def pieces(self, size: int) -> Iterator[memoryview]:
        """The next ``size`` bytes as views; each is valid until the next is asked for."""
        while size:
            if not self._rest and not self._next():
                raise hostile("end")
            piece, self._rest = self._rest[:size], self._rest[size:]
            size -= len(piece)
            yield piece

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes as a copy."""
        if len(self._rest) >= size:
            piece, self._rest = self._rest[:size], self._rest[size:]
            return bytes(piece)
        return b"".join(bytes(piece) for piece in self.pieces(size))

    def end(self) -> None:
        """Nothing but zeros may follow the end of the tar (writers fill their last record)."""
        while self._rest or self._next():
            if any(self._rest):
                raise hostile("trailing")
            self._rest = self._rest[:0]


def members(source: Plaintext) -> Iterator[Member]:
    """Each member in order; the caller reads its content from ``source`` before asking for the next.

    Raises:
        IntegrityError: ``container.hostile-tar``.
    """
    extended: dict[str, str] = {}
    while (block := source.read(SECTOR)) != bytes(SECTOR):
        kind = _checked(block)
        if kind == b"x":
            if extended:
                raise hostile("pax")
            size = _octal(block[124:136])
            if size > LONGEST_PAX:
                raise hostile("pax")
            extended = _pax(source.read(size))
            source.read(-size % SECTOR)
            continue
        yield _member(block, extended, folder=kind == b"5")
        extended = {}
    if extended or source.read(SECTOR) != bytes(SECTOR):
        raise hostile("end")
    source.end()


def _checked(block: bytes) -> bytes:
    """The type of a header whose magic and checksum hold."""
    if block[257:265] != b"ustar\x0000":
        raise hostile("magic")
    if sum(block[:148]) + sum(block[156:]) + 8 * 32 != _octal(block[148:156]):
        raise hostile("checksum")
    kind = block[156:157]
    if kind not in {b"0", b"\0", b"5", b"x"}:
        raise hostile("type")
    if any(block[157:257]) and kind != b"x":
        raise hostile("link")
    return kind


def _octal(field: bytes) -> int:
    digits = field.strip(b" \0")
    if not re.fullmatch(rb"[0-7]{0,12}", digits):
        raise hostile("number")
    return int(digits or b"0", 8)


def _pax(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    while data:
        match = _PAX.match(data)
        length = int(match[1]) if match else 0
        if match is None or not match.end() < length <= len(data) or data[length - 1 : length] != b"\n":
            raise hostile("pax")
        try:
            name, value = match[2].decode(), data[match.end() : length - 1].decode()
        except UnicodeDecodeError:
            raise hostile("pax") from None
        if name in found or name not in {"path", "size", "mtime"} | _IGNORED:
            raise hostile("pax")
        found[name] = value
        data = data[length:]
    return found


def _member(block: bytes, extended: dict[str, str], *, folder: bool) -> Member:
    size = extended.get("size", str(_octal(block[124:136])))
    mtime = extended.get("mtime", str(_octal(block[136:148])))
    if not _SIZE.fullmatch(size) or not _TIME.fullmatch(mtime) or (folder and int(size)):
        raise hostile("number")
    path = extended.get("path") or _old_path(block)
    return Member(
        path=path.removesuffix("/") if folder else path,
        folder=folder,
        size=int(size),
        mtime=int(mtime.partition(".")[0]),
        mode=_octal(block[100:108]) & 0o777,
    )


def _old_path(block: bytes) -> str:
    name, prefix = (field.partition(b"\0")[0] for field in (block[:100], block[345:500]))
    try:
        return (prefix + b"/" + name if prefix else name).decode()
    except UnicodeDecodeError:
        raise hostile("name") from None
