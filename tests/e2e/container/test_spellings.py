"""A generated password opens however it is typed, here as in the browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from safehandle import generate_password


@pytest.mark.parametrize("sealed_as", [str.upper, str.lower])
def test_a_generated_password_opens_in_any_spelling(
    sealed_as: object, tmp_path: Path, environment: dict[str, str]
) -> None:
    assert callable(sealed_as)
    password = generate_password()
    (tmp_path / "a.txt").write_text("x")
    spellings = {"sealed": sealed_as(password), "typed": password.replace("-", " ").lower(), "other": password[:-1]}
    for name, text in spellings.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)

    def run(*arguments: str) -> int:
        command = [sys.executable, "-m", "safehandle", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode

    assert run("encrypt", "a.txt", "-o", "out.shc", "--password-file", "sealed") == 0
    assert run("decrypt", "out.shc", "-d", "wrong", "--password-file", "other") == 5
    assert run("decrypt", "out.shc", "-d", "right", "--password-file", "typed") == 0
    assert (tmp_path / "right" / "a.txt").read_text() == "x"
