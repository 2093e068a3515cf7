"""Writing a keystream over a device and reading it back, past the page cache, with a second thread beside the transfer.

O_DIRECT wants buffers at page boundaries, which anonymous maps are. With 4 MiB a call the device is kept busy; smaller
buffers cost a factor of two to four.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Self

from safehandle.erase import keystream

CHUNK = 4 << 20
PIECE = 64 << 10  # what is given up at once where the device fails
_BUFFERS = 3
_STRIDE = 512 << 10
_ZEROS, _STRIDE_ZEROS = bytes(CHUNK), bytes(_STRIDE)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the bytes. ``skipped`` holds ranges that could not be written or read.

    ``first`` is the offset of the first byte that differs, None where none does.
    """

    done: int = 0
    retried: int = 0
    differing: int = 0
    first: int | None = None
    skipped: list[tuple[int, int]] = field(default_factory=list)

    @property
    def skipped_bytes(self) -> int:
        return sum(end - start for start, end in self.skipped)


@dataclass(slots=True)
class _Piece:
    """A filled buffer: ``view`` is what belongs at ``offset``. ``error`` is set where reading it failed."""

    number: int
    view: memoryview
    offset: int
    error: OSError | None = None


def write(descriptor: int, start: int, end: int, seed: bytes, tick: Callable[[int, Tally], None]) -> Tally:
    """Write the keystream to ``start`` … ``end``. ``tick`` is called after every chunk with where it ended.

    What fails is tried once more in small pieces; pieces that fail again are skipped and named.

    Raises:
        OSError: whatever ``tick`` raises, and what is no failure of a place on the medium (ENXIO, EBADF …).
    """
    tally = Tally()

    def made(number: int, view: memoryview, offset: int) -> _Piece:
        keystream.fill(stream, view, _ZEROS)
        return _Piece(number, view, offset)

    stream = keystream.position(seed, start)
    with _Beside(start, end, made) as pieces:
        for piece in pieces:
            _put(descriptor, piece.view, piece.offset, tally)
            at = piece.offset + len(piece.view)
            pieces.give_back(piece)
            tick(at, tally)
    return tally


def _put(descriptor: int, view: memoryview, offset: int, tally: Tally) -> None:
    try:
        if os.pwrite(descriptor, view, offset) == len(view):
            tally.done += len(view)
            return
    except OSError as error:
        _require_local(error)
    tally.retried += len(view)
    for begin in range(0, len(view), PIECE):
        part = view[begin : begin + PIECE]
        count = 0
        with _passing_local():
            count = os.pwrite(descriptor, part, offset + begin)
        if count == len(part):
            tally.done += count
        else:
            _skip(tally, offset + begin, offset + begin + len(part))
        part.release()


def verify(descriptor: int, start: int, end: int, seed: bytes, tick: Callable[[int, Tally], None]) -> Tally:
    """Read ``start`` … ``end`` and compare it with the keystream; ``differing`` counts whole pieces of 64 KiB.

    Raises:
        OSError: as for :func:`write`.
    """
    tally = Tally()
    stream = keystream.position(seed, start)

    def read(number: int, view: memoryview, offset: int) -> _Piece:
        try:
            short = os.preadv(descriptor, [view], offset) != len(view)
        except OSError as error:
            return _Piece(number, view, offset, error)
        return _Piece(number, view, offset, OSError(5, os.strerror(5)) if short else None)

    with memoryview(bytearray(_STRIDE)) as wanted, _Beside(start, end, read) as pieces:
        for piece in pieces:
            if piece.error is not None:
                _require_local(piece.error)
                tally.retried += len(piece.view)
            _compare(descriptor, piece, stream, wanted, tally)
            at = piece.offset + len(piece.view)
            pieces.give_back(piece)
            tick(at, tally)
    return tally


def _compare(descriptor: int, piece: _Piece, stream: keystream.Fills, wanted: memoryview, tally: Tally) -> None:
    # In strides that stay in the processor's cache: a quarter faster than making all of the keystream first.
    for begin in range(0, len(piece.view), _STRIDE):
        with piece.view[begin : begin + _STRIDE] as found, wanted[: len(found)] as here:
            keystream.fill(stream, here, _STRIDE_ZEROS)
            if piece.error is not None:
                _read_slowly(descriptor, found, here, piece.offset + begin, tally)
            elif _equal(found, here):
                tally.done += len(found)
            else:
                _count_differing(found, here, piece.offset + begin, tally)


def _read_slowly(descriptor: int, found: memoryview, wanted: memoryview, offset: int, tally: Tally) -> None:
    """Read what failed as a whole once more, in small pieces, and compare what can be read."""
    for begin in range(0, len(wanted), PIECE):
        with found[begin : begin + PIECE] as there, wanted[begin : begin + PIECE] as part:
            count = 0
            with _passing_local():
                count = os.preadv(descriptor, [there], offset + begin)
            if count == len(part):
                _count_differing(there, part, offset + begin, tally)
            else:
                _skip(tally, offset + begin, offset + begin + len(part))


def _count_differing(found: memoryview, wanted: memoryview, offset: int, tally: Tally) -> None:
    tally.done += len(wanted)
    for begin in range(0, len(wanted), PIECE):
        with found[begin : begin + PIECE] as one, wanted[begin : begin + PIECE] as other:
            if bytes(one) != bytes(other):
                tally.differing += len(one)
                if tally.first is None:
                    pairs = enumerate(zip(one, other, strict=True), offset + begin)
                    tally.first = next(at for at, (is_, should) in pairs if is_ != should)


def _equal(one: memoryview, other: memoryview) -> bool:
    # Comparing memoryviews goes byte by byte through Python; memcmp does not, and lets the other thread run meanwhile.
    first, second = (ctypes.addressof(ctypes.c_char.from_buffer(view)) for view in (one, other))
    return int(_libc.memcmp(first, second, len(one))) == 0


_libc = ctypes.CDLL(None) if os.name == "posix" else ctypes.CDLL("msvcrt")
_libc.memcmp.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]

_LOCAL = {5, 61, 28, 121}  # EIO, ENODATA (unreadable sector), ENOSPC (thin or shrunk), EREMOTEIO


def _require_local(error: OSError) -> None:
    if error.errno not in _LOCAL:
        raise error


@contextmanager
def _passing_local() -> Iterator[None]:
    """Pass over a failure of one place on the medium; anything else is a failure of the whole."""
    try:
        yield
    except OSError as error:
        _require_local(error)


def _skip(tally: Tally, start: int, end: int) -> None:
    if tally.skipped and tally.skipped[-1][1] == start:
        start = tally.skipped.pop()[0]
    tally.skipped.append((start, end))


class _Beside:
    """Buffers that a second thread fills in order by ``make``. Every piece taken must be given back."""

    def __init__(self, start: int, end: int, make: Callable[[int, memoryview, int], _Piece]) -> None:
        self._range, self._make = (start, end), make
        self._maps = [mmap.mmap(-1, CHUNK) for _ in range(_BUFFERS)]
        self._views = [memoryview(one) for one in self._maps]
        self._full: queue.Queue[_Piece | BaseException | None] = queue.Queue()
        self._free: queue.Queue[int | None] = queue.Queue()
        for number in range(_BUFFERS):
            self._free.put(number)
        self._thread = threading.Thread(target=self._work, name="erase", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._free.put(None)
        self._thread.join()
        # A view of the piece that was being worked on when something was raised keeps its map alive; both go with it.
        with suppress(BufferError):
            for view in self._views:
                view.release()
            for one in self._maps:
                one.close()

    def _work(self) -> None:
        start, end = self._range
        try:
            for offset in range(start, end, CHUNK):
                number = self._free.get()
                if number is None:
                    return
                view = self._views[number][: min(CHUNK, end - offset)]
                self._full.put(self._make(number, view, offset))
            self._full.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the pieces are taken
            self._full.put(error)

    def __iter__(self) -> Iterator[_Piece]:
        while (piece := self._full.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece

    def give_back(self, piece: _Piece) -> None:
        piece.view.release()
        self._free.put(piece.number)
