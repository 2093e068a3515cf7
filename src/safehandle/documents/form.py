"""What a form of a register must offer, and how its cells read as plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol, runtime_checkable

from safehandle.documents.register import Cell, Register
from safehandle.documents.statement import Statement


def plain(cell: Cell) -> str:
    """A cell as text that means the same everywhere: moments in ISO 8601, nothing as an empty text."""
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, datetime) else str(cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A register as it was read from a file. ``text`` is how a cell reads in that form."""

    statement: Statement
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text: Callable[[Cell], str] = plain


class Form(Protocol):
    """One form. ``name`` is the suffix of its files, without the dot."""

    @property
    def name(self) -> str: ...

    def write(self, register: Register, out: BinaryIO, /) -> None:
        """Write the whole register. The same register gives the same bytes."""


@runtime_checkable
class ReadableForm(Form, Protocol):
    """A form that can be read back and so compared."""

    def read(self, file: BinaryIO, /) -> Table:
        """Read what :meth:`write` wrote, whatever became of it since.

        Raises:
            IntegrityError: ``documents.no-statement``.
            InputError: ``documents.malformed``, the file is not of this form at all.
        """
