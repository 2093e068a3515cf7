"""Several processes at once, and processes that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.ledger.records import ORIGIN

from safehandle.ledger import open_ledger
from safehandle.model import Done, Intent

ROOT = Path(__file__).parents[3]
WRITERS, KILLS = 4, 100


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")
def test_a_hundred_killed_writers_lose_nothing_and_leave_open_intents_at_most(tmp_path: Path) -> None:
    location, notes = tmp_path / "ledger.db", tmp_path / "notes"
    notes.mkdir()
    open_ledger(location, ORIGIN, create=True).close()
    storm = [sys.executable, "-m", "tests.e2e.ledger.storm", str(location), str(notes), str(WRITERS), str(KILLS), "4"]
    done = subprocess.run(storm, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=200, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    acknowledged = [line.split() for path in notes.iterdir() for line in path.read_text().splitlines()]
    numbers = [int(number) for number, _, _ in acknowledged]
    assert len(numbers) > 5 * KILLS, "the writers were killed before they wrote: this showed nothing"
    assert len(set(numbers)) == len(numbers), "a number was given to two records"
    with open_ledger(location, ORIGIN) as ledger:
        report = ledger.verify()
        assert report.holds
        # Of each writer that was killed, one record may be there that it was not told of any more.
        assert 0 <= report.size - len(numbers) <= KILLS + WRITERS
        assert 0 < len(report.open_intents) <= KILLS + WRITERS
        written = {entry.number: entry.record for entry in ledger.entries()}
        assert tuple(entry.number for entry in ledger.open_intents()) == report.open_intents
    for number, kind, about in acknowledged:
        record = written[int(number)]
        if kind == "intent":
            assert isinstance(record, Intent)
            assert record.plan.nonce == f"{int(about):032x}"
        else:
            assert isinstance(record, Done)
            assert record.intent == int(about)
