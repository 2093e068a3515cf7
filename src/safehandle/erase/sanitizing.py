"""What the device-side methods share: plant markers, have the device erase itself, wait for its word, look again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from safehandle.erase import keystream, markers
from safehandle.erase import medium as media
from safehandle.erase.exclusive import opened, require_same
from safehandle.erase.medium import Medium
from safehandle.erase.method import Order, Outcome
from safehandle.erase.residuals import counted
from safehandle.errors import ErasureError
from safehandle.model.erasure import Command, Level, Status

WAIT = 5.0  # seconds between two looks at the device's status
LONGEST = 24 * 3600.0  # seconds; the longest estimate a device can give is far below


class State(StrEnum):
    """What a device says of its sanitize operation."""

    NEVER = "never"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One look at the status: what it means, and the command as it goes into the record."""

    state: State
    command: Command


def sanitize(
    subject: Medium, order: Order, outcome: Outcome, start: Callable[[], Command], status: Callable[[], Report]
) -> None:
    """Run a device's own erasure from markers to verdict.

    Purge is claimed only if the device says that it succeeded *and* every marker has changed.

    Raises:
        ErasureError: ``erase.sanitize-refused``, ``erase.sanitize-failed``, ``erase.sanitize-hangs``, and those of
            :func:`safehandle.erase.exclusive.opened`.
    """
    outcome.medium, outcome.range_end = subject.identity, subject.identity.capacity
    outcome.smart_before = subject.smart
    outcome.residuals = counted(["unwritten-range"])  # until the device and the markers say otherwise
    seed = keystream.new_seed()
    outcome.seed = seed.hex()
    capacity = subject.identity.capacity
    with opened(subject, order) as descriptor:
        try:
            markers.plant(descriptor, capacity, seed)
            planted = markers.examine(descriptor, capacity, seed)
        except OSError as error:
            raise ErasureError(
                "erase.device-gone", device=subject.path, reason=os.strerror(error.errno or 0)
            ) from error
        if planted.differing != planted.extent:
            raise ErasureError("erase.device-failing", skipped=planted.extent - planted.differing)
    before = status()
    outcome.commands.append(before.command)
    if before.state is State.RUNNING:
        raise ErasureError("erase.sanitize-refused", device=subject.path)
    outcome.commands.append(started := start())
    if started.exit:
        raise ErasureError("erase.sanitize-refused", device=subject.path)
    _wait(subject, outcome, status)
    with opened(subject, order) as descriptor:
        try:
            outcome.verification = markers.examine(descriptor, capacity, seed)
        except OSError as error:
            raise ErasureError(
                "erase.device-gone", device=subject.path, reason=os.strerror(error.errno or 0)
            ) from error
        require_same(descriptor, subject)
    outcome.smart_after = media.health(subject.path)
    outcome.residuals = () if outcome.verification.complete else outcome.residuals
    outcome.status = Status.COMPLETE if outcome.verification.complete else Status.FAILED
    outcome.reached = Level.PURGE if outcome.verification.complete else Level.NONE


@contextmanager
def _gone(subject: Medium) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ErasureError("erase.device-gone", device=subject.path, reason=os.strerror(error.errno or 0)) from error


def _wait(subject: Medium, outcome: Outcome, status: Callable[[], Report]) -> None:
    """Ask until the device has finished. Only its own word that it succeeded lets this return."""
    deadline = time.monotonic() + LONGEST
    while True:
        seen = status()
        if seen.state is not State.RUNNING:
            outcome.commands.append(seen.command)
        if seen.state is State.DONE:
            return
        if seen.state is not State.RUNNING:
            raise ErasureError("erase.sanitize-failed", device=subject.path, status=seen.command.status)
        if time.monotonic() > deadline:
            outcome.commands.append(seen.command)
            raise ErasureError("erase.sanitize-hangs", device=subject.path)
        time.sleep(WAIT)
