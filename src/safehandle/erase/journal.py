"""The job journal of a medium's erasure: how far the work is known to be on the device, kept on another device.

A line of JSON each: first what is erased and with which seed, then marks, each written after the device was flushed.
The last line of a killed run may be torn; it is then as if it had not been written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from safehandle.erase import keystream, stack
from safehandle.erase.medium import Medium
from safehandle.errors import ErasureError, UsageError
from safehandle.model.erasure import Resumption

_FORMAT = 1


@dataclass(slots=True, kw_only=True)
class Job:
    """One medium's job. ``offset`` is how far the device holds the keystream for certain (bytes)."""

    path: Path
    seed: bytes
    offset: int = 0
    started: datetime | None = None
    skipped: list[tuple[int, int]] = field(default_factory=list)
    resumed: list[Resumption] = field(default_factory=list)

    def mark(self, offset: int, skipped: list[tuple[int, int]]) -> None:
        """Record that everything up to ``offset`` is on the device, but for what was skipped."""
        self.offset, self.skipped = offset, list(skipped)
        self._append({"offset": offset, "skipped": self.skipped})

    def resume(self, at: datetime) -> None:
        """Record that the work is taken up again."""
        self.resumed.append(Resumption(at=at, offset=self.offset))
        self._append({"resumed": at.isoformat(), "offset": self.offset})

    def end(self) -> None:
        """The work is over, however it went; there is nothing to take up again."""
        self.path.unlink(missing_ok=True)
        _flush_folder(self.path.parent)

    def _append(self, line: dict[str, object]) -> None:
        with self.path.open("ab") as file:
            file.write(json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


def begin(folder: Path, medium: Medium) -> Job:
    """A new job with a fresh seed; an older one of the same medium is forgotten.

    Raises:
        UsageError: ``erase.journal-same-device``.
    """
    _require_elsewhere(folder, medium)
    job = Job(path=_path(folder, medium), seed=keystream.new_seed())
    job.path.unlink(missing_ok=True)
    identity = {"capacity": medium.identity.capacity, "serial": medium.identity.serial, "wwn": medium.identity.wwn}
    descriptor = os.open(job.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    os.close(descriptor)
    job._append({"format": _FORMAT, "digest": medium.digest(), **identity, "seed": job.seed.hex()})  # noqa: SLF001
    _flush_folder(folder)
    return job


def unfinished(folder: Path, medium: Medium) -> Job | None:
    """The job that was cut off on this medium, if there is one.

    Raises:
        UsageError: ``erase.journal-same-device``.
        ErasureError: ``erase.journal-unreadable``, ``erase.journal-other-device``.
    """
    _require_elsewhere(folder, medium)
    path = _path(folder, medium)
    if not path.exists():
        return None
    try:
        job = _read(path, list(_lines(path)), medium)
    except (KeyError, TypeError, ValueError, IndexError):
        raise ErasureError("erase.journal-unreadable", path=str(path)) from None
    return job


def _read(path: Path, lines: list[dict[str, Any]], medium: Medium) -> Job:
    head = lines[0]
    if head["format"] != _FORMAT:
        raise ValueError(head["format"])
    if head["digest"] != medium.digest():
        raise ErasureError("erase.journal-other-device", path=str(path))
    job = Job(path=path, seed=bytes.fromhex(head["seed"]))
    for line in lines[1:]:
        if "resumed" in line:
            job.resumed.append(Resumption(at=datetime.fromisoformat(line["resumed"]), offset=int(line["offset"])))
        else:
            job.offset = int(line["offset"])
            job.skipped = [(int(start), int(end)) for start, end in line["skipped"]]
    return job


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_bytes().split(b"\n")[:-1]:
        yield json.loads(line)


def _path(folder: Path, medium: Medium) -> Path:
    told = medium.identity
    name = f"{told.model}\n{told.serial}\n{told.wwn}\n{told.capacity}"
    return folder / f"erase-{hashlib.sha256(name.encode()).hexdigest()[:16]}.jsonl"


def _require_elsewhere(folder: Path, medium: Medium) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    device = folder.stat().st_dev
    below = stack.under((os.major(device), os.minor(device)))
    if medium.number in {layer.number for layer in below}:
        raise UsageError("erase.journal-same-device", path=str(folder))


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
