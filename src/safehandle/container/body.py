"""The body: Cobblestone-256 (c2sp.org/chunked-encryption) by the library, between reused buffers and two threads.

Reading and the cipher run in one thread, writing in another; SHA-256 of the plaintext, where it is wanted, in a third.
Measured on two cores that is as fast as copying; the memory is the same whatever the size.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import ExitStack
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from safehandle.errors import InputError, IntegrityError
from safehandle.files.lane import Lane
from safehandle.model import Progress

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

BLOCK = 1 << 20
"""Bytes that are read, encrypted and written at once; a quarter of it was a tenth slower with hashing beside."""
BUFFERS = 8
SMALL = 1 << 16
"""Up to this size, hashing at once is cheaper than handing over to another thread."""
OVERHEAD = 24 + 32 + 16
"""Bytes of the shortest body: salt, commitment and the tag of one empty chunk."""

_CHUNK, _TAG = 16 << 10, 16
_PATIENCE = 5.0  # seconds for a thread that may hang in reading a pipe; it is a daemon and touches nothing else
_ROOM = BLOCK + (BLOCK // _CHUNK + 1) * _TAG + OVERHEAD  # what the library may ask for beyond one block


def body_size(content: int) -> int:
    """How many bytes the body of so many bytes of content has."""
    return content + (content // _CHUNK + 1) * _TAG + OVERHEAD - _TAG


def _pool(size: int) -> SimpleQueue[memoryview]:
    pool: SimpleQueue[memoryview] = SimpleQueue()
    for _ in range(BUFFERS):
        pool.put(memoryview(mmap.mmap(-1, size)))
    return pool


def write_all(output: BinaryIO, data: memoryview | bytes) -> None:
    """Write everything; an unbuffered file may take less at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[output.write(rest) :]


class Encrypting:
    """Plaintext in, ciphertext out to ``output``. Plaintext goes into :meth:`space` and is taken by :meth:`take`."""

    def __init__(self, output: BinaryIO, key: bytes, context: bytes, progress: Progress | None = None) -> None:
        from cryptography.cobblestone import Cobblestone256Encryptor

        self._output = output
        self._cipher = Cobblestone256Encryptor(key, context)
        self._progress = progress
        self._plain, self._sealed = _pool(BLOCK), _pool(_ROOM)
        self._block, self._used = self._plain.get(), 0
        self.size = 0
        self._lanes = ExitStack()
        self._writer = self._lanes.enter_context(Lane("writer"))
        self._hasher = self._lanes.enter_context(Lane("hasher"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._lanes.__exit__(*failure)  # type: ignore[arg-type]

    def space(self) -> memoryview:
        """Where the next plaintext goes; never empty."""
        if self._used == BLOCK:
            self._flush()
        return self._block[self._used :]

    def take(self, count: int, digest: Hash | None = None) -> None:
        """Take ``count`` bytes that were put into :meth:`space`, and hash them beside if wanted."""
        if digest is not None:
            self._hasher.do(digest.update, self._block[self._used : self._used + count])
        self._used += count

    def write(self, data: bytes) -> None:
        """Take bytes from elsewhere."""
        rest = memoryview(data)
        while rest:
            space = self.space()
            count = min(len(rest), len(space))
            space[:count] = rest[:count]
            self.take(count)
            rest = rest[count:]

    def hashed(self) -> None:
        """Wait until everything given to :meth:`take` has been hashed."""
        self._hasher.drain()

    def finish(self) -> None:
        """Encrypt the rest and wait until all is written."""
        self._flush()
        end = self._cipher.finalize()
        self.size += len(end)
        self._writer.do(write_all, self._output, end)
        self._writer.drain()

    def _flush(self) -> None:
        sealed = self._sealed.get()
        count = self._cipher.update_into(self._block[: self._used], sealed)
        self.size += count
        try:
            self._writer.do(write_all, self._output, sealed[:count])
        finally:
            self._writer.release(self._sealed.put, sealed)
        self._hasher.release(self._plain.put, self._block)
        if self._progress is not None:
            self._progress(self._used)
        self._block, self._used = self._plain.get(), 0


class _StoppedError(Exception):
    """Nobody iterates any longer."""


class Decrypting:
    """Ciphertext in, authenticated plaintext out: a thread reads and decrypts ahead of whoever iterates.

    Every block must be given back by :meth:`recycle`, on any thread. The iteration ends well only when the last chunk
    has been seen and nothing follows it.

    Raises:
        IntegrityError: ``container.truncated`` or ``container.content-altered``, while iterating.
        InputError: ``container.unreadable``.
    """

    def __init__(
        self, file: BinaryIO, key: bytes, context: bytes, *, size: int = -1, progress: Progress | None = None
    ) -> None:
        from cryptography.cobblestone import Cobblestone256Decryptor

        self._file, self._size, self._progress = file, size, progress
        self._cipher = Cobblestone256Decryptor(key, context)
        self._plain = _pool(_ROOM)
        self._blocks: SimpleQueue[memoryview | BaseException | None] = SimpleQueue()
        self._stopped = False
        self._thread = Thread(target=self._run, name="safehandle-decrypt", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped = True
        self._plain.put(memoryview(b""))  # wakes a thread that waits for a buffer
        self._thread.join(_PATIENCE)

    def recycle(self, block: memoryview) -> None:
        """Give a block back that is no longer looked at."""
        self._plain.put(memoryview(cast("mmap.mmap", block.obj)))

    def __iter__(self) -> Iterator[memoryview]:
        while (block := self._blocks.get()) is not None:
            if isinstance(block, BaseException):
                raise block
            yield block

    def _run(self) -> None:
        try:
            self._decrypt()
            self._blocks.put(None)
        except BaseException as error:  # noqa: BLE001 - carried to the thread that iterates
            self._blocks.put(error)

    def _decrypt(self) -> None:
        from cryptography.exceptions import InvalidTag

        sealed, seen, ended = memoryview(mmap.mmap(-1, BLOCK)), 0, False
        try:
            while count := self._read(sealed):
                seen += count
                plain = self._buffer()
                self._blocks.put(plain[: self._cipher.update_into(sealed[:count], plain)])
                if self._progress is not None:
                    self._progress(count)
            ended = True
            plain = self._buffer()
            last = self._cipher.finalize()
            plain[: len(last)] = last
            self._blocks.put(plain[: len(last)])
        except InvalidTag:
            # Where only the end does not hold, it is missing; unless the header says that nothing is.
            missing = ended and (self._size < 0 or seen < self._size)
            raise IntegrityError("container.truncated" if missing else "container.content-altered") from None

    def _buffer(self) -> memoryview:
        plain = self._plain.get()
        if self._stopped:
            raise _StoppedError
        return plain

    def _read(self, buffer: memoryview) -> int:
        try:
            return int(self._file.readinto(buffer) or 0)  # type: ignore[attr-defined]
        except OSError as error:
            raise InputError("container.unreadable", reason=error.strerror) from error
