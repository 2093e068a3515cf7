"""A few files of one folder, overwritten, flushed, read back and removed together.

Flushing many files after writing all of them costs little more than flushing one, so the steps go through the batch
one after the other instead of file by file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from safehandle.erase import keystream
from safehandle.erase.fault import fault_of
from safehandle.erase.finding import FILE_FLAGS, Found
from safehandle.erase.overwriting import Run, blur_attributes, forget, length, overwrite, read_back, runs
from safehandle.erase.removal import remove_file

_TRIES = 3


@dataclass(slots=True, kw_only=True)
class Work:
    """One file of the batch. ``offset`` is where its part of the keystream begins; sizes in bytes."""

    found: Found
    settle: bool
    in_memory: bool
    descriptor: int | None = None
    of: tuple[Run, ...] = ()
    offset: int = 0
    written: int = 0
    from_device: int = 0
    differing: int = 0
    fault: str = ""

    @property
    def name(self) -> str:
        return self.found.path.rpartition("/")[2]

    @property
    def extent(self) -> int:
        return sum(end - start for start, end in self.of)


class Batch:
    """Files of the folder that is open as ``folder``. ``used`` is the keystream's position after them."""

    def __init__(self, folder: int, seed: bytes, used: int, tick: Callable[[int], None]) -> None:
        self._folder, self._seed, self._tick = folder, seed, tick
        self._works: list[Work] = []
        self.used = used

    def write(self, found: Found, *, settle: bool, in_memory: bool) -> None:
        """Open one file, see that it is still the one that was surveyed, and overwrite it."""
        work = Work(found=found, settle=settle, in_memory=in_memory, offset=self.used)
        self._works.append(work)
        try:
            # Never truncated first: that would free the blocks with the content still in them.
            work.descriptor = os.open(work.name, os.O_RDWR | FILE_FLAGS, dir_fd=self._folder)
            if not found.same(os.fstat(work.descriptor)):
                work.fault = "changed"
                return
            work.of = runs(work.descriptor, found.size)
            blur_attributes(work.descriptor)
            work.written = overwrite(work.descriptor, work.of, keystream.position(self._seed, self.used), self._tick)
        except OSError as error:
            work.fault = fault_of(error)
        finally:
            self.used += length(work.of)

    def finish(self) -> list[Work]:
        """Flush, read back, remove; what has a fault keeps its name."""
        try:
            for step in (self._flush, self._verify, self._remove):
                for work in self._works:
                    if not work.fault:
                        self._guarded(step, work)
            os.fsync(self._folder)
        finally:
            for work in self._works:
                if work.descriptor is not None:
                    os.close(work.descriptor)
        return self._works

    @staticmethod
    def _guarded(step: Callable[[Work, int], None], work: Work) -> None:
        try:
            if work.descriptor is not None:
                step(work, work.descriptor)
        except OSError as error:
            work.fault = fault_of(error)

    def _flush(self, _work: Work, descriptor: int) -> None:
        os.fsync(descriptor)

    def _verify(self, work: Work, descriptor: int) -> None:
        for _ in range(_TRIES):
            forget(descriptor, settle=work.settle)
            stream = keystream.position(self._seed, work.offset)
            work.from_device, work.differing = read_back(descriptor, work.of, stream, self._tick)
            if work.in_memory:
                work.from_device = work.extent
            if work.differing:
                work.fault = "differs"
                return
            if work.from_device >= work.extent:
                return
        work.fault = "cached"  # it reads as it should, but nothing shows that the device does

    def _remove(self, work: Work, descriptor: int) -> None:
        remove_file(self._folder, work.name, descriptor)
