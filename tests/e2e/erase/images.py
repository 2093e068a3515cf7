"""Real file systems on loop images, and a scan of the raw image afterwards."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

MARK = b"MYNUM-7c1f0a93e5-TAXROLL-SAKURA\n"
NAME = "zeimu-b94d1e7f-ledger-R6.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How to make a file system: the command, the mount options, the size in MiB."""

    make: tuple[str, ...]
    options: str
    mib: int


EXT4 = ("mkfs.ext4", "-q", "-F")
BTRFS = ("mkfs.btrfs", "-q", "-f")
KINDS = {
    "ext4-ordered": Kind(make=(*EXT4, "-O", "^inline_data"), options="data=ordered", mib=64),
    "ext4-journal": Kind(make=EXT4, options="data=journal", mib=64),
    "ext4-inline": Kind(make=(*EXT4, "-O", "inline_data", "-I", "256"), options="data=ordered", mib=64),
    "xfs": Kind(make=("mkfs.xfs", "-q", "-f"), options="defaults", mib=300),
    "btrfs": Kind(make=BTRFS, options="nodiscard", mib=120),
    "btrfs-nocow": Kind(make=BTRFS, options="nodiscard,nodatacow", mib=120),
    "btrfs-zstd": Kind(make=BTRFS, options="nodiscard,compress-force=zstd", mib=120),
}


def run(*argv: str | Path) -> str:
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip()


def need(*tools: str) -> None:
    """Skip where loop devices cannot be made or a tool is not there."""
    if os.name != "posix" or os.geteuid() != 0 or not Path("/dev/loop-control").exists():
        pytest.skip("needs root and loop devices")
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")


def image_at(folder: Path, mib: int) -> Path:
    """An empty sparse image, in memory where there is room."""
    memory = Path("/dev/shm")
    path = (memory if memory.is_dir() else folder) / f"safehandle-{folder.name}-{os.getpid()}.img"
    with path.open("wb") as file:
        file.truncate(mib << 20)
    return path


@contextmanager
def loop(image: Path) -> Iterator[Path]:
    """A loop device over an image."""
    need("losetup")
    device = Path(run("losetup", "--find", "--show", image))
    try:
        yield device
    finally:
        run("losetup", "--detach", device)


@contextmanager
def device_of(folder: Path, mib: int) -> Iterator[tuple[Path, Path]]:
    """A loop device over a new image, and the image."""
    image = image_at(folder, mib)
    try:
        with loop(image) as device:
            yield device, image
    finally:
        image.unlink()


@contextmanager
def mounted(device: Path, point: Path, options: str = "defaults") -> Iterator[Path]:
    point.mkdir(exist_ok=True)
    run("mount", "-o", options, device, point)
    try:
        yield point
    finally:
        run("umount", point)


def made(kind: Kind, device: Path) -> None:
    need(kind.make[0], "mount")
    run(*kind.make, device)


def count(image: Path, pattern: bytes) -> int:
    """How often a pattern occurs in the raw image."""
    with image.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as raw:
        found, at = 0, raw.find(pattern)
        while at >= 0:
            found, at = found + 1, raw.find(pattern, at + len(pattern))
        return found


def planted(point: Path, size: int) -> Path:
    """A file full of the marker, with the marker's name, in a folder with twenty others, flushed to the device."""
    folder = point / "contract"
    folder.mkdir()
    for index in range(20):
        (folder / f"other{index}.txt").write_text("x" * 100)
    path = folder / NAME
    path.write_bytes((MARK * (size // len(MARK) + 1))[:size])
    os.sync()
    return path
