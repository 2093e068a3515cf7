"""How much an archive may demand of the machine that opens it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that are checked against the directory before anything is written, and again while it is.

    ``ratio`` is size to compressed size of one entry; it is judged from ``ratio_from`` bytes on, for small things are
    no bomb. Deflate itself cannot exceed 1,032.
    """

    entries: int = 200_000
    total: int = 1 << 40
    ratio: int = 300
    ratio_from: int = 64 << 20
    directory: int = 64 << 20


LIMITS = Limits()
