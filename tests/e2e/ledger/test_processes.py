"""Several processes at once, and processes that are killed."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.unit.ledger.records import ORIGIN

from safehandle.ledger import open_ledger

ROOT = Path(__file__).parents[3]


def writer(location: Path | str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.ledger.writing", str(location), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def begun(process: subprocess.Popen[str]) -> int:
    """Wait until a writer has written its first entry; starting Python takes as long as the machine is busy."""
    assert process.stdout is not None
    return int(process.stdout.readline())


def printed(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout is not None
    with process.stdout:
        # A killed process may leave half a line; what has its newline was on the disk.
        return [int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]


def test_two_processes_write_one_ledger(tmp_path: Path) -> None:
    location = tmp_path / "ledger.db"
    open_ledger(location, ORIGIN, create=True).close()
    processes = [writer(location, 200) for _ in range(2)]
    numbers = [printed(process) for process in processes]
    assert [process.wait() for process in processes] == [0, 0]
    assert sorted(numbers[0] + numbers[1]) == list(range(800))
    with open_ledger(location, ORIGIN) as ledger:
        report = ledger.verify()
        assert (report.holds, report.size, report.open_intents) == (True, 800, ())


def test_killed_writers_lose_nothing_and_leave_open_intents_at_most(tmp_path: Path) -> None:
    location = tmp_path / "ledger.db"
    open_ledger(location, ORIGIN, create=True).close()
    acknowledged: set[int] = set()
    chance = random.Random(20261121)
    for _ in range(8):
        processes = [writer(location, 100_000) for _ in range(3)]
        acknowledged.update(begun(process) for process in processes)
        time.sleep(chance.uniform(0, 0.4))
        for process in processes:
            process.kill()
            time.sleep(chance.uniform(0, 0.02))
        for process in processes:
            acknowledged.update(printed(process))
            process.wait()
        with open_ledger(location, ORIGIN) as ledger:
            report = ledger.verify()
            assert report.holds
            assert report.size > max(acknowledged, default=-1)
            assert tuple(entry.number for entry in ledger.open_intents()) == report.open_intents
    assert len(acknowledged) > 100, "the writers were killed before they wrote: the test showed nothing"
    assert 0 < len(report.open_intents) <= 8 * 3
