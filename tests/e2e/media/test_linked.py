"""Other commands that name a registered medium: what is laid out for it, what erases it, what destroyed it."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.erase import images
from tests.running import Completed, Run, safehandle

from safehandle.erase.medium import look


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run safehandle in a contract folder in which the media U-07 and U-08 are registered."""
    (tmp_path / "pw").write_text("correct horse battery staple 7\n")
    (tmp_path / "pw").chmod(0o600)

    def run(*arguments: str | Path, code: int = 0) -> Completed:
        folder = tmp_path / "k" if (tmp_path / "k").exists() else tmp_path
        return safehandle(*arguments, folder=folder, environment=environment, code=code)

    run("init", "k", "--profile", "baseline", "--manager", "森", "--password-file", "pw")
    run("medium", "add", "U-07", "--type", "usb", "--empty")
    run("medium", "add", "U-08", "--type", "hdd", "--serial", "WD-1234", "--content", "税", "--encrypted")
    return run


def listed(run: Run, number: str) -> dict[str, Any]:
    media = json.loads(run("medium", "list", "--all", "--json").stdout)["media"]
    found: dict[str, Any] = next(medium for medium in media if medium["number"] == number)
    return found


def rows(run: Run, kind: str) -> list[dict[str, str]]:
    text = run("report", "register", kind, "-o", "-", "--format", "csv").stdout.removeprefix("\ufeff")
    lines = [row for row in csv.reader(io.StringIO(text)) if len(row) > 1]
    heading = next(number for number, row in enumerate(lines) if row[0] == "番号")
    return [dict(zip(lines[heading], row, strict=True)) for row in lines[heading + 1 :]]


def test_what_is_laid_out_for_a_medium_is_what_it_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k" / "住民.csv").write_text("x" * 100)
    sealing = ("encrypt", "住民.csv", "--password-file", "../pw", "--medium", "usb")
    done = json.loads(run(*sealing, "-o", "a.shc", "--medium-number", "U-07", "--json").stdout)
    medium = listed(run, "U-07")["medium"]
    assert done["number"] in medium["content"]
    assert medium["encrypted"]
    row = next(row for row in rows(run, "media") if row["媒体番号"] == "U-07")
    assert (row["暗号化"], row["状態"]) == ("済", "保管中")
    assert done["number"] in row["格納情報"]


def test_nothing_is_sealed_for_a_medium_that_is_not_here(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k" / "住民.csv").write_text("x" * 100)
    sealing = ("encrypt", "住民.csv", "--password-file", "../pw", "-o", "a.shc")
    assert "medium.unknown" in run(*sealing, "--medium", "usb", "--medium-number", "U-99", code=6).stderr
    assert "usage.missing" in run(*sealing, "--medium-number", "U-07", code=2).stderr
    assert not (tmp_path / "k" / "a.shc").exists()
    assert not (tmp_path / "k" / "usb").exists()


DESTROYED = ("wipe", "--destroyed", "破砕", "--at", "2026-04-20T15:00", "--place", "第二作業所", "--witness", "田中")


def test_a_destroyed_medium_ends_on_the_registers_with_one_line(run: Run) -> None:
    assert "medium.other-serial" in run(*DESTROYED, "--medium-number", "U-08", "--serial", "WD-9", code=6).stderr
    run(*DESTROYED, "--medium-number", "U-08", "--dry-run")
    assert listed(run, "U-08")["state"] == "held"
    run(*DESTROYED, "--medium-number", "U-08")
    assert listed(run, "U-08")["state"] == "disposed"
    (row,) = rows(run, "disposals")
    assert (row["媒体番号・製造番号"], row["方法"], row["結果"]) == ("U-08", "物理的な破壊", "完了")
    assert "Destroy" in row["到達水準・検証"]
    assert "medium.disposed" in run(*DESTROYED, "--medium-number", "U-08", code=6).stderr


def test_a_destruction_on_record_retires_its_medium_later(run: Run) -> None:
    entry = json.loads(run(*DESTROYED, "--serial", "WD-1234", "--json").stdout)["entry"]
    assert "medium.other-erasure" in run("medium", "retire", "U-07", "--erasure", str(entry), code=6).stderr
    run("medium", "retire", "U-08", "--erasure", str(entry))
    (row,) = rows(run, "disposals")
    assert row["媒体番号・製造番号"] == "U-08 / WD-1234"
    assert listed(run, "U-08")["last"]["level"] == "destroy"


def test_files_are_not_a_medium(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k" / "a.csv").write_text("x")
    assert "medium.not-whole" in run("wipe", "a.csv", "--medium-number", "U-07", "--yes", code=2).stderr
    assert (tmp_path / "k" / "a.csv").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="loop devices are Linux's")
def test_an_erased_device_ends_its_medium(run: Run, tmp_path: Path) -> None:
    images.need("losetup")
    with images.device_of(tmp_path, 8) as (device, image):
        image.write_bytes(b"\x55" * (8 << 20))
        wiping = ("wipe", "--device", device, "--medium-number", "U-07", "--accept-residuals", "--json")
        looked = json.loads(run(*wiping, "--dry-run").stdout)
        assert looked["problems"] == []
        assert "medium.unknown" in run(*wiping[:4], "U-99", "--dry-run", code=6).stderr
        done = json.loads(run(*wiping, "--confirm-serial", look(device).confirmation).stdout)
        assert b"\x55" * 4096 not in image.read_bytes()
    assert done["report"]["property_number"] == "U-07"
    assert listed(run, "U-07")["state"] == "disposed"
    (row,) = rows(run, "disposals")
    assert row["媒体番号・製造番号"].startswith("U-07")
    assert (row["方法"], row["結果"]) == ("全域上書き", "完了")
