"""Servers for the tests of this folder."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.e2e.erase.images import device_of, mounted, need, run
from tests.e2e.transfer.parties import Party
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    options = f"size=8m,uid={os.getuid()},mode=700"
    made = subprocess.run(
        [*prefix, "mount", "-t", "tmpfs", "-o", options, "none", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("needs the right to mount a small file system (root, or sudo without a password)")
    try:
        yield folder
    finally:
        subprocess.run([*prefix, "umount", "-l", str(folder)], check=True)


@pytest.fixture
def quota(tmp_path: Path) -> Iterator[Path]:
    """A folder that may hold 4 MiB, on a Btrfs file system with much more room: its quotas bind root too."""
    need("mkfs.btrfs", "btrfs", "mount")
    with device_of(tmp_path, 128) as (device, _):
        run("mkfs.btrfs", "-q", device)
        with mounted(device, tmp_path / "btrfs") as point:
            run("btrfs", "quota", "enable", point)
            run("btrfs", "subvolume", "create", point / "limited")
            run("btrfs", "qgroup", "limit", "4M", point / "limited")
            yield point / "limited"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, dict[str, str]], Path]:
    """Contract folders by profile, each founded once and copied from then on."""
    made: dict[str, Path] = {}

    def find(profile: str, environment: dict[str, str]) -> Path:
        if profile not in made:
            made[profile] = Party(tmp_path_factory.mktemp("founded") / profile, environment).found(profile)
        return made[profile]

    return find


@pytest.fixture
def new_party(
    tmp_path: Path, environment: dict[str, str], founded: Callable[[str, dict[str, str]], Path]
) -> Callable[..., Party]:
    """Makes a party by its name."""

    def make(name: str, profile: str = "baseline") -> Party:
        return Party(tmp_path / name, environment, founded(profile, environment))

    return make
