"""The read-back is answered by the device, not by the page cache."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.e2e.erase import images
from tests.e2e.erase.images import KINDS

from safehandle.erase import linux
from safehandle.erase.job import carry_out
from safehandle.erase.method import Order, choose
from safehandle.erase.surveying import survey
from safehandle.errors import ErasureError
from safehandle.model.erasure import ErasureReport, Status

OVERWRITE = choose("file-overwrite", "files")


def test_damage_behind_the_cache_is_found(tmp_path: Path) -> None:
    """The image under the file system changes after the overwrite: the cache would still say that all is well."""
    size = 1 << 20
    with images.device_of(tmp_path, 64) as (device, image):
        images.made(KINDS["ext4-ordered"], device)
        with images.mounted(device, tmp_path / "mnt") as point:
            path = images.planted(point, size)
            with path.open("rb") as file:
                place = next(linux.extents(file.fileno())).physical
            seen = 0

            def damage(done: int) -> None:
                nonlocal seen
                seen += done
                if seen == size:  # the overwrite is in the cache; let it reach the image, then change the image
                    os.sync()
                    with image.open("r+b") as raw:
                        raw.seek(place + 5000)
                        raw.write(b"damage")

            found = survey([path])
            with pytest.raises(ErasureError, match=r"erase\.incomplete") as raised:
                carry_out(OVERWRITE, found, Order(accept=True, progress=damage), target_digest=found.digest())
            report = raised.value.__dict__["report"]
            assert isinstance(report, ErasureReport)
            assert report.status is Status.INCOMPLETE
            assert report.verification.differing > 0
            assert not report.certifiable
            assert [file.fault for file in report.files] == ["differs"]
            assert path.exists(), "what could not be verified keeps its name"


@pytest.mark.parametrize("kind", ["ext4-ordered", "xfs", "btrfs-nocow"])
def test_bytes_in_the_cache_do_not_count_as_read_from_the_device(tmp_path: Path, kind: str) -> None:
    with images.device_of(tmp_path, KINDS[kind].mib) as (device, _):
        images.made(KINDS[kind], device)
        with images.mounted(device, tmp_path / "mnt", KINDS[kind].options) as point:
            path = images.planted(point, 1 << 20)
            with path.open("rb") as file:
                file.read()
                assert linux.resident(file.fileno(), 1 << 20) == 1 << 20
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                assert linux.resident(file.fileno(), 1 << 20) == 0
