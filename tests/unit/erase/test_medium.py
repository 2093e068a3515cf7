"""Which disks are never erased, whatever stands between them and what is in use; and how a disk names itself."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from tests.unit.erase.media import medium as made
from tests.unit.erase.trees import NVME, SATA, USB, Sys

from safehandle.erase import identity, medium, stack

ROOT_LINE = "22 1 {device} / {point} rw - ext4 /dev/x rw\n"


def proc(tmp_path: Path, *mounts: tuple[str, str], swaps: str = "") -> Path:
    folder = tmp_path / "proc"
    (folder / "self").mkdir(parents=True)
    lines = [ROOT_LINE.format(device=device, point=point) for device, point in mounts]
    (folder / "self/mountinfo").write_text("".join(lines))
    (folder / "swaps").write_text("Filename Type Size Used Priority\n" + swaps)
    return folder


def refusals(folder: Path, tmp_path: Path, processes: Path) -> set[str]:
    real = folder.resolve()
    return set(medium._refusals(real, stack.look(real), tmp_path / "sys", processes))


@pytest.fixture
def tree(tmp_path: Path) -> Sys:
    return Sys(tmp_path / "sys")


def test_a_disk_that_nothing_uses_may_be_erased(tree: Sys, tmp_path: Path) -> None:
    disk = tree.disk("sdb", "8:16", where=USB)
    tree.partition(disk, "sdb1", "8:17")
    assert refusals(disk, tmp_path, proc(tmp_path, ("8:1", "/"))) == set()


def test_the_system_disk_is_found_below_volumes_and_encryption(tree: Sys, tmp_path: Path) -> None:
    disk = tree.disk("sda", "8:0", where=SATA)
    part = tree.partition(disk, "sda3", "8:3")
    tree.mapper("dm-1", "253:1", "LVM-root", tree.mapper("dm-0", "253:0", "CRYPT-LUKS2-x", part))
    found = refusals(disk, tmp_path, proc(tmp_path, ("253:1", "/")))
    assert found == {"device-system", "device-in-use"}


def test_a_boot_partition_makes_its_disk_a_system_disk(tree: Sys, tmp_path: Path) -> None:
    disk = tree.disk("nvme0n1", "259:0", where=NVME)
    tree.partition(disk, "nvme0n1p1", "259:1")
    assert refusals(disk, tmp_path, proc(tmp_path, ("259:1", "/boot/efi"))) == {"device-system"}


def test_a_mounted_partition_and_a_raid_member_are_refused(tree: Sys, tmp_path: Path) -> None:
    first, second = tree.disk("sdb", "8:16", where=SATA), tree.disk("sdc", "8:32", where=SATA + "/x")
    tree.partition(first, "sdb1", "8:17")
    tree.mapper("md0", "9:0", "", second, kind="md")
    processes = proc(tmp_path, ("8:17", "/mnt/data"))
    assert refusals(first, tmp_path, processes) == {"device-mounted"}
    assert refusals(second, tmp_path, processes) == {"device-in-use"}


def test_a_partition_or_a_volume_is_no_whole_medium(tree: Sys, tmp_path: Path) -> None:
    disk = tree.disk("sdb", "8:16", where=SATA)
    part = tree.partition(disk, "sdb1", "8:17")
    volume = tree.mapper("dm-0", "253:0", "LVM-x", part)
    processes = proc(tmp_path)
    assert "device-partition" in refusals(part, tmp_path, processes)
    assert "device-layered" in refusals(volume, tmp_path, processes)


def test_a_swap_file_s_disk_is_refused(tree: Sys, tmp_path: Path) -> None:
    swap = tmp_path / "swapfile"
    swap.write_bytes(b"")
    number = swap.stat().st_dev
    disk = tree.disk("sda", f"{os.major(number)}:{os.minor(number)}", where=SATA)
    processes = proc(tmp_path, swaps=f"{swap} file 1 0 -2\n")
    assert refusals(disk, tmp_path, processes) == {"device-swap"}


def test_a_disk_tells_its_serial_and_a_bridge_its_own(tree: Sys) -> None:
    disk = tree.disk("sda", "8:0", where=SATA, device__model="HDD X", device__rev="1.0", device__wwid="naa.5")
    (disk / "device/vpd_pg80").write_bytes(b"\x00\x80\x00\x08SERIAL-9")
    told = identity.from_sysfs(disk)
    assert (told.model, told.serial, told.serial_source, told.wwn) == ("HDD X", "SERIAL-9", "device", "naa.5")
    stick = tree.disk("sdb", "8:16", where=USB, device__model="Stick")
    usb = next(parent for parent in stick.parents if parent.name == "1-1")
    (usb / "idVendor").write_text("0781\n")
    (usb / "serial").write_text("BRIDGE-1\n")
    assert (identity.from_sysfs(stick).serial, identity.from_sysfs(stick).serial_source) == ("BRIDGE-1", "usb-bridge")


def test_without_a_serial_number_the_size_is_what_is_typed() -> None:
    assert made().confirmation == "SER-1"
    assert made(serial="").confirmation == "naa.5000"
    assert made(serial="", wwn="").confirmation == f"no-serial-{64 << 20}"


def test_the_digest_is_the_medium_s_and_not_the_name_s_it_has_today() -> None:
    assert made().digest() == made(device="/dev/sdq").digest()
    assert made().digest() != made(serial="SER-2").digest() != made(capacity=1).digest()


def tool(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "said").write_text(text)
    path = folder / name
    path.write_text(f'#!/bin/sh\ncat "{folder}/said"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_smartctl_s_word_counts_and_its_silence_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin") + os.pathsep + "/bin:/usr/bin")
    said = {
        "model_name": "ACME 4TB",
        "serial_number": "WD-77",
        "firmware_version": "82.0",
        "rotation_rate": 7200,
        "smart_status": {"passed": False},
        "ata_smart_attributes": {"table": [{"id": 5, "raw": {"value": 12}}, {"id": 9, "raw": {"value": 1}}]},
    }
    tool(tmp_path / "bin", "smartctl", json.dumps(said))
    told = identity.smart("/dev/sdz")
    assert (told.serial, told.rotation, told.health) == ("WD-77", 7200, "FAILING, reallocated 12")
    tool(tmp_path / "bin", "smartctl", "not json")
    assert identity.smart("/dev/sdz") == identity.Smart()


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (" max sectors   = 1000/1000, HPA is disabled\nReal max sectors: 1000\n", "none"),
        (" max sectors   = 900/1000, HPA is enabled\nReal max sectors: 1000\n", "present"),
        (" max sectors   = 1000/1000, HPA is disabled\nReal max sectors: 1200\n", "present"),
        (" max sectors   = 1000/1000, HPA is disabled\n", "unknown"),
        ("SG_IO: bad/missing sense data\n", "unknown"),
    ],
)
def test_hidden_areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, verdict: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin") + os.pathsep + "/bin:/usr/bin")
    tool(tmp_path / "bin", "hdparm", said)
    assert identity.hidden_area("/dev/sdz") == verdict
