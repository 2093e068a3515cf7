"""A file that flows to the disk while it is written holds what was written to it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from safehandle.files import whole_file
from safehandle.files.flowing import Flowing


def test_writes_are_whole_and_in_order_beyond_every_step(tmp_path: Path) -> None:
    pieces = [os.urandom(1 << 20) * 7 + b"odd", b"", os.urandom(300_001)] * 6  # over 32 MiB, which begins a flow
    descriptor = os.open(tmp_path / "x", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with Flowing(descriptor, "w+") as file:
        assert [file.write(piece) for piece in pieces] == [len(piece) for piece in pieces]
        file.seek(3)
        assert file.write(memoryview(b"again")) == 5
        file.seek(0, os.SEEK_END)
        file.write(b"end")
    expected = bytearray(b"".join(pieces) + b"end")
    expected[3:8] = b"again"
    assert hashlib.sha256((tmp_path / "x").read_bytes()).digest() == hashlib.sha256(expected).digest()


def test_what_appears_whole_flows(tmp_path: Path) -> None:
    with whole_file(tmp_path / "x") as file:
        assert isinstance(file, Flowing)
        file.write(b"content")
        file.seek(0)
        assert file.read() == b"content"
    assert (tmp_path / "x").read_bytes() == b"content"
