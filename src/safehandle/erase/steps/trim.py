"""Telling the device that free space is unused (FITRIM). A hint: nothing counts as removed by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safehandle.erase import linux
from safehandle.erase.ground import Ground


@dataclass(frozen=True, slots=True)
class Trim:
    name: str = "trim"
    turn: int = 3

    def fits(self, ground: Ground, /) -> bool:
        return any(layer.discards for layer in ground.layers)

    def clears(self, _ground: Ground, /) -> frozenset[str]:
        # A device may ignore it, or answer reads from blocks that it has not erased yet (SP 800-88 Rev. 2 has it as no
        # technique of its own).
        return frozenset()

    def run(self, _ground: Ground, folder: int, tick: Callable[[int], None], /) -> int:
        count = linux.trim(folder)
        tick(count)
        return count


STEP = Trim()
