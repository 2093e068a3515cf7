"""Writing and reading back in two threads: every byte, every difference, every place that fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from safehandle.erase import direct, keystream

SEED = bytes(range(32))


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[int]:
    opened = os.open(tmp_path / "medium", os.O_RDWR | os.O_CREAT)
    yield opened
    os.close(opened)


def nothing(_at: int, _tally: direct.Tally) -> None:
    """Nobody watches."""


@pytest.mark.parametrize("size", [512, direct.CHUNK - 512, direct.CHUNK, 3 * direct.CHUNK + 512, 9 * direct.CHUNK])
def test_what_is_written_is_the_keystream_and_reads_back(descriptor: int, size: int) -> None:
    ends: list[int] = []
    tally = direct.write(descriptor, 0, size, SEED, lambda at, _: ends.append(at))
    assert (tally.done, tally.skipped, ends[-1]) == (size, [], size)
    stream = keystream.position(SEED, 0)
    expected = b"".join(keystream.take(stream, 1 << 20) for _ in range(size // (1 << 20) + 1))[:size]
    assert os.pread(descriptor, size, 0) == expected
    checked = direct.verify(descriptor, 0, size, SEED, nothing)
    assert (checked.done, checked.differing, checked.skipped) == (size, 0, [])


def test_work_taken_up_in_the_middle_joins_without_a_seam(descriptor: int) -> None:
    middle, size = direct.CHUNK + 4096, 3 * direct.CHUNK
    direct.write(descriptor, 0, middle, SEED, nothing)
    direct.write(descriptor, middle, size, SEED, nothing)
    assert direct.verify(descriptor, 0, size, SEED, nothing).differing == 0


@pytest.mark.parametrize("place", [0, direct.CHUNK - 1, direct.CHUNK, 2 * direct.CHUNK + 511])
def test_a_single_wrong_byte_is_found(descriptor: int, place: int) -> None:
    size = 2 * direct.CHUNK + 512
    direct.write(descriptor, 0, size, SEED, nothing)
    (old,) = os.pread(descriptor, 1, place)
    os.pwrite(descriptor, bytes([old ^ 0x80]), place)
    tally = direct.verify(descriptor, 0, size, SEED, nothing)
    assert 0 < tally.differing <= direct.PIECE


def test_what_cannot_be_read_is_not_counted_as_read(descriptor: int) -> None:
    size = 2 * direct.CHUNK
    direct.write(descriptor, 0, size, SEED, nothing)
    os.ftruncate(descriptor, direct.CHUNK + direct.PIECE)
    tally = direct.verify(descriptor, 0, size, SEED, nothing)
    assert tally.done == direct.CHUNK + direct.PIECE
    assert tally.skipped == [(direct.CHUNK + direct.PIECE, size)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_what_cannot_be_written_is_tried_again_and_named() -> None:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    try:
        tally = direct.write(descriptor, 0, 2 * direct.CHUNK, SEED, nothing)
    finally:
        os.close(descriptor)
    assert (tally.done, tally.retried) == (0, 2 * direct.CHUNK)
    assert tally.skipped == [(0, 2 * direct.CHUNK)]


def test_a_failure_that_is_no_place_s_ends_the_work(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    os.close(descriptor)
    with pytest.raises(OSError, match="Bad file descriptor"):
        direct.write(descriptor, 0, 3 * direct.CHUNK, SEED, nothing)
    with pytest.raises(OSError, match="Bad file descriptor"):
        direct.verify(descriptor, 0, 3 * direct.CHUNK, SEED, nothing)


def test_whoever_watches_may_stop_it(descriptor: int) -> None:
    def stop(at: int, _tally: direct.Tally) -> None:
        if at >= 2 * direct.CHUNK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        direct.write(descriptor, 0, 50 * direct.CHUNK, SEED, stop)
    assert os.fstat(descriptor).st_size <= 4 * direct.CHUNK
