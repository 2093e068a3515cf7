"""What a mount means for erasure."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.erase.trees import NVME, SATA, Sys

from safehandle.erase import ground
from safehandle.erase.mounts import Mount


def mount(options: str = "rw", device: tuple[int, int] = (8, 1), kind: str = "ext4") -> Mount:
    return Mount(
        ident=1, device=device, root="/", point="/data", kind=kind, source="none", options=frozenset(options.split(","))
    )


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    folder = tmp_path / "proc"
    (folder / "fs/jbd2/sda1-8").mkdir(parents=True)
    (folder / "fs/ext4/sda1").mkdir(parents=True)
    (folder / "fs/ext4/sda1/options").write_text("rw\ndata=ordered\n")
    (folder / "swaps").write_text("Filename Type Size Used Priority\n")
    return folder


@pytest.fixture
def magnetic(tmp_path: Path) -> Path:
    tree = Sys(tmp_path / "sys")
    tree.partition(tree.disk("sda", "8:0", where=SATA), "sda1", "8:1")
    return tree.root


def test_ext4_on_a_spinning_disk_keeps_names_only(proc: Path, magnetic: Path) -> None:
    judged = ground.judge(mount(), ground.EXT, sysfs=magnetic, proc=proc)
    assert judged.residuals == ("journal-names", "earlier-copies", "remapped-sectors")
    assert not judged.journals_content


def test_the_data_journal_is_found_in_the_mount_s_options_and_in_ext4_s_own(proc: Path, magnetic: Path) -> None:
    by_mount = ground.judge(mount("rw,data=journal"), ground.EXT, sysfs=magnetic, proc=proc)
    (proc / "fs/ext4/sda1/options").write_text("rw\ndata=journal\n")
    by_default = ground.judge(mount(), ground.EXT, sysfs=magnetic, proc=proc)
    assert "journal-content" in by_mount.residuals
    assert "journal-content" in by_default.residuals


def test_ext4_without_a_journal_keeps_no_names_in_it(proc: Path, magnetic: Path) -> None:
    (proc / "fs/jbd2/sda1-8").rmdir()
    assert "journal-names" not in ground.judge(mount(), ground.EXT, sysfs=magnetic, proc=proc).residuals


@pytest.mark.parametrize(
    ("magic", "code"),
    [
        (0x2FC12FC1, "cow-old-blocks"),
        (0xF2F52010, "cow-old-blocks"),
        (ground.OVERLAY, "overlay-lower"),
        (0x6969, "network"),
        (0xFF534D42, "network"),
        (0x65735546, "unknown-file-system"),
        (0x12345678, "unknown-file-system"),
    ],
)
def test_other_file_systems(proc: Path, magnetic: Path, magic: int, code: str) -> None:
    assert code in ground.judge(mount(kind="any"), magic, sysfs=magnetic, proc=proc).residuals


def test_flash_counts_as_flash_and_what_is_unknown_as_unknown(proc: Path, tmp_path: Path) -> None:
    tree = Sys(tmp_path / "sys")
    tree.disk("nvme0n1", "259:0", where=NVME, rotational="0")
    tree.disk("vda", "254:0", where="pci0000:00/virtio1", rotational="1")
    flash = ground.judge(mount(device=(259, 0)), ground.XFS, sysfs=tree.root, proc=proc)
    virtual = ground.judge(mount(device=(254, 0)), ground.XFS, sysfs=tree.root, proc=proc)
    nothing = ground.judge(mount(device=(0, 77)), ground.BTRFS, sysfs=tree.root, proc=proc)
    assert "flash" in flash.residuals
    assert "unknown-device" in virtual.residuals
    assert "unknown-device" in nothing.residuals


def test_memory_has_no_device_and_swap_is_named(proc: Path, magnetic: Path) -> None:
    (proc / "swaps").write_text("Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n")
    judged = ground.judge(mount(device=(0, 21)), ground.TMPFS, sysfs=magnetic, proc=proc)
    assert judged.in_memory
    assert judged.residuals == ("swap",)


def test_elsewhere_nothing_is_known() -> None:
    assert {"unknown-file-system", "unknown-device"} <= set(ground.unknown("C:").residuals)


def test_names_stay_in_the_folder_above_and_in_the_blocks_of_erased_folders(proc: Path, magnetic: Path) -> None:
    ext = ground.judge(mount(), ground.EXT, sysfs=magnetic, proc=proc)
    assert ext.of_names(top=True) == ("directory-slack",)
    assert ext.of_names(top=False) == ("freed-folders",)
    assert ground.judge(mount(), ground.BTRFS, sysfs=magnetic, proc=proc).of_names(top=True) == ()
