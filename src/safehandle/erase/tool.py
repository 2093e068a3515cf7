"""Running a device tool (smartctl, hdparm, nvme): found on the path, no shell, untranslated, its words kept."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass

from safehandle.errors import InputError
from safehandle.model.erasure import Command

_SECONDS = 120
_LONGEST = 400  # characters of a tool's words that go into a record


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a tool gave back."""

    argv: tuple[str, ...]
    exit: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8", "replace")

    def recorded(self, status: str = "") -> Command:
        """For the report: the command and the device's status, or else the tool's own complaint."""
        words = status or (self.err if self.exit else "")
        return Command(argv=self.argv, exit=self.exit, status=" ".join(words.split())[:_LONGEST])


def present(name: str) -> bool:
    return shutil.which(name) is not None


def run(*argv: str) -> Ran:
    """Run a tool to its end.

    Raises:
        InputError: ``erase.tool-missing``, ``erase.tool-hangs``.
    """
    if not present(argv[0]):
        raise InputError("erase.tool-missing", tool=argv[0])
    try:
        done = subprocess.run(
            argv,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise InputError("erase.tool-hangs", tool=argv[0]) from None
    return Ran(argv=argv, exit=done.returncode, out=done.stdout, err=done.stderr.decode("utf-8", "replace"))
