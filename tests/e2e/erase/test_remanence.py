"""What the record does not announce is not in the raw image; what is in it was announced before any touch."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.erase import images
from tests.e2e.erase.images import KINDS, MARK, NAME

from safehandle.erase.job import carry_out
from safehandle.erase.method import Assessment, Order, choose
from safehandle.erase.surveying import survey
from safehandle.errors import ErasureError
from safehandle.model.erasure import ErasureReport, Level, Reach, Residual, Status

Residuals = tuple[Residual, ...]
OVERWRITE = choose("file-overwrite", "files")


def announced(residuals: Residuals) -> tuple[bool, bool]:
    """Whether content, and whether names, are said to stay readable through the device for certain.

    That earlier copies may lie about, or that nobody knows what is below a loop device, excuses nothing here.
    """
    sure = [one for one in residuals if one.certain and one.reach is Reach.DEVICE]
    return any(one.content for one in sure), any(one.names for one in sure)


def erased(path: Path, steps: tuple[str, ...]) -> tuple[Assessment, ErasureReport]:
    found = survey([path])
    order = Order(accept=True, steps=steps, requested=Level.DELETED)
    assessment = OVERWRITE.assess(found, order)
    return assessment, carry_out(OVERWRITE, found, order, target_digest=found.digest())


def remains(tmp_path: Path, kind: str, act: Callable[[Path], object], *, size: int = 1 << 20) -> tuple[int, int]:
    """Plant the marker, act, unmount, and count what is left of content and name."""
    with images.device_of(tmp_path, KINDS[kind].mib) as (device, image):
        images.made(KINDS[kind], device)
        with images.mounted(device, tmp_path / "mnt", KINDS[kind].options) as point:
            path = images.planted(point, size)
            act(path)
            os.sync()
        return images.count(image, MARK), images.count(image, NAME.encode())


def test_the_scan_finds_what_a_plain_deletion_leaves(tmp_path: Path) -> None:
    content, names = remains(tmp_path, "ext4-ordered", Path.unlink)
    assert content == (1 << 20) // len(MARK)
    assert names > 0


STEPS: dict[str, tuple[str, ...]] = {
    "ext4-ordered": ("journal", "free-space"),
    "ext4-journal": ("journal",),
    "ext4-inline": ("journal",),
    "xfs": ("journal", "free-space"),
    "btrfs": ("free-space",),
    "btrfs-nocow": ("free-space",),
    "btrfs-zstd": ("free-space", "trim"),
}


@pytest.mark.parametrize("size", [50, 1 << 20])
@pytest.mark.parametrize("whole", [False, True], ids=["file", "folder"])
@pytest.mark.parametrize("with_steps", [False, True], ids=["plain", "steps"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stays_unannounced(tmp_path: Path, kind: str, with_steps: bool, whole: bool, size: int) -> None:
    results = []
    steps = STEPS[kind] if with_steps else ()
    content, names = remains(
        tmp_path, kind, lambda path: results.append(erased(path.parent if whole else path, steps)), size=size
    )
    ((assessment, report),) = results

    assert report.status is Status.COMPLETE
    assert report.verification.complete
    assert [one.code for one in report.residuals] == [one.code for one in assessment.residuals]
    assert report.reached is assessment.level
    says_content, says_names = announced(report.residuals)
    assert content == 0 or says_content
    assert names == 0 or says_names
    assert (report.reached is Level.DELETED) == says_content


@pytest.mark.parametrize(
    ("kind", "size", "code"),
    [
        ("ext4-journal", 1 << 20, "journal-content"),
        ("ext4-inline", 50, "journal-content"),
        ("btrfs", 1 << 20, "cow-old-blocks"),
        ("btrfs", 50, "tree-content"),
        ("btrfs-zstd", 1 << 20, "cow-old-blocks"),
    ],
)
def test_where_content_stays_it_is_announced_by_its_reason(tmp_path: Path, kind: str, size: int, code: str) -> None:
    """The other half: these announcements are not mere caution, the content is really there."""
    results = []
    content, _ = remains(tmp_path, kind, lambda path: results.append(erased(path, ())), size=size)
    assert content > 0
    assert code in {one.code for one in results[0][1].residuals}


@pytest.mark.parametrize("entries", [5, 400])
@pytest.mark.parametrize("kind", ["ext4-ordered", "ext4-journal", "ext4-inline", "xfs"])
def test_a_folder_erased_with_steps_leaves_neither_content_nor_names(tmp_path: Path, kind: str, entries: int) -> None:
    """The record announces nothing that could be read from the device but the folder's own name; nothing is found."""
    results = []

    def act(path: Path) -> None:
        for index in range(entries):
            (path.parent / f"{NAME}-{index}").write_bytes(MARK)
        os.sync()
        results.append(erased(path.parent, ("journal", "free-space")))

    assert remains(tmp_path, kind, act) == (0, 0)
    codes = [one.code for one in results[0][1].residuals]
    assert codes == ["directory-slack", "unknown-device"]


@pytest.mark.parametrize("kind", ["xfs", "ext4-ordered"])
def test_names_in_a_folder_that_stays_are_announced(tmp_path: Path, kind: str) -> None:
    """Ten of many files go; freed entries of their folder keep names, whatever the journal does."""

    def act(path: Path) -> None:
        paths = [path.with_name(f"{NAME}-{index:04}") for index in range(300)]
        for one in paths:
            one.write_bytes(b"x")
        path.unlink()
        os.sync()
        found = survey(paths[100:110])
        results.append(carry_out(OVERWRITE, found, Order(accept=True, steps=("journal",)), target_digest=""))

    results: list[ErasureReport] = []
    remains(tmp_path, kind, act)
    assert {"directory-slack", "earlier-copies", "unknown-device"} == {one.code for one in results[0].residuals}


@pytest.mark.parametrize("kind", ["btrfs", "btrfs-nocow"])
def test_a_snapshot_makes_the_file_refused(tmp_path: Path, kind: str) -> None:
    def act(path: Path) -> None:
        images.run("btrfs", "subvolume", "snapshot", "-r", path.parents[1], path.parents[1] / "snap")
        os.sync()
        found = survey([path])
        assert [item.refusals for item in found.items] == [("shared-extent",)]
        with pytest.raises(ErasureError, match=r"erase\.nothing-erasable"):
            carry_out(OVERWRITE, found, Order(accept=True), target_digest=found.digest())
        assert path.read_bytes()[: len(MARK)] == MARK

    images.need("btrfs")
    content, _ = remains(tmp_path, kind, act)
    assert content > 0


def test_a_reflink_makes_the_file_refused(tmp_path: Path) -> None:
    def act(path: Path) -> None:
        images.run("cp", "--reflink=always", path, path.with_name("copy"))
        assert [item.refusals for item in survey([path]).items] == [("shared-extent",)]

    remains(tmp_path, "xfs", act)


def test_attributes_are_announced_and_removed(tmp_path: Path) -> None:
    def act(path: Path) -> None:
        os.setxattr(path, "user.note", b"ATTRIBUTE-MARK-5f1c")
        os.sync()
        results.append(erased(path, ("journal",)))

    results: list[tuple[Assessment, ErasureReport]] = []
    with images.device_of(tmp_path, 64) as (device, image):
        images.made(KINDS["ext4-ordered"], device)
        with images.mounted(device, tmp_path / "mnt") as point:
            act(images.planted(point, 4096))
            os.sync()
        assert images.count(image, b"ATTRIBUTE-MARK-5f1c") == 0
    assert "xattr" in {one.code for one in results[0][1].residuals}


def test_an_overlay_announces_that_the_lower_layer_keeps_its_copy(tmp_path: Path) -> None:
    with images.device_of(tmp_path, 64) as (device, image):
        images.made(KINDS["ext4-ordered"], device)
        with images.mounted(device, tmp_path / "mnt") as point:
            for name in ("lower", "upper", "work", "merged"):
                (point / name).mkdir()
            images.planted(point / "lower", 1 << 20)
            layers = f"lowerdir={point}/lower,upperdir={point}/upper,workdir={point}/work"
            images.run("mount", "-t", "overlay", "-o", layers, "overlay", point / "merged")
            try:
                path = point / "merged/contract" / NAME
                refused = survey([path])
                with pytest.raises(ErasureError, match=r"erase\.residuals"):
                    carry_out(OVERWRITE, refused, Order(requested=Level.DELETED), target_digest=refused.digest())
                _, report = erased(path, ())
                assert not path.exists()
            finally:
                images.run("umount", point / "merged")
            os.sync()
        assert images.count(image, MARK) > 0
    assert report.reached is Level.DELETED
    assert "overlay-lower" in {one.code for one in report.residuals}
