"""What an act will read, stated as facts: summed up by name, or file by file with its hash where people approve it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from safehandle.files import Kind, Opener
from safehandle.model import Artifact, DataClass, Plan

if TYPE_CHECKING:
    from safehandle.files import Listing


def source_facts(listing: Listing, data_class: DataClass, *, bind: bool) -> tuple[Artifact, ...]:
    """One fact for everything that was named, what lies in a folder summed up; with ``bind`` one for every file.

    Raises:
        InputError: ``files.changed``, ``files.missing`` or ``files.unreadable``.
    """
    return tuple(_hashed(listing, data_class) if bind else _summed(listing, data_class))


def approved_hashes(plan: Plan) -> dict[str, str]:
    """SHA-256 (hex) by path (NFC), as a plan made with ``bind`` states them."""
    sources = (artifact for artifact in plan.of(Artifact) if artifact.role == "source")
    return {unicodedata.normalize("NFC", source.name): source.sha256 for source in sources}


def _summed(listing: Listing, data_class: DataClass) -> Iterator[Artifact]:
    sums: dict[str, tuple[int, int]] = {}
    for entry in listing.entries:
        top = entry.path.partition("/")[0]
        size, files = sums.get(top, (0, 0))
        sums[top] = (size + entry.size, files + (entry.kind is Kind.FILE))
    for top, (size, files) in sums.items():
        yield Artifact(role="source", name=top, size=size, files=files, data_class=data_class)


def _hashed(listing: Listing, data_class: DataClass) -> Iterator[Artifact]:
    with Opener() as opener:
        for entry in listing.files:
            with opener.reading(entry) as descriptor, open(descriptor, "rb", closefd=False) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield Artifact(role="source", name=entry.path, size=entry.size, sha256=digest, data_class=data_class)
