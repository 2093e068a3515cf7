"""How long a person waits for the smallest things."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from measure import Cost, Row, command


def table(work: Path, _mebibytes: int) -> Iterator[Row]:
    program = [sys.executable, "-m", "safehandle"]
    environment = os.environ | {"SAFEHANDLE_HOME": str(work / "home")}
    (work / "small.bin").write_bytes(os.urandom(10_000))
    (work / "password").touch(mode=0o600)
    (work / "password").write_text("benchmark-password-0123456789\n")
    limit = {"--version": 0.150, "encrypt 10 KB": 0.7}
    encrypt = [
        *program,
        "encrypt",
        work / "small.bin",
        "-o",
        work / "small.shc",
        "--overwrite",
        "--password-file",
        work / "password",
    ]
    for name, arguments in (("--version", [*program, "--version"]), ("encrypt 10 KB", encrypt)):
        yield Row(
            f"safehandle {name}, beside {limit[name] * 1000:g} ms",
            command(arguments, runs=9, env=environment),
            Cost(limit[name], 0),
            1.0,
        )
