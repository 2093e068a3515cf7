"""The command line, pinned by examples: each ``*.toml`` beside this file is one session at a terminal.

``files`` are made first (text; a name that ends in ``/`` is a folder). Every ``[[run]]`` is then run in order:
``args``, ``stdin``, the exit code, and what must be printed, where ``[..]`` stands for anything within a line and a
line of just ``...`` for any number of lines. What must not exist afterwards is listed under ``absent``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = sorted(Path(__file__).parent.glob("*.toml"))


def matches(pattern: str, text: str) -> bool:
    parts = []
    for line in pattern.strip("\n").split("\n"):
        if line == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(re.escape(line).replace(re.escape("[..]"), "[^\n]*") + "\n")
    return re.fullmatch("".join(parts), text if text.endswith("\n") else text + "\n") is not None


def make_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            path.chmod(0o600)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example(example: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    session: dict[str, Any] = tomllib.loads(example.read_text("utf-8"))
    work = tmp_path / "work"
    work.mkdir()
    make_files(work, session.get("files", {}))
    for number, run in enumerate(session["run"], 1):
        done = subprocess.run(
            [sys.executable, "-m", "safehandle", *run["args"]],
            cwd=work,
            env=environment | run.get("env", {}),
            input=run.get("stdin", ""),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        where = f"run {number}: {' '.join(run['args'])}\n--- stdout\n{done.stdout}\n--- stderr\n{done.stderr}"
        assert done.returncode == run.get("exit", 0), where
        for stream in ("stdout", "stderr"):
            if stream in run:
                assert matches(run[stream], getattr(done, stream)), f"{stream} differs in {where}"
        for name in run.get("absent", ()):
            assert not (work / name).exists(), f"{name} exists after {where}"
        for name in run.get("present", ()):
            assert (work / name).exists(), f"{name} does not exist after {where}"


def test_patterns_can_fail() -> None:
    assert matches("a [..] c\n...\nend", "a b c\n1\n2\nend\n")
    assert not matches("a [..] c", "a b d\n")
    assert not matches("a", "a\nb\n")
