"""A fresh place to keep a ledger at, for every kind of store that the room finds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.ledger.server import database, server

from safehandle.ledger.store import kinds

# The independent implementation that test_independent.py compares with needs Python 3.12.
collect_ignore = [] if sys.version_info >= (3, 12) else ["test_independent.py"]

Place = Callable[[pytest.FixtureRequest], str]

__all__ = ["PLACES", "database", "location", "server"]


def sqlite(request: pytest.FixtureRequest) -> str:
    folder: Path = request.getfixturevalue("tmp_path")
    return str(folder / "ledger.db")


def postgresql(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("database")
    return url


PLACES: dict[str, Place] = {"sqlite": sqlite, "postgresql": postgresql}


@pytest.fixture(params=[kind.name for kind in kinds()])
def location(request: pytest.FixtureRequest) -> str:
    """A location without a ledger. A new kind of store needs a line in ``PLACES``."""
    return PLACES[request.param](request)
