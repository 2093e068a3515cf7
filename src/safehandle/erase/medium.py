"""A whole medium: what it is, and everything that forbids erasing it. Touches nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safehandle.erase import identity, linux, stack
from safehandle.erase.mounts import mounts
from safehandle.errors import ErasureError, InputError
from safehandle.files.listing import shown
from safehandle.model import to_plain
from safehandle.model.erasure import MediumIdentity

_SYSTEM = {"/", "/boot", "/boot/efi", "/efi", "/usr", "/var", "/home", "/etc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """One disk. ``refusals`` are codes of why it must not be erased; ``number`` is major and minor."""

    path: str
    number: tuple[int, int]
    identity: MediumIdentity
    refusals: tuple[str, ...]
    smart: str = ""

    @property
    def confirmation(self) -> str:
        """What a person types to say that this is the medium: its serial number, else its WWN, else its size."""
        return self.identity.serial or self.identity.wwn or f"no-serial-{self.identity.capacity}"

    def digest(self) -> str:
        """SHA-256 (hex) over the identity, so that the act can tell whether it is still the same medium."""
        plain = {name: value for name, value in to_plain(self.identity).items() if name != "device"}
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def look(path: str | os.PathLike[str], *, sysfs: Path = stack.SYSFS, proc: Path = Path("/proc")) -> Medium:
    """Look at a block device.

    Raises:
        InputError: ``erase.missing``, ``erase.device-not-block``, ``erase.device-unreadable``.
        ErasureError: ``erase.platform`` on systems other than Linux.
    """
    if not linux.available():
        raise ErasureError("erase.platform")
    real = os.path.realpath(path)
    try:
        seen = Path(real).stat()
    except OSError as error:
        raise InputError("erase.missing", path=shown(path), reason=error.strerror) from None
    if not stat.S_ISBLK(seen.st_mode):
        raise InputError("erase.device-not-block", path=shown(path))
    number = (os.major(seen.st_rdev), os.minor(seen.st_rdev))
    folder = (sysfs / "dev/block" / f"{number[0]}:{number[1]}").resolve()
    layer = stack.look(folder)
    refusals = list(_refusals(folder, layer, sysfs, proc))
    capacity, sectors, read_only = _measured(real, folder, required=not refusals)
    said = identity.from_sysfs(folder)
    asked = identity.smart(real) if not layer.virtual else identity.Smart()
    refusals += ["device-read-only"] if read_only else []
    refusals += ["device-empty"] if not capacity else []
    return Medium(
        path=real,
        number=number,
        refusals=tuple(dict.fromkeys(refusals)),
        smart=asked.health,
        identity=MediumIdentity(
            vendor=said.vendor,
            model=asked.model or said.model,
            serial=asked.serial or said.serial,
            serial_source="smartctl" if asked.serial else said.serial_source,
            wwn=said.wwn,
            firmware=asked.firmware or said.firmware,
            media_type=_media_type(layer, asked.rotation),
            transport=layer.transport,
            capacity=capacity,
            logical_sector=sectors[0],
            physical_sector=sectors[1],
            hidden_area=identity.hidden_area(real) if layer.transport == "ata" else "unknown",
            device=real,
        ),
    )


def health(path: str) -> str:
    """What smartctl says of a disk now, in one line; empty where it says nothing."""
    return identity.smart(path).health


def _measured(path: str, folder: Path, *, required: bool) -> tuple[int, tuple[int, int], bool]:
    """Size, sector sizes, and whether it is read-only. What is refused anyway need not let itself be opened."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENOMEDIUM:
            return 0, (0, 0), False
        if not required:
            return int(stack.text(folder / "size") or 0) * 512, (0, 0), False
        raise InputError("erase.device-unreadable", path=shown(path), reason=error.strerror) from None
    try:
        return linux.block_size64(descriptor), linux.block_sectors(descriptor), linux.block_read_only(descriptor)
    finally:
        os.close(descriptor)


def _media_type(layer: stack.BlockDevice, rotation: int | None) -> str:
    if layer.virtual:
        return "virtual"
    if layer.transport == "nvme":
        return "nvme"
    # A disk's own word on its rotation passes even a USB bridge; the kernel's guess does not.
    if layer.magnetic or rotation:
        return "hdd"
    if rotation == 0 or layer.rotational is False:
        return "ssd"
    return "flash" if layer.transport in {"usb", "mmc"} else "unknown"


def _refusals(folder: Path, layer: stack.BlockDevice, sysfs: Path, proc: Path) -> Iterator[str]:
    if layer.whole != layer.name:
        yield "device-partition"
    if layer.slaves or layer.mapper:
        yield "device-layered"
    family = {stack.number_of(path) for path in (folder, *stack.above(folder))}
    if any(stack.look(path).slaves for path in stack.above(folder)):
        yield "device-in-use"
    for mount in mounts(proc):
        device = mount.device if mount.device[0] else _number(mount.source)
        if device in family or layer.name in {one.name for one in stack.under(device, sysfs)}:
            yield "device-system" if mount.point in _SYSTEM else "device-mounted"
    for device in _swap(proc):
        if device in family or layer.name in {one.name for one in stack.under(device, sysfs)}:
            yield "device-swap"


def _number(source: str) -> tuple[int, int]:
    try:
        return stack.number_at(source) if source.startswith("/dev/") else (0, 0)
    except OSError:
        return (0, 0)


def _swap(proc: Path) -> Iterator[tuple[int, int]]:
    for line in stack.text(proc / "swaps").splitlines()[1:]:
        try:
            seen = Path(line.split()[0]).stat()
        except (OSError, IndexError):
            continue
        device = seen.st_rdev if stat.S_ISBLK(seen.st_mode) else seen.st_dev
        yield os.major(device), os.minor(device)
