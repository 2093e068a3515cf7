"""The devices under a block device, and what sysfs tells about each (Documentation/ABI/testing/sysfs-block)."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

SYSFS = Path("/sys")

# Disks whose sectors lie in a file, in memory or on another machine: what is beneath cannot be seen from here.
_VIRTUAL = re.compile(r"(?:loop|zram|ram|nbd|rbd|drbd|vd[a-z]|xvd|dasd|pmem)")
# LVM and VDO name the hidden layers of thin pools, snapshots and deduplicated volumes by a suffix of the uuid.
_COPYING = re.compile(r"-(?:tpool|tdata|real|cow|vpool|vdata|pool)$|^(?:VDO|STRATIS)-|^stratis", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDevice:
    """One layer. ``rotational`` is None where the kernel does not say; ``transport``: "ata", "nvme", "usb", …"""

    name: str
    number: tuple[int, int]
    whole: str  # the disk that a partition belongs to, else its own name
    slaves: tuple[str, ...]
    rotational: bool | None
    discards: bool
    transport: str
    mapper: str  # the device-mapper uuid, empty for other devices

    @property
    def virtual(self) -> bool:
        return _VIRTUAL.match(self.name) is not None

    @property
    def copying(self) -> bool:
        """Whether this layer writes elsewhere than asked: thin volumes, snapshots, deduplication."""
        return _COPYING.search(self.mapper) is not None

    @property
    def magnetic(self) -> bool:
        """Whether this spins beyond doubt. USB bridges call flash sticks rotational, so they do not count."""
        return self.rotational is True and not self.virtual and self.transport in {"ata", "sas", "scsi"}


def under(number: tuple[int, int], sysfs: Path = SYSFS) -> tuple[BlockDevice, ...]:
    """The device and every layer under it, top first. Empty for a number that is no block device."""
    start = sysfs / "dev/block" / f"{number[0]}:{number[1]}"
    if not start.exists():
        return ()
    found: dict[str, BlockDevice] = {}
    _descend(start.resolve(), found)
    return tuple(found.values())


def _descend(folder: Path, found: dict[str, BlockDevice]) -> None:
    if folder.name in found:
        return
    device = look(folder)
    found[device.name] = device
    for slave in device.slaves:
        _descend((folder / "slaves" / slave).resolve(), found)
    if device.whole != device.name:
        _descend(folder.parent, found)


def above(folder: Path) -> tuple[Path, ...]:
    """The partitions of a disk and everything built on them or on it (device mapper, RAID), as sysfs folders."""
    seen: dict[str, Path] = {}
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        holders = [path.resolve() for path in _entries(here / "holders")]
        parts = [path for path in _entries(here) if (path / "partition").exists()]
        for path in holders + parts:
            if path.name not in seen:
                seen[path.name] = path
                waiting.append(path)
    return tuple(seen.values())


def look(folder: Path) -> BlockDevice:
    """One layer, by its folder in sysfs."""
    whole = folder.parent if (folder / "partition").exists() else folder
    queue = whole / "queue"
    rotational = text(queue / "rotational")
    return BlockDevice(
        name=folder.name,
        number=number_of(folder),
        whole=whole.name,
        slaves=tuple(path.name for path in _entries(folder / "slaves")),
        rotational=None if not rotational else rotational == "1",
        discards=text(queue / "discard_max_bytes") not in {"", "0"},
        transport=_transport(whole),
        mapper=text(folder / "dm/uuid"),
    )


def number_of(folder: Path) -> tuple[int, int]:
    """Major and minor number of a device's sysfs folder."""
    major, _, minor = text(folder / "dev").partition(":")
    return int(major or -1), int(minor or -1)


def _transport(whole: Path) -> str:
    path = str(whole.resolve())
    for part, name in (("/usb", "usb"), ("/nvme", "nvme"), ("/ata", "ata"), ("/mmc", "mmc"), ("/virtio", "virtio")):
        if part in path:
            return name
    if "/end_device-" in path or "/sas_" in path:
        return "sas"
    return "scsi" if "/host" in path and "/target" in path else "unknown"


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def text(path: Path) -> str:
    """A sysfs attribute without its line end; empty where there is none or it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip("\x00\n ")
    except OSError:
        return ""


def number_at(path: str | Path) -> tuple[int, int]:
    """Major and minor number of a block device file."""
    found = Path(path).stat()
    return os.major(found.st_rdev), os.minor(found.st_rdev)
