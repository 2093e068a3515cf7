"""The job journal: what survives a kill, and for which medium it counts."""

from __future__ import annotations

import dataclasses
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.erase.media import medium

from safehandle.erase import journal, stack
from safehandle.errors import ErasureError, UsageError


def test_a_marked_job_is_found_again(tmp_path: Path) -> None:
    job = journal.begin(tmp_path, medium())
    job.mark(4096, [(512, 1024)])
    job.resume(datetime(2026, 11, 21, tzinfo=UTC))
    found = journal.unfinished(tmp_path, medium())
    assert found is not None
    assert (found.seed, found.offset, found.skipped) == (job.seed, 4096, [(512, 1024)])
    assert [one.offset for one in found.resumed] == [4096]
    assert job.path.stat().st_mode & 0o777 == 0o600


def test_a_job_without_a_mark_starts_at_zero_and_an_ended_one_is_gone(tmp_path: Path) -> None:
    job = journal.begin(tmp_path, medium())
    found = journal.unfinished(tmp_path, medium())
    assert found is not None
    assert found.offset == 0
    job.end()
    assert journal.unfinished(tmp_path, medium()) is None


@pytest.mark.parametrize("cut", range(1, 30, 7))
def test_a_torn_last_line_is_as_if_it_had_not_been_written(tmp_path: Path, cut: int) -> None:
    job = journal.begin(tmp_path, medium())
    job.mark(1 << 20, [])
    job.mark(2 << 20, [])
    job.path.write_bytes(job.path.read_bytes()[:-cut])
    found = journal.unfinished(tmp_path, medium())
    assert found is not None
    assert found.offset == 1 << 20


def test_another_medium_does_not_take_it_up(tmp_path: Path) -> None:
    journal.begin(tmp_path, medium()).mark(4096, [])
    assert journal.unfinished(tmp_path, medium(serial="SER-2")) is None
    with pytest.raises(ErasureError, match=r"erase\.journal-other-device"):
        journal.unfinished(tmp_path, medium(firmware="other"))


def test_garbage_is_refused_and_not_guessed_at(tmp_path: Path) -> None:
    job = journal.begin(tmp_path, medium())
    for text in (b"", b"garbage\n", b'{"format": 2}\n', b"[]\n"):
        job.path.write_bytes(text)
        with pytest.raises(ErasureError, match=r"erase\.journal-unreadable"):
            journal.unfinished(tmp_path, medium())


def test_the_journal_may_not_lie_on_the_medium(tmp_path: Path) -> None:
    device = tmp_path.stat().st_dev
    layers = stack.under((os.major(device), os.minor(device)))
    if not layers:
        pytest.skip("the temporary folder lies on no block device")
    itself = dataclasses.replace(medium(), number=layers[-1].number)
    with pytest.raises(UsageError, match=r"erase\.journal-same-device"):
        journal.begin(tmp_path, itself)
