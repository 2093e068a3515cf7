"""Linux calls for looking at and acting on files and file systems, by their numbers (linux/fs.h, fiemap.h, ext4.h).

Only a Linux kernel understands them; whoever calls asks :func:`available` first.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_FIEMAP = 0xC020660B
_FIEMAP_SYNC = 0x1
_GETFLAGS = 0x80086601
_FITRIM = 0xC0185879
_EXT4_CHECKPOINT = 0x4004662B
_CHECKPOINT_ZEROOUT = 0x2
_BLKSSZGET = 0x1268
_BLKPBSZGET = 0x127B
_BLKGETSIZE64 = 0x80081272
_BLKROGET = 0x125E

EXTENT_LAST, EXTENT_UNKNOWN, EXTENT_ENCODED, EXTENT_INLINE, EXTENT_SHARED = 0x1, 0x2, 0x8, 0x200, 0x2000
FLAG_IMMUTABLE, FLAG_APPEND, FLAG_JOURNAL_DATA = 0x10, 0x20, 0x4000
FLAG_VERITY, FLAG_NOCOW, FLAG_INLINE_DATA = 0x100000, 0x800000, 0x10000000

_EXTENTS_A_CALL = 256
_ALL = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Extent:
    """A run of a file: where it begins in the file and on the device, its length (all in bytes), FIEMAP's flags."""

    logical: int
    physical: int
    length: int
    flags: int


def available() -> bool:
    """Whether this system is Linux."""
    return sys.platform.startswith("linux")


def extents(descriptor: int) -> Iterator[Extent]:
    """The runs a file occupies, after flushing what is not yet placed.

    Raises:
        OSError: the file system cannot say (EOPNOTSUPP and others).
    """
    start = 0
    while True:
        head = struct.pack("=QQLLLL", start, _ALL - start, _FIEMAP_SYNC, 0, _EXTENTS_A_CALL, 0)
        buffer = bytearray(head + bytes(56 * _EXTENTS_A_CALL))
        _ioctl(descriptor, _FIEMAP, buffer)
        count = struct.unpack_from("=L", buffer, 20)[0]
        for index in range(count):
            logical, physical, length, _, _, flags = struct.unpack_from("=QQQQQL", buffer, 32 + 56 * index)
            yield Extent(logical, physical, length, flags)
            if flags & EXTENT_LAST:
                return
            start = logical + length
        if count == 0:
            return


def flags(descriptor: int) -> int:
    """The inode's flags (FS_IOC_GETFLAGS).

    Raises:
        OSError: the file system has none.
    """
    buffer = bytearray(8)
    _ioctl(descriptor, _GETFLAGS, buffer)
    return int(struct.unpack("=Q", buffer)[0])


def trim(descriptor: int) -> int:
    """Tell the device that all free space of the file system is unused. Returns the bytes the file system passed on."""
    buffer = bytearray(struct.pack("=QQQ", 0, _ALL, 0))
    _ioctl(descriptor, _FITRIM, buffer)
    return int(struct.unpack("=QQQ", buffer)[1])


def ext4_checkpoint(descriptor: int, *, erase: bool) -> None:
    """Write the journal's content to its places; with ``erase`` the journal's blocks are then zeroed (Linux 5.14)."""
    _ioctl(descriptor, _EXT4_CHECKPOINT, struct.pack("=L", _CHECKPOINT_ZEROOUT if erase else 0))


def magic(descriptor: int) -> int:
    """The file system's magic number (statfs)."""
    buffer = ctypes.create_string_buffer(256)
    if _libc().fstatfs(descriptor, buffer) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return int(struct.unpack_from("=q", buffer.raw)[0]) & 0xFFFFFFFF


def resident(descriptor: int, length: int) -> int:
    """How many of a file's first ``length`` bytes the page cache holds, counted in whole pages.

    A read of what is resident is answered from memory and says nothing about the device.
    """
    if length == 0:
        return 0
    libc, page = _libc(), os.sysconf("SC_PAGE_SIZE")
    address = libc.mmap(None, length, 1, 1, descriptor, 0)  # PROT_READ, MAP_SHARED
    if address in (None, ctypes.c_void_p(-1).value):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    try:
        vector = (ctypes.c_ubyte * -(-length // page))()
        if libc.mincore(address, length, vector) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
        return sum(entry & 1 for entry in vector) * page
    finally:
        libc.munmap(address, length)


def block_size64(descriptor: int) -> int:
    """A block device's size in bytes."""
    buffer = bytearray(8)
    _ioctl(descriptor, _BLKGETSIZE64, buffer)
    return int(struct.unpack("=Q", buffer)[0])


def block_sectors(descriptor: int) -> tuple[int, int]:
    """A block device's logical and physical sector size in bytes."""
    return _block_int(descriptor, _BLKSSZGET), _block_int(descriptor, _BLKPBSZGET)


def block_read_only(descriptor: int) -> bool:
    """Whether the device refuses writing."""
    return _block_int(descriptor, _BLKROGET) != 0


def _block_int(descriptor: int, request: int) -> int:
    buffer = bytearray(4)
    _ioctl(descriptor, request, buffer)
    return int(struct.unpack("=i", buffer)[0])


def _ioctl(descriptor: int, request: int, buffer: bytearray | bytes) -> None:
    import fcntl  # Windows has none, and must be able to import this room

    fcntl.ioctl(descriptor, request, buffer)


@cache
def _libc() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.mmap.restype = ctypes.c_void_p
    library.mmap.argtypes = [
        ctypes.c_void_p,
        ctypes.c_size_t,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_long,
    ]
    library.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    library.mincore.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]
    return library
