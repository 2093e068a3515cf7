"""Run a command or a function in a process of its own; keep the best of several runs and its peak memory."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the best run, and the peak resident memory over all runs in MiB."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. ``peer`` is what the ratio is to: above 1 means faster than the peer."""

    name: str
    cost: Cost
    peer: Cost | None = None
    target: float | None = None

    def __str__(self) -> str:
        text = f"{self.name:<58} {self.cost.seconds:8.3f} s  {self.cost.mebibytes:7.0f} MiB"
        if self.peer is not None:
            ratio = self.peer.seconds / self.cost.seconds
            text += f"  {ratio:6.2f} x"
            if self.target is not None:
                text += f"  (target {self.target:g}: {'met' if ratio >= self.target else 'MISSED'})"
        return text


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of a table that is no duration: a rate, a wait, a share, memory; held against a bound, not a peer."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        text = f"{self.name:<58} {self.value:8.3f} {self.unit}"
        if self.most is not None:
            text += f"  (target at most {self.most:g}: {'met' if self.value <= self.most else 'MISSED'})"
        if self.least is not None:
            text += f"  (target at least {self.least:g}: {'met' if self.value >= self.least else 'MISSED'})"
        return text


@dataclass(frozen=True, slots=True)
class Absent:
    """A line that could not be measured here, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name:<58} not measured: {self.reason}"


Line = Row | Figure | Absent


def lacking(*programs: str) -> str:
    """Why a peer cannot be measured: the programs that are not installed; empty where all are."""
    missing = [program for program in programs if shutil.which(program) is None]
    return f"{', '.join(missing)} not installed" if missing else ""


def memory(name: str, most: float, *costs: Cost) -> Figure:
    """The peak memory over several measurements, against its bound in MiB."""
    return Figure(name, max(cost.mebibytes for cost in costs), "MiB", most=most)


def best(runs: int, one: Callable[[], tuple[float, float]]) -> Cost:
    """The best of several runs."""
    costs = [one() for _ in range(runs)]
    return Cost(min(seconds for seconds, _ in costs), max(memory for _, memory in costs))


def command(
    arguments: Sequence[str | Path], *, runs: int = 3, before: Callable[[], None] | None = None, **options: object
) -> Cost:
    """Measure a program; ``before`` clears away what the last run made and is not counted."""

    def once() -> tuple[float, float]:
        if before:
            before()
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(a) for a in arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            **options,
        )
        errors = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{arguments[0]} failed ({process.returncode}): {errors.decode(errors='replace')[-500:]}")
        return seconds, usage.ru_maxrss / 1024

    return best(runs, once)


def function(work: Callable[[], object], *, runs: int = 3, before: Callable[[], None] | None = None) -> Cost:
    """Measure a function in a forked process, so that its peak memory is its own."""

    def once() -> tuple[float, float]:
        if before:
            before()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                start = time.perf_counter()
                work()
                seconds = time.perf_counter() - start
                os.write(write, f"{seconds} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}".encode())
                status = 0
            finally:
                os._exit(status)
        os.close(write)
        answer = os.read(read, 100)
        os.close(read)
        os.waitpid(child, 0)
        if not answer:
            sys.exit("the measured function failed")
        seconds, memory = answer.split()
        return float(seconds), float(memory)

    return best(runs, once)


def remover(*paths: Path) -> Callable[[], None]:
    """A ``before`` that removes files and folders."""

    def remove() -> None:
        for path in paths:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    return remove


def random_file(path: Path, mebibytes: int) -> Path:
    """A file that does not compress."""
    with path.open("wb") as file:
        for _ in range(mebibytes):
            file.write(os.urandom(1 << 20))
    return path
