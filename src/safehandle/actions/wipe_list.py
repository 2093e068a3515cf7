"""Long lists of erased files, kept in a file of their own: an entry of the ledger holds no more than 1 MiB.

The report then names only what has a fault, and commits to the list by its SHA-256, taken without the paths: each line
has the salted hash of its path, so names can be taken out of the list and the rest still be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from safehandle.documents.erased_list import line, list_digest, without_path
from safehandle.erase import Method, Order, carry_out
from safehandle.errors import IntegrityError, OutputError
from safehandle.files import whole_file
from safehandle.model import to_plain
from safehandle.model.erasure import ErasureReport, FileList

S = TypeVar("S")

MOST = 200
"""Files that a report names one by one; as many as a certificate prints."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Where lists of more than ``most`` files go."""

    folder: Path
    most: int = MOST


def carry_out_listed(method: Method[S], subject: S, order: Order, *, target_digest: str, lists: Lists) -> ErasureReport:
    """Erase as :func:`safehandle.erase.carry_out` does, and keep a long list of files apart.

    Raises:
        ErasureError, or whatever ends the work, as there; the report in it is short as well.
    """
    try:
        return shortened(carry_out(method, subject, order, target_digest=target_digest), lists)
    except BaseException as error:
        if (report := error.__dict__.get("report")) is not None:
            short = shortened(report, lists)
            error.__dict__.update(report=short, facts=(short,))
        raise


def shortened(report: ErasureReport, lists: Lists) -> ErasureReport:
    """The report as the ledger can hold it, its long list in a file. Where that cannot be written the report says so:
    what was erased is recorded all the same."""
    most = lists.most
    if len(report.files) <= most and len(report.unchecked) <= most:
        return report
    digest = list_digest(_lines(report))
    kept = FileList(files=len(report.files), unchecked=len(report.unchecked), sha256=digest)
    try:
        lists.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(_path(lists.folder, kept), overwrite=True) as file:
            file.writelines(_lines(report))
    except (OSError, OutputError):
        kept = replace(kept, lost=True)
    faults = tuple(file for file in report.files if file.fault)
    return replace(report, files=faults[:most], unchecked=report.unchecked[:most], listed=kept)


def read_list(kept: FileList, folder: Path, *, names: bool) -> bytes | None:
    """The list that a report commits to, with or without the paths; None where the file is not there.

    Raises:
        IntegrityError: ``certificate.list-altered``: it is not the list that was recorded.
    """
    try:
        with _path(folder, kept).open("rb") as file:
            found = file.readlines()
    except OSError:
        return None
    if list_digest(found) != kept.sha256:
        raise IntegrityError("certificate.list-altered", path=str(_path(folder, kept)))
    return b"".join(found if names else map(without_path, found))


def _path(folder: Path, kept: FileList) -> Path:
    return folder / f"erased-{kept.sha256[:16]}.jsonl"


def _lines(report: ErasureReport) -> Iterator[bytes]:
    for one in (*map(to_plain, report.files), *map(to_plain, report.unchecked)):
        yield line(one)
