"""A new file that is on its way to the disk while it is still being written."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing_extensions import Buffer

_FLOW: Final = 32 << 20


class Flowing(io.FileIO):
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
