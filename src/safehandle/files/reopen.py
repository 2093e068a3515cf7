"""Opening what a survey found, only if it is still the same and stays so while it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from safehandle.errors import InputError
from safehandle.files.listing import Entry, shown, unreadable

HAS_DESCRIPTORS = os.name != "nt"
"""Whether folders can be opened and names looked up relative to them."""

FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
# O_NONBLOCK: a fifo put in a file's place must not hang us; the check after opening refuses it.
_FILE_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


class Opener:
    """Opens entries of a listing again, by descriptors from the root down, and refuses whatever is no longer the same.

    The folders of the entry before stay open, so that a listing in its own order opens each folder once.
    """

    def __init__(self) -> None:
        self._root: Path | None = None
        self._open: list[tuple[str, int]] = []

    def close(self) -> None:
        while self._open:
            os.close(self._open.pop()[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self, entry: Entry) -> Iterator[int]:
        """Yield a descriptor to read ``entry`` from; when the block ends, the file must still be what it was.

        Raises:
            InputError: ``files.changed``, ``files.missing`` or ``files.unreadable``.
        """
        try:
            descriptor = self._descriptor(entry)
        except OSError as error:
            raise unreadable(error, entry.source) from error
        try:
            self._check(entry, descriptor)
            yield descriptor
            self._check(entry, descriptor)
        finally:
            os.close(descriptor)

    @staticmethod
    def _check(entry: Entry, descriptor: int) -> None:
        if not entry.same(os.fstat(descriptor)):
            raise InputError("files.changed", path=shown(entry.source))

    def _descriptor(self, entry: Entry) -> int:
        if not HAS_DESCRIPTORS:
            return os.open(entry.source, _FILE_FLAGS)
        *folders, name = entry.path.split("/")
        return os.open(name, _FILE_FLAGS, dir_fd=self._folder(entry.root, folders))

    def _folder(self, root: Path, folders: list[str]) -> int:
        if root != self._root or not self._open:
            self.close()
            self._open.append(("", os.open(root, FOLDER_FLAGS)))
            self._root = root
        depth = 0
        while depth < min(len(folders), len(self._open) - 1) and self._open[depth + 1][0] == folders[depth]:
            depth += 1
        while len(self._open) > depth + 1:
            os.close(self._open.pop()[1])
        for name in folders[depth:]:
            self._open.append((name, os.open(name, FOLDER_FLAGS, dir_fd=self._open[-1][1])))
        return self._open[-1][1]


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open an input file that somebody named, following links as they would expect.

    Raises:
        InputError: ``files.missing`` or ``files.unreadable``.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(error, path) from error
    with file:
        yield file
