"""Examining a large ledger with both cores: one half here, the other in a process of its own.

``python -m safehandle.ledger.halves`` is that process: it is told what to examine, and writes what it found to
its standard output. A process is started rather than forked, so that it shares no database connection.
"""

from __future__ import annotations

import pickle
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safehandle.ledger.examining import BLOCK, Findings, examine
from safehandle.ledger.store import Store, open_store

if TYPE_CHECKING:
    import subprocess

WORTH_IT = 50_000
"""From so many entries on, starting a process costs less than it saves."""


@dataclass(frozen=True, slots=True)
class _Task:
    location: str
    start: int
    end: int
    sizes: tuple[int, ...]


def examine_store(store: Store, location: str, size: int, sizes: Sequence[int]) -> list[Findings]:
    """Examine all entries of a store that says it has ``size``; ``location`` is where another process finds it."""
    if size < WORTH_IT:
        return [examine(store.entries(0, None), 0, sizes)]
    middle = size // 2 // BLOCK * BLOCK
    other = _start(_Task(location, 0, middle, tuple(sizes)))
    try:
        second = examine(store.entries(middle, None), middle, sizes)
    finally:
        output, _ = other.communicate()
    if other.returncode == 0:
        first: Findings = pickle.loads(output)  # noqa: S301 - what our own process wrote
        if first.size == middle:
            return [first, second]
    # No second process here, or entries are missing, so that the halves do not fit: then in one piece.
    return [examine(store.entries(0, None), 0, sizes)]


def _start(task: _Task) -> subprocess.Popen[bytes]:
    import subprocess

    command = [sys.executable, "-m", __name__, b64encode(pickle.dumps(task)).decode()]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _work() -> None:
    task: _Task = pickle.loads(b64decode(sys.argv[1]))  # noqa: S301 - what our own process wrote
    store = open_store(task.location, "", create=False)
    try:
        findings = examine(store.entries(task.start, task.end), task.start, task.sizes)
    finally:
        store.close()
    pickle.dump(findings, sys.stdout.buffer)


if __name__ == "__main__":
    _work()
