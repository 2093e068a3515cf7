"""A pretended /sys, so that devices can be judged that this machine does not have."""

from __future__ import annotations

from pathlib import Path


class Sys:
    """Devices are added from the bottom up; ``root`` is what to pass as ``sysfs``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "dev/block").mkdir(parents=True)
        (root / "block").mkdir()

    def disk(
        self, name: str, number: str, *, where: str, rotational: str = "1", discard: str = "0", **attributes: str
    ) -> Path:
        folder = self.root / "devices" / where / "block" / name
        self._device(folder, number)
        (folder / "queue").mkdir()
        (folder / "queue/rotational").write_text(rotational + "\n")
        (folder / "queue/discard_max_bytes").write_text(discard + "\n")
        for key, value in attributes.items():
            target = folder / key.replace("__", "/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(value + "\n")
        (self.root / "block" / name).symlink_to(folder)
        return folder

    def partition(self, disk: Path, name: str, number: str) -> Path:
        folder = disk / name
        self._device(folder, number)
        (folder / "partition").write_text("1\n")
        return folder

    def mapper(self, name: str, number: str, uuid: str, *below: Path, kind: str = "dm") -> Path:
        folder = self.root / "devices/virtual/block" / name
        self._device(folder, number)
        (folder / kind).mkdir()
        (folder / kind / "uuid").write_text(uuid + "\n")
        (folder / "slaves").mkdir()
        for one in below:
            (folder / "slaves" / one.name).symlink_to(one)
            (one / "holders").mkdir(exist_ok=True)
            (one / "holders" / name).symlink_to(folder)
        (self.root / "block" / name).symlink_to(folder)
        return folder

    def _device(self, folder: Path, number: str) -> None:
        folder.mkdir(parents=True)
        (folder / "dev").write_text(number + "\n")
        (self.root / "dev/block" / number).symlink_to(folder)


SATA = "pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0"
USB = "pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0/host6/target6:0:0/6:0:0:0"
NVME = "pci0000:00/0000:00:1d.0/nvme/nvme0/nvme0n1"
