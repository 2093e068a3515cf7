"""decrypt, killed in the middle, leaves plaintext beside its place; the next one says so and takes it away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safehandle.files import is_temporary

PASSWORD = "correct horse battery Staple 2026"
MIB = 1 << 20


@pytest.fixture
def work(tmp_path: Path, environment: dict[str, str]) -> Path:
    (tmp_path / "pw").write_text(PASSWORD)
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "住民").mkdir()
    for number in range(8):
        with (tmp_path / "住民" / f"{number}.bin").open("wb") as file:
            file.truncate(64 * MIB)
    run(tmp_path, environment, "encrypt", "住民", "-o", "out.shc", "--password-file", "pw")
    return tmp_path


def run(work: Path, environment: dict[str, str], *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "safehandle", *arguments]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def temporaries(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if is_temporary(path.name)]


def killed(work: Path, environment: dict[str, str]) -> Path:
    """Kill a decrypt once there is plaintext; give the folder that it leaves."""
    command = [sys.executable, "-m", "safehandle", "decrypt", "out.shc", "-d", "受領", "--password-file", "pw", "-q"]
    running = subprocess.Popen(command, cwd=work, env=environment, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not any(path.is_file() for left in temporaries(work) for path in left.rglob("*")):
        assert running.poll() is None, "it ended before it was seen at work"
        assert time.monotonic() < end
        time.sleep(0.001)
    running.send_signal(signal.SIGKILL)
    running.wait()
    (left,) = temporaries(work)
    return left


@pytest.mark.skipif(os.name == "nt", reason="signals and locks of POSIX")
def test_what_a_killed_run_left_is_told_removed_and_recorded(work: Path, environment: dict[str, str]) -> None:
    left = killed(work, environment)
    assert not (work / "受領").exists()
    done = run(work, environment, "decrypt", "out.shc", "-d", "受領", "--password-file", "pw")
    assert left.name in done.stderr
    assert "強制終了" in done.stderr
    assert temporaries(work) == []
    assert len(list((work / "受領" / "住民").iterdir())) == 8
    shown = run(work, environment, "ledger", "show", "--json").stdout
    assert "leftover-removed" in shown
    again = run(work, environment, "decrypt", "out.shc", "-d", "もう一つ", "--password-file", "pw")
    assert "強制終了" not in again.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals and locks of POSIX")
def test_it_goes_even_if_the_next_run_fails(work: Path, environment: dict[str, str]) -> None:
    killed(work, environment)
    (work / "other").write_text("another one that is long enough 8")
    (work / "other").chmod(0o600)
    done = run(work, environment, "decrypt", "out.shc", "-d", "受領", "--password-file", "other", code=5)
    assert "強制終了" in done.stderr
    assert temporaries(work) == []
    assert "leftover-removed" in json.dumps(json.loads(run(work, environment, "ledger", "show", "--json").stdout))
