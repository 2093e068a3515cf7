"""What is refused is refused by name, and stays exactly as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.erase import images
from tests.e2e.erase.images import KINDS, MARK, NAME

from safehandle.erase.job import carry_out
from safehandle.erase.method import Order, choose
from safehandle.erase.surveying import survey
from safehandle.errors import ErasureError

OVERWRITE = choose("file-overwrite", "files")


@pytest.fixture
def point(tmp_path: Path) -> Iterator[Path]:
    with images.device_of(tmp_path, 64) as (device, _):
        images.made(KINDS["ext4-ordered"], device)
        with images.mounted(device, tmp_path / "mnt") as mounted:
            images.planted(mounted, 4096)
            yield mounted


def refusals(folder: Path) -> dict[str, tuple[str, ...]]:
    return {Path(item.found.path).name: item.refusals for item in survey([folder]).items if item.refusals}


def test_an_immutable_and_an_append_only_file_are_refused(point: Path) -> None:
    images.need("chattr")
    folder = point / "contract"
    for name, flag in ((NAME, "i"), ("other1.txt", "a")):
        images.run("chattr", f"+{flag}", folder / name)
    try:
        found = refusals(folder)
        assert set(found) == {NAME, "other1.txt"}
        assert all("immutable" in codes for codes in found.values())
    finally:
        for name, flag in ((NAME, "i"), ("other1.txt", "a")):
            images.run("chattr", f"-{flag}", folder / name)


def test_another_file_system_below_is_not_entered(point: Path, tmp_path: Path) -> None:
    folder, outside = point / "contract", tmp_path / "outside"
    outside.mkdir()
    (outside / "stays").write_bytes(MARK)
    (folder / "below").mkdir()
    images.run("mount", "--bind", outside, folder / "below")
    images.run("mount", "--bind", outside / "stays", folder / "other2.txt")
    try:
        assert refusals(folder) == {"below": ("mount-point",), "other2.txt": ("mount-point",)}
        found = survey([folder])
        with pytest.raises(ErasureError, match=r"erase\.incomplete"):
            carry_out(OVERWRITE, found, Order(accept=True, partial=True), target_digest="")
    finally:
        images.run("umount", folder / "below")
        images.run("umount", folder / "other2.txt")
    assert (outside / "stays").read_bytes() == MARK
    assert sorted(path.name for path in folder.iterdir()) == ["below", "other2.txt"]


def test_a_subvolume_below_is_not_entered(tmp_path: Path) -> None:
    images.need("btrfs")
    with images.device_of(tmp_path, KINDS["btrfs"].mib) as (device, _):
        images.made(KINDS["btrfs"], device)
        with images.mounted(device, tmp_path / "mnt") as mounted:
            (mounted / "contract").mkdir()
            images.run("btrfs", "subvolume", "create", mounted / "contract/sub")
            (mounted / "contract/sub/stays").write_bytes(MARK)
            assert refusals(mounted / "contract") == {"sub": ("mount-point",)}


def test_nothing_on_a_read_only_mount_is_erasable(point: Path) -> None:
    images.run("mount", "-o", "remount,ro", point)
    try:
        found = survey([point / "contract"])
        assert all("read-only" in item.refusals for item in found.items)
    finally:
        images.run("mount", "-o", "remount,rw", point)


def test_a_mount_point_itself_is_refused(point: Path) -> None:
    assert refusals(point)["mnt"] == ("mount-point",)


def test_a_full_copying_file_system_is_recorded_and_the_file_keeps_its_name(tmp_path: Path) -> None:
    """Overwriting on Btrfs needs room; where there is none, the file stays and the record says so."""
    from safehandle.model.erasure import Level

    with images.device_of(tmp_path, KINDS["btrfs"].mib) as (device, _):
        images.made(KINDS["btrfs"], device)
        with images.mounted(device, tmp_path / "mnt", "nodiscard") as mounted:
            path = images.planted(mounted, 24 << 20)
            with (mounted / "filler").open("wb", buffering=0) as filler:
                try:
                    while filler.write(os.urandom(1 << 20)):
                        pass
                except OSError:
                    os.fsync(filler.fileno())
            found = survey([path])
            with pytest.raises(ErasureError, match=r"erase\.incomplete") as raised:
                carry_out(OVERWRITE, found, Order(accept=True, requested=Level.DELETED), target_digest="")
            report = raised.value.__dict__["report"]
            assert [file.fault for file in report.files] == ["no-space"]
            assert path.exists()
