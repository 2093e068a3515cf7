"""``safehandle wipe`` as a person and a script use it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.erase import images
from tests.running import Completed, Run, safehandle

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file erasure is Linux's")

SECRET = b"PERSONAL" * 1000


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    def run(*arguments: str | Path) -> Completed:
        return safehandle(*arguments, folder=tmp_path, environment=environment, code=None)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "業務"
    path.mkdir()
    (path / "住民.csv").write_bytes(SECRET)
    os.sync()
    return path


def entries(run: Run) -> list[dict[str, Any]]:
    shown: dict[str, Any] = json.loads(run("ledger", "show", "--json").stdout)
    return list(shown["entries"])


def test_a_dry_run_says_what_would_stay_and_touches_nothing(run: Run, folder: Path) -> None:
    done = run("wipe", folder, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "住民.csv" in done.stdout
    assert "残るもの" in done.stdout
    data = json.loads(run("wipe", folder, "--dry-run", "--json", "--accept-residuals").stdout)
    assert data["reachable"] == "file-overwrite"
    assert data["problems"] == []
    assert (folder / "住民.csv").read_bytes() == SECRET
    assert entries(run) == []


def test_erasing_is_recorded_before_and_after(run: Run, folder: Path) -> None:
    done = run("wipe", folder, "--yes", "--accept-residuals", "--reason", "契約満了", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)["report"]
    assert report["status"] == "complete"
    assert report["verification"]["from_device"] == report["verification"]["extent"]
    assert not folder.exists()
    assert len(entries(run)) == 2


def test_without_acceptance_nothing_is_touched(run: Run, folder: Path) -> None:
    data = json.loads(run("wipe", folder, "--dry-run", "--json").stdout)
    if not data["problems"]:
        pytest.skip("the temporary folder lies on a spinning disk: nothing needs acceptance")
    done = run("wipe", folder, "--yes")
    assert done.returncode == 9
    assert "--accept-residuals" in done.stderr
    assert (folder / "住民.csv").read_bytes() == SECRET
    assert entries(run) == []


def test_without_a_terminal_nobody_is_asked(run: Run, folder: Path) -> None:
    done = run("wipe", folder, "--accept-residuals")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert folder.exists()


def test_partial_success_is_exit_9_with_a_record(run: Run, folder: Path) -> None:
    (folder / "link1").write_bytes(b"x")
    (folder / "link2").hardlink_to(folder / "link1")
    whole = run("wipe", folder, "--yes", "--accept-residuals")
    assert whole.returncode == 9
    assert (folder / "住民.csv").exists()
    part = run("wipe", folder, "--yes", "--accept-residuals", "--partial")
    assert part.returncode == 9
    assert "ハードリンク" in part.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["link1", "link2"]
    last = json.dumps(entries(run)[-1], ensure_ascii=False)
    assert "erase.incomplete" in last


def test_a_plan_is_written_and_only_that_plan_is_done(run: Run, folder: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    made = run("wipe", folder, "--accept-residuals", "--plan-only", "-o", plan)
    assert made.returncode == 0, made.stderr
    assert folder.exists()
    (folder / "new.csv").write_bytes(b"later")
    changed = run("wipe", folder, "--accept-residuals", "--plan", plan, "--yes")
    assert changed.returncode == 4
    assert (folder / "住民.csv").read_bytes() == SECRET
    (folder / "new.csv").unlink()
    done = run("wipe", folder, "--accept-residuals", "--plan", plan, "--yes", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["report"]["plan_digest"] == hashlib.sha256(plan.read_bytes()).hexdigest()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("x", "--device", "/dev/null"), 2),
        ((".", "--plan-only"), 2),
        (("missing",), 6),
        (("--device", "/dev/null", "--confirm-serial", "x"), 6),
        ((".", "--method", "nvme-sanitize"), 2),
    ],
)
def test_wrong_usage_and_missing_things(run: Run, arguments: tuple[str, ...], code: int) -> None:
    done = run("wipe", *arguments)
    assert done.returncode == code, done.stderr
    assert "予期しない" not in done.stderr


def test_a_medium_is_named_by_its_serial_number(run: Run, tmp_path: Path) -> None:
    with images.device_of(tmp_path, 8) as (device, image):
        images.need("losetup")
        image.write_bytes(images.MARK * ((8 << 20) // len(images.MARK)))
        told = json.loads(run("wipe", "--device", device, "--dry-run", "--json").stdout)
        unnamed = run("wipe", "--device", device, "--accept-residuals", "--yes")
        wrong = run("wipe", "--device", device, "--accept-residuals", "--confirm-serial", "other")
        assert (unnamed.returncode, wrong.returncode) == (2, 9)
        assert images.count(image, images.MARK) > 0
        done = run("wipe", "--device", device, "--accept-residuals", "--confirm-serial", told["confirm"], "--json")
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout)["report"]
        assert report["reached"] == "clear"
        assert report["verification"]["from_device"] == 8 << 20
        assert images.count(image, images.MARK) == 0


def test_the_serial_number_is_asked_for_at_a_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    import pty

    images.need("losetup")
    with images.device_of(tmp_path, 8) as (device, _):
        ours, theirs = pty.openpty()
        argv = [sys.executable, "-m", "safehandle", "wipe", "--device", str(device), "--accept-residuals"]
        process = subprocess.Popen(
            argv, cwd=tmp_path, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
                if shown.endswith(b": ") and "シリアル番号を入力".encode() in shown:
                    os.write(ours, f"no-serial-{8 << 20}\n".encode())
        except OSError:
            pass  # the other side of the terminal is gone: it has ended
        os.close(ours)
        assert process.wait(60) == 0, shown.decode()
        assert "Clear" in shown.decode()


def test_killed_runs_leave_open_entries_and_the_work_can_be_done_again(
    run: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    chance, folder = random.Random(20261121), tmp_path / "many"
    for part in range(40):
        (folder / str(part)).mkdir(parents=True)
        for index in range(20):
            (folder / str(part) / f"{index}.csv").write_bytes(SECRET)
    os.sync()
    argv = [sys.executable, "-m", "safehandle", "wipe", str(folder), "--yes", "--accept-residuals"]
    for killed in range(1, 4):
        before = len(list(folder.iterdir()))
        process = subprocess.Popen(
            argv, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and len(list(folder.iterdir())) == before:
            time.sleep(0.002)
        time.sleep(chance.uniform(0.0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path in folder.rglob("*.csv"):  # a file under its name is whole, or keystream has begun at its beginning
            content = path.read_bytes()
            assert content == SECRET or content[:8] != SECRET[:8]
        kinds = [entry["kind"] for entry in entries(run)]
        assert kinds == ["intent"] * killed
    last = run("wipe", folder, "--yes", "--accept-residuals", "--json")
    assert last.returncode == 0, last.stderr
    assert not folder.exists()
    assert [entry["kind"] for entry in entries(run)] == ["intent"] * 4 + ["done"]
