"""The SFTP protocol's packets, version 3: numbers, strings and attributes to bytes and back. Opens nothing.

Source: draft-ietf-secsh-filexfer-02, and the PROTOCOL file of OpenSSH for the extensions ``limits@openssh.com``,
``fsync@openssh.com`` and ``statvfs@openssh.com``.
"""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from typing import Final

from safehandle.errors import RemoteError

INIT: Final = 1
VERSION: Final = 2
OPEN: Final = 3
CLOSE: Final = 4
READ: Final = 5
WRITE: Final = 6
LSTAT: Final = 7
FSTAT: Final = 8
OPENDIR: Final = 11
READDIR: Final = 12
REMOVE: Final = 13
MKDIR: Final = 14
RMDIR: Final = 15
RENAME: Final = 18
EXTENDED: Final = 200

STATUS: Final = 101
HANDLE: Final = 102
DATA: Final = 103
NAME: Final = 104
ATTRS: Final = 105
EXTENDED_REPLY: Final = 201

# Status codes
OK: Final = 0
EOF: Final = 1
NO_SUCH_FILE: Final = 2
PERMISSION_DENIED: Final = 3
OP_UNSUPPORTED: Final = 8

# Flags of OPEN
FOR_READING: Final = 0x01
FOR_WRITING: Final = 0x02
CREATE: Final = 0x08
TRUNCATE: Final = 0x10

# What an attribute block holds
_HAS_SIZE: Final = 0x1
_HAS_OWNER: Final = 0x2
_HAS_MODE: Final = 0x4
_HAS_TIMES: Final = 0x8
_HAS_MORE: Final = 0x80000000

_U32 = struct.Struct(">I")
_U64 = struct.Struct(">Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """What is said of a file: ``size`` in bytes, ``mode`` as in ``st_mode``, ``modified`` in seconds since 1970."""

    size: int = 0
    mode: int = 0
    modified: int = 0

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)

    @property
    def is_file(self) -> bool:
        return stat.S_ISREG(self.mode)


def string(value: bytes) -> bytes:
    """A length in four bytes, then the bytes."""
    return _U32.pack(len(value)) + value


def path(value: str) -> bytes:
    """A path as SFTP v3 carries it. A lone surrogate (a name that is not UTF-8 on the server) goes back as it came."""
    return string(value.encode("utf-8", "surrogateescape"))


def new_mode(mode: int) -> bytes:
    """An attribute block that holds the permission bits only."""
    return struct.pack(">II", _HAS_MODE, mode)


NO_ATTRIBUTES: Final = _U32.pack(0)


class Reader:
    """Reads the body of one packet from the front.

    Every method raises :class:`~safehandle.errors.RemoteError` ``transfer.protocol`` if the packet ends too early.
    """

    __slots__ = ("_at", "_body")

    def __init__(self, body: memoryview) -> None:
        self._body = body
        self._at = 0

    @property
    def is_empty(self) -> bool:
        return self._at >= len(self._body)

    def _take(self, size: int) -> memoryview:
        end = self._at + size
        if end > len(self._body):
            raise RemoteError("transfer.protocol", what="a packet that ends too early")
        taken, self._at = self._body[self._at : end], end
        return taken

    def u32(self) -> int:
        return int(_U32.unpack(self._take(4))[0])

    def u64(self) -> int:
        return int(_U64.unpack(self._take(8))[0])

    def view(self) -> memoryview:
        """A string's bytes, not copied: valid until the next packet is read."""
        return self._take(self.u32())

    def text(self) -> str:
        return bytes(self.view()).decode("utf-8", "surrogateescape")

    def attributes(self) -> Attributes:
        flags = self.u32()
        size = self.u64() if flags & _HAS_SIZE else 0
        if flags & _HAS_OWNER:
            self._take(8)
        mode = self.u32() if flags & _HAS_MODE else 0
        modified = 0
        if flags & _HAS_TIMES:
            self._take(4)
            modified = self.u32()
        if flags & _HAS_MORE:
            for _ in range(self.u32()):
                self.view()
                self.view()
        return Attributes(size=size, mode=mode, modified=modified)
