"""Servers for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.transfer.sshd import SCHEMES, Server, running


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("sshd"), host_keys=("ed25519", "ecdsa")) as server:
        yield server


@pytest.fixture
def server(shared_server: Server, tmp_path: Path) -> Server:
    """The module's server with an empty drop folder."""
    shared_server.drop = tmp_path / "drop"
    shared_server.drop.mkdir()
    return shared_server


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)
