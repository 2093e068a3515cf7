"""What the machine's clock is worth: whether the system says it is synchronised, and whether somebody set it."""

from __future__ import annotations

import ctypes
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safehandle.errors import OutputError
from safehandle.files import whole_file
from safehandle.model import Clock

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_SMALLEST_STEP = 1000  # milliseconds
_UNSYNCHRONISED, _ERROR_STATE = 0x40, 5  # STA_UNSYNC and TIME_ERROR of <sys/timex.h>


@dataclass(frozen=True, slots=True)
class ClockMark:
    """The wall clock less the time since the machine started, in nanoseconds: constant until the clock is set."""

    boot: str
    offset: int

    @classmethod
    def now(cls) -> ClockMark:
        boot = _BOOT.read_text().strip() if _BOOT.exists() else ""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        running = time.clock_gettime_ns(clock) if clock is not None else time.monotonic_ns()
        return cls(boot, time.time_ns() - running)

    def step(self, later: ClockMark) -> int:
        """By how many milliseconds the clock was set between two marks; 0 if the machine was started in between."""
        return round((later.offset - self.offset) / 1_000_000) if self.boot and self.boot == later.boot else 0

    def encode(self) -> str:
        """One line of text."""
        return f"{self.boot} {self.offset}\n"

    @classmethod
    def decode(cls, text: str) -> ClockMark:
        """Read what :meth:`encode` writes. Raises ValueError."""
        boot, offset = text.split()
        return cls(boot, int(offset))


def clock_state(step: int = 0) -> Clock:
    """The clock as the system sees it now; ``step`` in milliseconds, as :meth:`ClockMark.step` found it."""
    if sys.platform == "win32":
        return Clock(synchronised=_windows(), step=step)
    synchronised, error = _adjtimex() if sys.platform.startswith("linux") else ("unknown", 0)
    return Clock(synchronised=synchronised, error=error, step=step)


def look_at_clock(mark: Path) -> Clock:
    """The clock's state, with the step since the last look, which is kept in the file ``mark``.

    Less than a second is no step: that is how far a time service slews without setting the clock.
    """
    now, step = ClockMark.now(), 0
    with suppress(OSError, ValueError):
        step = ClockMark.decode(mark.read_text()).step(now)
    with suppress(OSError, OutputError):
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(mark, overwrite=True) as file:
            file.write(now.encode().encode())
    return clock_state(step if abs(step) >= _SMALLEST_STEP else 0)


class _Timex(ctypes.Structure):
    """``struct timex`` of adjtimex(2), up to what is read here; the tail is room for the rest."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("frequency", ctypes.c_long),
        ("largest_error", ctypes.c_long),
        ("estimated_error", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),
    )


def _adjtimex() -> tuple[str, int]:
    state = _Timex()  # modes 0: only look
    try:
        result = ctypes.CDLL(None).adjtimex(ctypes.byref(state))
    except (OSError, AttributeError):
        return "unknown", 0
    if result < 0:
        return "unknown", 0
    synchronised = result != _ERROR_STATE and not state.status & _UNSYNCHRONISED
    return ("yes" if synchronised else "no"), state.largest_error // 1000


def _windows() -> str:
    import subprocess

    try:
        done = subprocess.run(["w32tm", "/query", "/status"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    if done.returncode:
        return "no"
    # "Leap Indicator: 3(not synchronized)" is the one line that is a number first in every language.
    return "no" if ": 3(" in done.stdout else "yes"
