"""Erasing media and files, beside dd and shred."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from facilities import loop
from measure import Absent, Cost, Line, Row, command, function, lacking, memory

_FILES, _FILE_SIZE = 10_000, 4096


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    reason = loop.unfit() or lacking("dd", "shred", "mkfs.ext4")
    if reason:
        yield Absent("overwriting a medium, beside dd and shred", reason)
        yield Absent("erasing small files, beside shred", reason)
        return
    room = shutil.disk_usage(loop.MEMORY).free >> 21 if loop.MEMORY.is_dir() else 0
    costs: list[Cost] = []
    for where, folder, size in (("in memory", loop.MEMORY, min(mebibytes, room)), ("on disk", work, mebibytes)):
        if not size:
            yield Absent(f"a loop device {where}", "no room")
            continue
        with loop.device(folder, size) as device:
            yield from keeping(costs, media(work, device, f"{size} MiB {where}"))
    files = min(_FILES, mebibytes * 20)
    with loop.device(work, 128 + files * _FILE_SIZE * 2 >> 20) as device, loop.mounted(device, work / "mnt") as point:
        yield from keeping(costs, small_files(point, files))
    yield memory("memory of erasing", 100, *costs)


def keeping(costs: list[Cost], rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, with the costs of our own remembered."""
    for row in rows:
        if row.name.startswith("safehandle"):
            costs.append(row.cost)
        yield row


def media(work: Path, device: Path, what: str) -> Iterator[Row]:
    from safehandle.erase import direct, keystream

    end, seed = size_of(device), keystream.new_seed()
    keystream.take(keystream.position(seed, 0), 16)  # what is loaded at the first use is no part of the rate
    count = f"count={end}"

    def overwrite() -> None:
        descriptor = os.open(device, os.O_RDWR | os.O_EXCL | os.O_DIRECT)
        assert direct.write(descriptor, 0, end, seed, lambda *_: None).done == end
        os.fsync(descriptor)

    def verify() -> None:
        descriptor = os.open(device, os.O_RDONLY | os.O_EXCL | os.O_DIRECT)
        found = direct.verify(descriptor, 0, end, seed, lambda *_: None)
        assert (found.done, found.differing) == (end, 0)

    zeros = command(
        ["dd", "if=/dev/zero", f"of={device}", "bs=4M", "oflag=direct", "iflag=count_bytes", count, "conv=fsync"]
    )
    yield Row(f"dd of zeros over {what}", zeros)
    yield Row("safehandle overwrites it, beside dd", function(overwrite), zeros, 0.8)
    reading = command(["dd", f"if={device}", "of=/dev/null", "bs=4M", "iflag=direct,count_bytes", count])
    yield Row("dd reads it", reading)
    yield Row("safehandle reads it back and compares, beside dd", function(verify), reading, 0.8)
    shred = command(["shred", "-n1", device], runs=1)
    yield Row("shred -n1, which does not read back", shred)
    yield Row("safehandle wipe: both, beside shred", function(lambda: wipe(device, work / "jobs")), shred, 3.0)


def size_of(device: Path) -> int:
    with device.open("rb") as file:
        return file.seek(0, os.SEEK_END)


def wipe(device: Path, jobs: Path) -> None:
    """The whole method as ``safehandle wipe --device`` runs it."""
    from safehandle.erase import Order, carry_out, choose, look_at_medium
    from safehandle.model.erasure import Level

    medium = look_at_medium(device)
    order = Order(requested=Level.CLEAR, accept=True, confirmed=medium.confirmation, journal=jobs, fresh=True)
    report = carry_out(choose("media-overwrite", "medium"), medium, order, target_digest=medium.digest())
    assert report.certifiable


def small_files(point: Path, count: int) -> Iterator[Row]:
    folder = point / "files"
    names = [f"{number:05d}.dat" for number in range(count)]

    def make() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(os.urandom(_FILE_SIZE))
        os.sync()

    def wipe_files() -> None:
        from safehandle.erase import Order, carry_out, choose, survey

        found = survey([folder])
        order = Order(accept=True)
        carry_out(choose("file-overwrite", "files"), found, order, target_digest=found.digest())

    shred = command(["shred", "-u", "-n1", *names], runs=1, before=make, cwd=folder)
    yield Row(f"shred -u -n1, {count:,} files of {_FILE_SIZE} bytes on ext4", shred)
    ours = function(wipe_files, runs=1, before=make)
    yield Row("safehandle wipe of the same, read back, beside shred", ours, shred, 1.0)
