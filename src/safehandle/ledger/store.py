"""What keeps the entries: one kind of store per file in ``ledger/stores/``, found by looking there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from safehandle.errors import IntegrityError, UsageError
from safehandle.ledger import stores
from safehandle.ledger.entry import Encoded, Entry
from safehandle.ledger.tree import Frontier
from safehandle.ledger.turns import TurnTaking


class Store(Protocol):
    """An append-only table of entries, the tree's stored levels, and the frontier; opened for one origin."""

    @property
    def origin(self) -> str:
        """The name of the log, as it was given when the store was made."""

    def append(self, encoded: Encoded) -> int:
        """Add an entry and return its number. It is on the disk when this returns; several processes may call it.

        Raises:
            IntegrityError: ``ledger.head-damaged``.
            OutputError: ``ledger.no-space``.
            RemoteError: ``ledger.unreachable``.
        """

    def fill(self, entries: Iterable[Encoded]) -> None:
        """Put many entries into an empty store: all of them or none.

        Raises:
            OutputError: ``ledger.not-empty``, and what :meth:`append` raises.
        """

    def head(self) -> Frontier:
        """The tree as the store says it is."""

    def entries(self, start: int, end: int | None) -> Iterator[Entry]:
        """The entries from ``start`` up to ``end`` in order; numbers that are missing are left out."""

    def nodes(self, level: int, start: int, end: int) -> list[bytes]:
        """The hashes of level 0, 8, 16, … from index ``start`` up to ``end``."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Inside it, reads see one state, whatever others append."""

    def redact(self, number: int) -> None:
        """Remove an entry's private part, so that it is not to be found in the store's files any more."""

    def close(self) -> None: ...


class Kind(Protocol):
    """A kind of store; a module in ``ledger/stores/`` ends with ``KIND = …``."""

    @property
    def name(self) -> str: ...

    def accepts(self, location: str) -> bool:
        """Whether this kind keeps ledgers at such a location (a path or a URL)."""

    def open(self, location: str, origin: str, *, create: bool) -> Store:
        """Open a ledger, or make one where there is none and ``create`` says so. One thread at a time will use it.

        Raises:
            InputError: ``ledger.missing``, ``ledger.not-a-ledger``, ``ledger.newer-version``, ``ledger.network-drive``.
            IntegrityError: ``ledger.other-origin``.
            RemoteError: ``ledger.unreachable``.
        """


def kinds() -> tuple[Kind, ...]:
    """Every kind of store, by name."""
    found = sorted(module.name for module in pkgutil.iter_modules(stores.__path__))
    return tuple(importlib.import_module(f"{stores.__name__}.{name}").KIND for name in found)


def open_store(location: str, origin: str, *, create: bool) -> Store:
    """Open the store that keeps ledgers at ``location``, for any thread; raises as :meth:`Kind.open` does."""
    kind = next((kind for kind in kinds() if kind.accepts(location)), None)
    if kind is None:
        raise UsageError("ledger.location-unknown", scheme=location.partition("://")[0])
    return TurnTaking(kind.open(location, origin, create=create))


def check_origin(kept: str, asked: str) -> None:
    """The last part of an origin is the contract's id: a ledger of another contract is not this one's.

    Who asks for none takes any.

    Raises:
        IntegrityError: ``ledger.other-origin``.
    """
    if asked and kept.rpartition("/")[2] != asked.rpartition("/")[2]:
        raise IntegrityError("ledger.other-origin", kept=kept, asked=asked)
