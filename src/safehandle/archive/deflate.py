"""Raw deflate (RFC 1951) in parallel, and knowing when it is not worth it.

The standard zlib always works; ISA-L or zlib-ng are taken where they are installed (``pip install safehandle[fast]``).
"""

from __future__ import annotations

import importlib
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer

SEGMENT = 1 << 20
"""Bytes that are deflated as one task."""
_HISTORY = 1 << 15
_RAW = -15
_SAMPLE = 1 << 14
_WORTHWHILE = 0.98


@dataclass(frozen=True, slots=True)
class Engine:
    """One implementation of deflate, with the level at which it is worth its time."""

    name: str
    level: int
    module: Any

    def deflate(self, data: Buffer, *, history: Buffer = b"", last: bool = True) -> bytes:
        """Deflate ``data``; what is not ``last`` ends at a byte, so that pieces can be joined as pigz joins them."""
        if incompressible(data):
            # Stored blocks; not every engine has a level for that.
            maker = zlib.compressobj(0, zlib.DEFLATED, _RAW)
        elif history:
            maker = self.module.compressobj(self.level, zlib.DEFLATED, _RAW, zdict=bytes(history))
        else:
            maker = self.module.compressobj(self.level, zlib.DEFLATED, _RAW)
        made: bytes = maker.compress(data)
        return made + (maker.flush() if last else maker.flush(zlib.Z_SYNC_FLUSH))

    def inflater(self) -> Any:
        """A decompressing object of raw deflate, with zlib's interface."""
        return self.module.decompressobj(_RAW)

    @property
    def error(self) -> type[Exception]:
        """What its inflater raises on bytes that are no deflate stream."""
        kind: type[Exception] = self.module.error
        return kind

    def crc32(self, data: Buffer, value: int = 0) -> int:
        made: int = self.module.crc32(data, value)
        return made


ENGINES = (("isal", "isal.isal_zlib", 3), ("zlib-ng", "zlib_ng.zlib_ng", 6), ("zlib", "zlib", 4))
"""Name, module and level, the fastest first."""


def engine(name: str = "") -> Engine:
    """The engine of that name, or the fastest that is installed.

    Raises:
        ImportError: the one that was named is not installed.
    """
    for each, module, level in ENGINES:
        if name in {"", each}:
            try:
                return Engine(each, level, importlib.import_module(module))
            except ImportError:
                if name:
                    raise
    raise ImportError(name)


def incompressible(data: Buffer) -> bool:
    """Whether two samples say that deflate would gain less than two per cent."""
    if len(data) < 2 * _SAMPLE:
        return False
    view = memoryview(data)
    middle = len(view) // 2
    sample = bytes(view[:_SAMPLE]) + bytes(view[middle : middle + _SAMPLE])
    return len(zlib.compress(sample, 1)) > _WORTHWHILE * len(sample)


def deflate_segments(segments: Iterable[bytes], using: Engine, pool: Executor, *, ahead: int) -> Iterator[bytes]:
    """Deflate consecutive segments into one stream, at most ``ahead`` of them at a time."""
    waiting: deque[Future[bytes]] = deque()
    history, held = b"", None
    for segment in segments:
        if held is not None:
            waiting.append(pool.submit(using.deflate, held, history=history, last=False))
            history = held[-_HISTORY:]
        held = segment
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    waiting.append(pool.submit(using.deflate, held or b"", history=history, last=True))
    while waiting:
        yield waiting.popleft().result()
