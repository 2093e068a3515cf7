"""A place for every scheme that the room finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.e2e.transfer.sshd import Server, running

from safehandle.transfer import Address, Remote, Target, method_for, methods

SCHEMES = sorted(scheme for method in methods() for scheme in method.schemes)


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(params=SCHEMES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    drop = tmp_path / "drop"
    drop.mkdir()
    if request.param == "file":
        return Target(address=Address(scheme="file", folder=str(drop)))
    server: Server = request.getfixturevalue("sshd")
    server.drop = drop
    return server.target(request.param)


@pytest.fixture
def drop(target: Target) -> Path:
    """The folder on the other side, seen from this one."""
    return Path(target.address.folder)


@pytest.fixture
def remote(target: Target) -> Iterator[Remote]:
    with closing(method_for(target.address.scheme).connect(target)) as opened:
        yield opened
