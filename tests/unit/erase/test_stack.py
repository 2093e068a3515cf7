"""The layers under a device, and what each is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.erase.trees import NVME, SATA, USB, Sys

from safehandle.erase import stack


def test_a_partition_stands_on_its_disk(tmp_path: Path) -> None:
    tree = Sys(tmp_path)
    tree.partition(tree.disk("sda", "8:0", where=SATA), "sda1", "8:1")
    assert [layer.name for layer in stack.under((8, 1), tmp_path)] == ["sda1", "sda"]


def test_a_volume_stands_on_encryption_on_a_partition(tmp_path: Path) -> None:
    tree = Sys(tmp_path)
    part = tree.partition(tree.disk("sda", "8:0", where=SATA), "sda2", "8:2")
    crypt = tree.mapper("dm-0", "253:0", "CRYPT-LUKS2-abc", part)
    tree.mapper("dm-1", "253:1", "LVM-xyz", crypt)
    layers = stack.under((253, 1), tmp_path)
    assert [layer.name for layer in layers] == ["dm-1", "dm-0", "sda2", "sda"]
    assert not any(layer.copying for layer in layers)
    names = {path.name for path in stack.above((tmp_path / "block/sda").resolve())}
    assert names == {"sda2", "dm-0", "dm-1"}


@pytest.mark.parametrize("suffix", ["tpool", "real", "vpool"])
def test_a_thin_volume_or_a_snapshot_origin_copies(tmp_path: Path, suffix: str) -> None:
    tree = Sys(tmp_path)
    pool = tree.mapper("dm-0", "253:0", f"LVM-xyz-{suffix}", tree.disk("sda", "8:0", where=SATA))
    tree.mapper("dm-1", "253:1", "LVM-abc", pool)
    assert any(layer.copying for layer in stack.under((253, 1), tmp_path))


@pytest.mark.parametrize(
    ("name", "where", "rotational", "expected"),
    [
        ("sda", SATA, "1", ("ata", True)),
        ("sda", SATA, "0", ("ata", False)),
        ("sdb", USB, "1", ("usb", False)),  # a bridge says "rotational" of a flash stick
        ("nvme0n1", NVME, "0", ("nvme", False)),
        ("vda", "pci0000:00/0000:00:04.0/virtio1", "1", ("virtio", False)),
        ("sdc", "platform/unheard-of", "1", ("unknown", False)),
        ("sda", SATA, "", ("ata", False)),
    ],
)
def test_only_what_spins_beyond_doubt_is_magnetic(
    tmp_path: Path, name: str, where: str, rotational: str, expected: tuple[str, bool]
) -> None:
    Sys(tmp_path).disk(name, "8:0", where=where, rotational=rotational)
    (device,) = stack.under((8, 0), tmp_path)
    assert (device.transport, device.magnetic) == expected


def test_no_such_device_has_no_layers(tmp_path: Path) -> None:
    assert stack.under((0, 42), tmp_path) == ()
