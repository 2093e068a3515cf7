"""The job file of a contract's end: what was erased so far, so that a run that is killed leaves its reports behind.

A line of JSON each: first the format, then every report as soon as it is made. The last line of a killed run may be
torn; it is then as if it had not been written. A report counts only for the plan whose digest it holds, and only as
long as that plan's intent has no outcome in the ledger: from then on the ledger has the report.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safehandle.errors import ErasureError, InputError
from safehandle.files import whole_file
from safehandle.model import from_plain, to_plain
from safehandle.model.erasure import ErasureReport

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class EndJob:
    """The job file of one contract in the folder for job files. ``folder`` is the contract's."""

    jobs: Path
    folder: Path

    @property
    def path(self) -> Path:
        name = hashlib.sha256(os.fsencode(os.path.realpath(self.folder))).hexdigest()[:16]
        return self.jobs / f"contract-end-{name}.jsonl"

    def begin(self, carried: Iterable[ErasureReport]) -> None:
        """Begin a run; what an earlier one left behind gives way to it at once, with what is ``carried`` over."""
        self.jobs.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(self.path, overwrite=True) as file:
            file.write(_line({"format": _FORMAT}))
            for report in carried:
                file.write(_line(_plain(report)))

    def add(self, report: ErasureReport) -> None:
        """Keep one more report; it is on the disk when this returns."""
        with self.path.open("ab") as file:
            file.write(_line(_plain(report)))
            file.flush()
            os.fsync(file.fileno())

    def end(self) -> None:
        """Forget the run: its outcome is in the ledger. (Names of files are in the reports.)"""
        self.path.unlink(missing_ok=True)

    def read(self) -> tuple[ErasureReport, ...]:
        """What the last runs left behind; nothing where there is no file.

        Raises:
            ErasureError: ``erase.journal-unreadable``.
        """
        try:
            first, *rest = _lines(self.path.read_bytes())
            if first["format"] == _FORMAT:
                return tuple(from_plain(ErasureReport, one) for one in rest)
        except FileNotFoundError:
            return ()
        except (OSError, InputError, KeyError, TypeError, ValueError):
            pass
        raise ErasureError("erase.journal-unreadable", path=str(self.path))


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n")[:-1]:
        yield json.loads(line)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _plain(report: ErasureReport) -> dict[str, Any]:
    return {name: value for name, value in to_plain(report).items() if name != "kind"}
