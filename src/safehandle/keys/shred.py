"""Overwriting one small file of our own before it is unlinked. Erasing a client's data is the erase room's work."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safehandle.errors import ErasureError
from safehandle.files.durable import flush_folder, folder_descriptor

_BLOCK = 4096
_FLAGS = os.O_RDWR
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _flag, 0)


@contextmanager
def shredding(path: Path) -> Iterator[None]:
    """Open a regular file, do the block, then overwrite the file to the end of its last block, flush and unlink it.

    If the block raises, the file stays. It is never truncated first: that would free its blocks with their content.

    Raises:
        ErasureError: ``keys.destroy-kind`` if it is no plain file, ``keys.destroy-links`` if it has another name, under
            which it would live on. The block was not begun then.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ErasureError("keys.destroy-kind", path=str(path))
        if status.st_nlink > 1:
            raise ErasureError("keys.destroy-links", path=str(path), links=status.st_nlink)
        yield
        _overwrite(descriptor, -(-status.st_size // _BLOCK) * _BLOCK)
    finally:
        os.close(descriptor)
    path.unlink()
    with folder_descriptor(path.parent) as folder:
        flush_folder(folder)


def _overwrite(descriptor: int, size: int) -> None:
    data = memoryview(os.urandom(size))
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)
