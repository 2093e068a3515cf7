"""Checking a delivery that lies in a folder here: which files are missing, altered, or should not be there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from safehandle.errors import InputError, IntegrityError
from safehandle.files import Entry, Opener, survey
from safehandle.keys import PublicKey
from safehandle.transfer import manifest, papers, receipt
from safehandle.transfer.papers import Papers
from safehandle.transfer.receipt import Receipt

ASIDE = frozenset({receipt.NAME, receipt.SIGNATURE_NAME})
"""What may lie beside a delivery without being part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDelivery:
    """Papers whose signature held, and how the files compare with them. Paths are relative to the folder."""

    papers: Papers
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def problem(self) -> IntegrityError | None:
        """The gravest difference, or None if there is none."""
        found = (
            ("transfer.hash-mismatch", self.altered),
            ("transfer.incomplete", self.missing),
            ("transfer.extra", self.extra),
        )
        for code, paths in found:
            if paths:
                return IntegrityError(code, path=paths[0], paths=paths[:10], count=len(paths))
        return None


def check_delivery(folder: Path, allowed: Iterable[PublicKey]) -> CheckedDelivery:
    """Check the delivery in ``folder``; nothing is changed, and links are not followed.

    Raises:
        InputError: ``files.missing``, ``files.unreadable``, ``files.link`` and the like.
        IntegrityError: as :func:`safehandle.transfer.papers.read`.
    """
    found = _files(folder)
    contents = {name: (folder / name).read_bytes() for name in papers.NAMES if name in found}
    checked = papers.read(contents, allowed)
    stated = {*checked.hashes, *papers.NAMES}
    with Opener() as opener:
        altered = tuple(
            path for path, digest in checked.hashes.items() if path in found and _hash(opener, found[path]) != digest
        )
    return CheckedDelivery(
        papers=checked,
        missing=tuple(sorted(stated - found.keys())),
        altered=altered,
        extra=tuple(sorted(found.keys() - stated - ASIDE)),
    )


def _files(folder: Path) -> dict[str, Entry]:
    if not folder.is_dir():
        raise InputError("files.missing", path=str(folder))
    root = folder.resolve()
    return {entry.path.removeprefix(f"{root.name}/"): entry for entry in survey([root]).files}


def _hash(opener: Opener, entry: Entry) -> str:
    with opener.reading(entry) as descriptor, open(descriptor, "rb", closefd=False) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_receipt(path: Path, allowed: Iterable[PublicKey]) -> tuple[Receipt, PublicKey]:
    """Check a receipt against the manifest in the same folder; its signature is beside it, with ``.sig`` added.

    Raises:
        InputError: ``files.missing``, ``files.unreadable``.
        IntegrityError: as :func:`safehandle.transfer.papers.read_receipt`.
    """
    beside = (path, path.with_name(f"{path.name}.sig"), path.with_name(manifest.NAME))
    try:
        content, signature, sent = (each.read_bytes() for each in beside)
    except OSError as error:
        code = "files.missing" if isinstance(error, FileNotFoundError) else "files.unreadable"
        raise InputError(code, path=str(error.filename), reason=error.strerror or "") from error
    return papers.read_receipt(content, signature, sent, allowed)
