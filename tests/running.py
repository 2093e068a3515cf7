"""Run the command as a user does: in a process of its own, without a terminal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

Completed = subprocess.CompletedProcess[str]
Run = Callable[..., Completed]


def safehandle(
    *arguments: str | Path, folder: Path, environment: Mapping[str, str], code: int | None = 0, seconds: float = 120
) -> Completed:
    """``safehandle …`` in ``folder``; it must end with exit ``code``, unless any is right (None)."""
    done = subprocess.run(
        [sys.executable, "-m", "safehandle", *map(str, arguments)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done
