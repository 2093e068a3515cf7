"""What is moved: one file on its way out or in, and what is known of it when it has arrived."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safehandle.files import Entry, Opener

if TYPE_CHECKING:
    from hashlib import _Hash

Source = Callable[[], AbstractContextManager[io.RawIOBase | io.BytesIO]]
"""Opens content for reading. When the block ends, content that changed meanwhile is an InputError ``files.changed``."""

Sink = Callable[[], AbstractContextManager[io.RawIOBase | io.BufferedIOBase]]
"""Opens a place to write content to, seekable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One file to be put at ``path``. ``size`` is in bytes.

    ``start`` is how many bytes lie there already and were found to be right; ``prefix`` has hashed them.
    """

    path: str
    size: int
    source: Source
    start: int = 0
    prefix: _Hash | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One file to be fetched from ``path``. ``size`` is what it must have, in bytes.

    ``start`` and ``prefix`` are as for :class:`Outgoing`. Without a ``sink`` the content is only hashed; with
    ``partly``, the file may be longer than ``size``.
    """

    path: str
    size: int
    sink: Sink | None = None
    start: int = 0
    prefix: _Hash | None = None
    partly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A file that has arrived, with the SHA-256 (hex) of the bytes as they passed."""

    path: str
    size: int
    sha256: str


def from_entry(entry: Entry) -> Source:
    """A surveyed file as a source."""

    @contextmanager
    def opened() -> Iterator[io.RawIOBase]:
        with Opener() as opener, opener.reading(entry) as descriptor:
            yield io.FileIO(descriptor, closefd=False)

    return opened


def from_bytes(content: bytes) -> Source:
    """Bytes in memory as a source."""
    return lambda: io.BytesIO(content)


def hash_start(source: Source, size: int) -> _Hash:
    """The SHA-256 of the first ``size`` bytes of a source."""
    digest = hashlib.sha256()
    with source() as file:
        buffer = memoryview(bytearray(1 << 20))
        while size and (count := file.readinto(buffer[: min(size, len(buffer))])):
            digest.update(buffer[:count])
            size -= count
    return digest
