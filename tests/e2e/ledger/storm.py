"""Writers that are killed: ``python -m tests.e2e.ledger.storm LOCATION FOLDER WRITERS KILLS SEED``.

Each writer is a process of its own, forked so that nothing has to be loaded again; at a random moment one of them gets
SIGKILL, and another takes its place. A writer notes in a file of its own, by one ``write`` each, what was acknowledged:
the number, and which record that was. Here it is told how often somebody was killed after having written.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.unit.ledger.records import ORIGIN, done, intent

from safehandle.ledger import open_ledger

LONGEST = 0.06  # seconds between two kills
APART = 1_000_000  # no two writers write the same record


def main(location: str, folder: Path, writers: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    running = [start(location, folder, index) for index in range(writers)]
    wait_for_all(folder, writers)
    for index in range(kills):
        time.sleep(chance.uniform(0, LONGEST))
        place = chance.randrange(writers)
        kill(running[place])
        running[place] = start(location, folder, writers + index)
    wait_for_all(folder, writers + kills, least=writers + kills // 2)
    for process in running:
        kill(process)


def start(location: str, folder: Path, index: int) -> int:
    process = os.fork()
    if process:
        return process
    try:
        write(location, folder / f"{index}", index)
    finally:
        os._exit(1)  # whoever is not killed has failed


def write(location: str, notes: Path, writer: int) -> None:
    with open_ledger(location, ORIGIN) as ledger, notes.open("ab", buffering=0) as file:
        for index in range(writer * APART, (writer + 1) * APART):
            number = ledger.append(intent(index))
            file.write(b"%d intent %d\n" % (number, index))
            file.write(b"%d done %d\n" % (ledger.append(done(number)), number))


def wait_for_all(folder: Path, count: int, *, least: int = 0) -> None:
    """Until every writer, or at least so many, has written; those killed too early never will."""
    end = time.monotonic() + 30
    while sum(path.stat().st_size > 0 for path in folder.iterdir()) < (least or count) and time.monotonic() < end:
        time.sleep(0.005)


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        sys.exit(f"a writer ended by itself ({status})")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
