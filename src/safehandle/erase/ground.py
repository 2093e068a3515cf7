"""What a path lies on: the file system, its options, the devices under it, and what therefore stays behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from safehandle.erase import stack
from safehandle.erase.mounts import Mount

EXT, XFS, BTRFS, OVERLAY, TMPFS, RAMFS = 0xEF53, 0x58465342, 0x9123683E, 0x794C7630, 0x01021994, 0x858458F6

# linux/magic.h and each file system's own header.
NAMES = {
    EXT: "ext",
    XFS: "xfs",
    BTRFS: "btrfs",
    OVERLAY: "overlay",
    TMPFS: "tmpfs",
    RAMFS: "ramfs",
    0x2FC12FC1: "zfs",
    0xF2F52010: "f2fs",
    0xCA451A4E: "bcachefs",
    0x3434: "nilfs2",
    0x4D44: "vfat",
    0x2011BAB0: "exfat",
    0x5346544E: "ntfs",
    0x7366746E: "ntfs3",
    0x6969: "nfs",
    0xFF534D42: "cifs",
    0xFE534D42: "smb2",
    0x01021997: "9p",
    0x00C36400: "ceph",
    0x65735546: "fuse",
    0x73717368: "squashfs",
    0xE0F5E1E2: "erofs",
}
_COPY_ON_WRITE = {"zfs", "f2fs", "bcachefs", "nilfs2"}
_NETWORK = {"nfs", "cifs", "smb2", "9p", "ceph"}
_FAT = {"vfat", "exfat"}
_MEMORY = {"tmpfs", "ramfs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One mount as far as erasure cares. ``residuals`` hold for every file on it; files add their own.

    ``device`` is major and minor number of the block device, (0, 0) where there is none; ``point`` the mount point.
    """

    kind: str
    point: str
    device: tuple[int, int]
    layers: tuple[stack.BlockDevice, ...]
    residuals: tuple[str, ...]
    read_only: bool = False
    journals_content: bool = False

    def of_names(self, *, top: bool) -> tuple[str, ...]:
        """Where a name stays that was in a folder on it.

        The folder above what was given (``top``) stays, and its blocks keep names in entries that are free; folders
        below go too, and their blocks become free space with all names in them.
        """
        if self.kind not in {"ext", "xfs", "vfat", "exfat"}:
            return ()
        return ("directory-slack",) if top else ("freed-folders",)

    @property
    def in_memory(self) -> bool:
        """Whether the files never lay on a device (there is nothing else to read them back from)."""
        return self.kind in _MEMORY


def unknown(point: str) -> Ground:
    """What is said where nothing can be learnt: on systems other than Linux."""
    return Ground(
        kind="unknown",
        point=point,
        device=(0, 0),
        layers=(),
        residuals=("unknown-file-system", "unknown-device", "earlier-copies"),
    )


def judge(mount: Mount, magic: int, *, sysfs: Path = stack.SYSFS, proc: Path = Path("/proc")) -> Ground:
    """Say what a mount means for erasure. ``magic`` is what statfs gave for a file on it."""
    kind = NAMES.get(magic, f"unknown ({mount.kind})")
    device = mount.device if mount.device[0] else _source_number(mount.source)
    layers = stack.under(device, sysfs)
    journals_content = kind == "ext" and _data_journal(mount, layers, proc)
    codes = [*_of_file_system(kind, journaled=kind != "ext" or _has_journal(layers, proc))]
    codes += ["journal-content"] if journals_content else []
    codes += _of_devices(kind, layers)
    codes += ["swap"] if _swapping(proc) else []
    return Ground(
        kind=kind,
        point=mount.point,
        device=device,
        layers=layers,
        residuals=tuple(codes),
        read_only="ro" in mount.options,
        journals_content=journals_content,
    )


def _of_file_system(kind: str, *, journaled: bool) -> Iterable[str]:
    if kind in {"ext", "xfs"}:
        yield from ("journal-names", "earlier-copies") if journaled else ("earlier-copies",)
    elif kind == "btrfs":
        yield from ("tree-names", "earlier-copies")  # whether content is copied depends on the file
    elif kind in _COPY_ON_WRITE:
        yield "cow-old-blocks"
    elif kind == "overlay":
        yield "overlay-lower"
    elif kind in _NETWORK:
        yield "network"
    elif kind in _FAT:
        yield "earlier-copies"
    elif kind not in _MEMORY:
        yield "unknown-file-system"


def _of_devices(kind: str, layers: tuple[stack.BlockDevice, ...]) -> Iterable[str]:
    if kind in _MEMORY or kind in _NETWORK:
        return
    if any(layer.copying for layer in layers):
        yield "volume-copies"
    bottoms = [layer for layer in layers if not layer.slaves and layer.whole == layer.name]
    if not bottoms or any(layer.virtual for layer in bottoms):
        yield "unknown-device"
    # What spins beyond doubt is magnetic; everything else counts as flash, which moves blocks on every write.
    elif all(layer.magnetic for layer in bottoms):
        yield "remapped-sectors"
    else:
        yield "flash"


def _has_journal(layers: tuple[stack.BlockDevice, ...], proc: Path) -> bool:
    folder = proc / "fs/jbd2"
    if not layers or not folder.is_dir():
        return True
    return any(path.name.rpartition("-")[0] == layers[0].name for path in folder.iterdir())


def _data_journal(mount: Mount, layers: tuple[stack.BlockDevice, ...], proc: Path) -> bool:
    if "data=journal" in mount.options:
        return True
    # The default mode is not among mountinfo's options; ext4 lists all of its own.
    return bool(layers) and "data=journal" in stack.text(proc / "fs/ext4" / layers[0].name / "options").split()


def _swapping(proc: Path) -> bool:
    return len(stack.text(proc / "swaps").splitlines()) > 1


def _source_number(source: str) -> tuple[int, int]:
    """btrfs gives its files a device number of its own; the source names the first real device."""
    try:
        return stack.number_at(source) if source.startswith("/dev/") else (0, 0)
    except OSError:
        return (0, 0)
