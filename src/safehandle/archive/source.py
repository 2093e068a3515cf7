"""An archive as bytes that several threads may read at any place."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safehandle.errors import InputError, IntegrityError
from safehandle.files.listing import shown, unreadable


class Source:
    """An open regular file of ``size`` bytes; a short read means that it changed under our hands.

    ``name`` is for messages.
    """

    __slots__ = ("_descriptor", "_lock", "name", "size")

    def __init__(self, descriptor: int, name: str) -> None:
        self._descriptor = descriptor
        self.name = name
        self._lock = threading.Lock()
        self.size = os.fstat(descriptor).st_size

    def read(self, offset: int, size: int) -> bytes:
        """Exactly ``size`` bytes from ``offset`` on.

        Raises:
            IntegrityError: ``archive.truncated``.
        """
        if offset + size > self.size:  # an offset may be greater than the system can be asked for
            raise IntegrityError("archive.truncated")
        pieces, missing = [], size
        while missing:
            piece = self._read(offset + size - missing, missing)
            if not piece:
                raise IntegrityError("archive.truncated")
            pieces.append(piece)
            missing -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def read_into(self, offset: int, target: memoryview) -> None:
        """Fill ``target`` from ``offset`` on.

        Raises:
            IntegrityError: ``archive.truncated``.
        """
        if not hasattr(os, "preadv"):
            target[:] = self.read(offset, len(target))
            return
        while target:
            count = os.preadv(self._descriptor, [target], offset)
            if not count:
                raise IntegrityError("archive.truncated")
            target, offset = target[count:], offset + count

    def _read(self, offset: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, size, offset)
        with self._lock:  # Windows
            os.lseek(self._descriptor, offset, os.SEEK_SET)
            return os.read(self._descriptor, size)


@contextmanager
def reading(path: Path) -> Iterator[Source]:
    """Open an archive.

    Raises:
        InputError: ``files.missing``, ``files.unreadable`` or ``archive.not-an-archive`` (a folder, a device).
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    if not path.is_file() and os.path.lexists(path):
        raise InputError("archive.not-an-archive", path=shown(path))
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise unreadable(error, path) from error
    try:
        yield Source(descriptor, shown(path))
    finally:
        os.close(descriptor)
