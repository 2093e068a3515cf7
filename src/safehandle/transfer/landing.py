"""Where a fetched file lands: a new file of ours, on its way to the disk while it is still being written."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safehandle.transfer.moving import Sink

if TYPE_CHECKING:
    from typing_extensions import Buffer

_NEW: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FLOW: Final = 32 << 20


class _Flowing(io.FileIO):
    """Sets what was written going to the disk every 32 MiB, so that flushing it at the end takes no long wait."""

    def __init__(self, descriptor: int, mode: str) -> None:
        super().__init__(descriptor, mode)
        self._begin = self._end = 0

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        self._begin = self._end = super().seek(offset, whence)
        return self._end

    def write(self, data: Buffer, /) -> int:
        count = super().write(data) or 0
        self._end += count
        if self._end - self._begin >= _FLOW and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self.fileno(), self._begin, self._end - self._begin, os.POSIX_FADV_DONTNEED)
            self._begin = self._end
        return count


def landing(path: Path) -> Sink:
    """The file at ``path``, made if it is not there; a link is refused."""

    @contextmanager
    def opened() -> Iterator[io.RawIOBase]:
        with _Flowing(os.open(path, _NEW, 0o600), "r+") as file:
            yield file

    return opened
