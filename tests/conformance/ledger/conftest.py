"""A fresh place to keep a ledger at, for every kind of store that the room finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safehandle.ledger.store import kinds

Place = Callable[[pytest.FixtureRequest], str]


def sqlite(request: pytest.FixtureRequest) -> str:
    folder: Path = request.getfixturevalue("tmp_path")
    return str(folder / "ledger.db")


PLACES: dict[str, Place] = {"sqlite": sqlite}


@pytest.fixture(params=[kind.name for kind in kinds()])
def location(request: pytest.FixtureRequest) -> str:
    """A location without a ledger. A new kind of store needs a line in ``PLACES``."""
    return PLACES[request.param](request)
