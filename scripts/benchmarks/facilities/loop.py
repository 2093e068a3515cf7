"""Loop devices over images, on the disk and in memory, with a file system on them where that is asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")


def unfit() -> str:
    """Why there can be no loop device here; empty where there can."""
    if os.name != "posix" or os.geteuid() != 0 or not Path("/dev/loop-control").exists():
        return "loop devices need root"
    return "" if shutil.which("losetup") else "losetup not installed"


@contextmanager
def device(folder: Path, mebibytes: int) -> Iterator[Path]:
    """A loop device over a new image of random bytes: every block of it is there, as on a disk in use."""
    image = folder / f"safehandle-bench-{os.getpid()}.img"
    try:
        with image.open("wb") as file:
            for _ in range(mebibytes):
                file.write(os.urandom(1 << 20))
            os.fsync(file.fileno())
        # Past the host's page cache, or a disk would be measured at the speed of memory.
        direct = [] if folder == MEMORY else ["--direct-io=on"]
        attach = ["losetup", "--find", "--show", *direct, image]
        made = Path(subprocess.run(attach, check=True, capture_output=True, text=True).stdout.strip())
        try:
            yield made
        finally:
            subprocess.run(["losetup", "--detach", made], check=True)
    finally:
        image.unlink(missing_ok=True)


@contextmanager
def mounted(device: Path, point: Path) -> Iterator[Path]:
    """A new ext4 on the device."""
    subprocess.run(["mkfs.ext4", "-q", "-F", device], check=True)
    point.mkdir()
    subprocess.run(["mount", device, point], check=True)
    try:
        yield point
    finally:
        subprocess.run(["umount", point], check=True)
