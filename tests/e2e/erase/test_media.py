"""Whole media, on loop devices: all of it overwritten, all of it read back, and nothing certified that went wrong."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.e2e.erase import images
from tests.e2e.erase.images import KINDS, MARK, NAME

from safehandle.erase.job import carry_out
from safehandle.erase.keystream import position, take
from safehandle.erase.medium import Medium, look
from safehandle.erase.method import Order, choose
from safehandle.errors import ErasureError
from safehandle.model.erasure import ErasureReport, Level, Status

OVERWRITE = choose("media-overwrite", "medium")
MIB = 1 << 20


@pytest.fixture(autouse=True)
def _needs() -> None:
    images.need("losetup")


def order(medium: Medium, jobs: Path, **changes: object) -> Order:
    asked = Order(requested=Level.CLEAR, accept=True, confirmed=medium.confirmation, journal=jobs)
    return dataclasses.replace(asked, **changes)  # type: ignore[arg-type]


def erase(medium: Medium, jobs: Path, **changes: object) -> ErasureReport:
    return carry_out(OVERWRITE, medium, order(medium, jobs, **changes), target_digest=medium.digest())


def refused(medium: Medium, jobs: Path, code: str, **changes: object) -> ErasureReport | None:
    with pytest.raises(ErasureError) as raised:
        erase(medium, jobs, **changes)
    assert raised.value.code == code
    report: ErasureReport | None = raised.value.__dict__.get("report")
    assert report is None or not report.certifiable
    return report


def test_a_file_system_is_gone_with_its_names(tmp_path: Path) -> None:
    kind = KINDS["ext4-ordered"]
    with images.device_of(tmp_path, kind.mib) as (device, image):
        images.made(kind, device)
        with images.mounted(device, tmp_path / "mnt") as point:
            images.planted(point, MIB)
        assert images.count(image, MARK) > 0
        report = erase(look(device), tmp_path / "jobs")
        assert images.count(image, MARK) == images.count(image, NAME.encode()) == 0
        size = kind.mib * MIB
        assert report.certifiable
        assert report.reached is Level.CLEAR
        assert report.verification.from_device == report.bytes_written == report.range_end == size
        assert [one.code for one in report.residuals] == ["unknown-device"]
        # Whoever has the seed can check the medium again.
        expected = take(position(bytes.fromhex(report.seed), 40 * MIB), 4096)
        with image.open("rb") as raw:
            raw.seek(40 * MIB)
            assert raw.read(4096) == expected
        assert not list((tmp_path / "jobs").iterdir()), "a finished job leaves nothing to take up"


def test_a_mounted_device_is_refused_at_the_look_and_at_the_opening(tmp_path: Path) -> None:
    kind = KINDS["ext4-ordered"]
    with images.device_of(tmp_path, kind.mib) as (device, image):
        images.made(kind, device)
        before = look(device)
        with images.mounted(device, tmp_path / "mnt") as point:
            images.planted(point, MIB)
            assert look(device).refusals == ("device-mounted",)
            assert refused(look(device), tmp_path / "jobs", "erase.device-mounted") is None
            refused(before, tmp_path / "jobs", "erase.device-busy")
        assert images.count(image, MARK) > 0


def test_the_system_s_disk_is_refused_at_the_look() -> None:
    number = Path("/").stat().st_dev
    path = Path(f"/dev/{Path(f'/sys/dev/block/{os.major(number)}:{os.minor(number)}').resolve().name}")
    if not path.exists():
        pytest.skip("the root of this machine lies on no block device")
    assert "device-system" in look(path).refusals


def test_a_medium_that_was_not_named_is_not_touched(tmp_path: Path) -> None:
    with images.device_of(tmp_path, 8) as (device, image):
        image.write_bytes(MARK * (8 * MIB // len(MARK)))
        for typed in ("", "no-serial", str(8 * MIB)):
            refused(look(device), tmp_path / "jobs", "erase.not-confirmed", confirmed=typed)
        assert images.count(image, MARK) == 8 * MIB // len(MARK)


def test_a_read_only_medium_is_refused(tmp_path: Path) -> None:
    image = images.image_at(tmp_path, 8)
    device = images.run("losetup", "--find", "--show", "--read-only", image)
    try:
        assert look(device).refusals == ("device-read-only",)
    finally:
        images.run("losetup", "--detach", device)
        image.unlink()


def test_damage_behind_the_cache_is_found(tmp_path: Path) -> None:
    """Half way into the work (after the writing) the image changes, while the cache was filled through the device."""
    with images.device_of(tmp_path, 16) as (device, image):
        done = 0

        def damage(count: int) -> None:
            nonlocal done
            done += count
            if done == 16 * MIB:
                with device.open("rb") as cached:
                    cached.read()
                with image.open("r+b") as raw:
                    raw.seek(9 * MIB + 77)
                    raw.write(b"damage")

        report = refused(look(device), tmp_path / "jobs", "erase.incomplete", progress=damage)
        assert report is not None
        assert report.verification.differing > 0
        assert report.reached is Level.NONE


def test_a_medium_that_fails_in_the_middle_is_recorded_as_incomplete(tmp_path: Path) -> None:
    """The image lies on a full file system: the loop device answers with I/O errors from there on."""
    full = tmp_path / "full"
    full.mkdir()
    images.run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", full)
    try:
        image = full / "image"
        with image.open("wb") as file:
            file.truncate(20 * MIB)
        with images.loop(image) as device:
            report = refused(look(device), tmp_path / "jobs", "erase.incomplete")
    finally:
        images.run("umount", full)
    assert report is not None
    assert report.status is Status.INCOMPLETE
    assert 0 < report.bytes_skipped <= 9 * MIB
    assert report.bytes_retried >= report.bytes_skipped
    assert report.bytes_written + report.bytes_skipped == 20 * MIB
    assert "unwritten-range" in {one.code for one in report.residuals}


def test_a_device_that_shrinks_is_not_certified(tmp_path: Path) -> None:
    with images.device_of(tmp_path, 24) as (device, image):
        shrunk = False

        def shrink(_count: int) -> None:
            nonlocal shrunk
            if not shrunk:
                os.truncate(image, 12 * MIB)
                images.run("losetup", "--set-capacity", device)
                shrunk = True

        report = refused(look(device), tmp_path / "jobs", "erase.device-changed", progress=shrink)
        assert report is not None


def test_another_medium_under_the_same_name_is_refused(tmp_path: Path) -> None:
    with images.device_of(tmp_path, 8) as (device, image):
        before = look(device)
        os.truncate(image, 12 * MIB)
        images.run("losetup", "--set-capacity", device)
        refused(before, tmp_path / "jobs", "erase.device-changed")


RUNNER = """
import sys, time
from pathlib import Path
from safehandle.erase.job import carry_out
from safehandle.erase.medium import look
from safehandle.erase.method import Order, choose
from safehandle.erase.methods import media_overwrite
from safehandle.model import to_plain
from safehandle.model.erasure import Level
import json
media_overwrite.EVERY = 4 << 20
medium = look(sys.argv[1])
order = Order(requested=Level.CLEAR, accept=True, confirmed=medium.confirmation, journal=Path(sys.argv[2]),
              progress=lambda count: time.sleep(float(sys.argv[3])))
print("begin", flush=True)
report = carry_out(choose("media-overwrite", "medium"), medium, order, target_digest=medium.digest())
print(json.dumps(to_plain(report)))
"""


def started(device: Path, jobs: Path, pause: float) -> subprocess.Popen[str]:
    argv = [sys.executable, "-c", RUNNER, str(device), str(jobs), str(pause)]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n"
    return process


def test_thirty_kills_later_every_byte_is_the_keystream_of_one_seed(tmp_path: Path) -> None:
    import json

    chance = random.Random(20261121)
    with images.device_of(tmp_path, 96) as (device, image):
        with image.open("r+b") as raw:
            for offset in range(0, 96 * MIB, MIB):
                raw.seek(offset)
                raw.write(MARK)
        for _ in range(30):
            process = started(device, tmp_path / "jobs", 0.02)
            time.sleep(chance.uniform(0.0, 0.15))
            process.send_signal(signal.SIGKILL)
            process.communicate()
        out, err = started(device, tmp_path / "jobs", 0.0).communicate()
        assert not err
        report = json.loads(out)
        assert report["status"] == "complete"
        assert report["bytes_written"] == report["verification"]["from_device"] == 96 * MIB
        assert report["resumed"], "not one of thirty kills was survived by a mark"
        assert images.count(image, MARK) == 0
        stream = position(bytes.fromhex(report["seed"]), 0)
        with image.open("rb") as raw:
            assert all(raw.read(MIB) == take(stream, MIB) for _ in range(96))


def test_a_job_is_not_taken_up_on_another_medium_that_looks_the_same(tmp_path: Path) -> None:
    with images.device_of(tmp_path, 32) as (device, image):

        def stop(_count: int) -> None:
            raise KeyboardInterrupt

        from safehandle.erase.methods import media_overwrite

        every, media_overwrite.EVERY = media_overwrite.EVERY, 4 * MIB
        try:
            with pytest.raises(KeyboardInterrupt) as raised:
                erase(look(device), tmp_path / "jobs", progress=stop)
        finally:
            media_overwrite.EVERY = every
        assert raised.value.__dict__["report"].status is Status.FAILED
        with image.open("r+b") as raw:
            raw.write(MARK)  # the swapped medium
        refused(look(device), tmp_path / "jobs", "erase.journal-other-device")
        assert images.count(image, MARK) == 1
        assert erase(look(device), tmp_path / "jobs", fresh=True).resumed == ()
