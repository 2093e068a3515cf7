"""What ``safehandle verify`` can check: one kind of thing per file here, found by looking."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from safehandle.errors import InputError, SafehandleError

if TYPE_CHECKING:
    from safehandle import Verifier
    from safehandle.cli.passwords import Given
    from safehandle.cli.session import Session

_START = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What the person who verifies brings along: public keys, witnesses' keys, held checkpoints, root certificates; for
    a receipt of the reader page, the ``container`` that it is about and where its ``password`` is."""

    keys: tuple[str, ...]
    witnesses: tuple[Verifier, ...]
    checkpoints: tuple[Path, ...]
    password: Given
    container: Path | None = None
    roots: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found about one thing. ``problem`` says why it does not hold; without one it holds."""

    kind: str
    data: Mapping[str, object]
    lines: Sequence[str]
    problem: SafehandleError | None = None


class Kind(Protocol):
    """A kind of thing that can be verified; a module in this folder ends with ``KIND = …``."""

    def recognises(self, path: Path, start: bytes) -> bool:
        """Whether a file (or folder) is of this kind; ``start`` are its first bytes, none of a folder."""

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        """Check it. A SafehandleError that is raised is a verdict, too."""


def kinds() -> tuple[Kind, ...]:
    """Every kind, by name."""
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in _names())


def _names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def kind_of(path: Path) -> Kind:
    """The kind that recognises a path.

    Raises:
        InputError: ``verify.unreadable``, ``verify.unknown-kind``.
    """
    start = b""
    try:
        if not path.is_dir():
            with path.open("rb") as file:
                start = file.read(_START)
    except OSError as error:
        raise InputError("verify.unreadable", path=str(path)) from error
    for kind in kinds():
        if kind.recognises(path, start):
            return kind
    raise InputError("verify.unknown-kind", path=str(path))
