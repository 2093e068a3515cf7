"""Checkpoints that somebody held, read back from their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.errors import InputError, IntegrityError
from safehandle.ledger.checkpoint import SignedCheckpoint, open_checkpoint

if TYPE_CHECKING:
    from safehandle.keys.notes import Verifier

FOLDER = "checkpoints"
PATTERN = "*.checkpoint"
_LIMIT = 1 << 20


def kept_checkpoints(contract_folder: Path) -> list[Path]:
    """The files of the checkpoints that were handed out, as the contract folder keeps them; the newest last."""
    return sorted((contract_folder / FOLDER).glob(PATTERN))


def read_checkpoint(path: Path, logs: Iterable[Verifier], witnesses: Iterable[Verifier] = ()) -> SignedCheckpoint:
    """Read and check one file.

    Raises:
        InputError: ``ledger.checkpoint-unreadable``.
        IntegrityError: ``ledger.checkpoint-invalid``, with the reason's code.
    """
    try:
        return open_checkpoint(read_text(path), logs, witnesses)
    except IntegrityError as error:
        raise IntegrityError("ledger.checkpoint-invalid", path=str(path), reason=error.code) from error


def read_text(path: Path) -> str:
    """A small UTF-8 file.

    Raises:
        InputError: ``ledger.checkpoint-unreadable``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
        if len(data) <= _LIMIT:
            return data.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("ledger.checkpoint-unreadable", path=str(path)) from error
    raise InputError("ledger.checkpoint-unreadable", path=str(path))
