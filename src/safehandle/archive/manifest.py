"""The manifest inside an archive: SHA-256 of every file, in the form that ``sha256sum -c`` and BagIt (RFC 8493) read.

A ZIP file's directory is not authenticated: whoever can write to the archive can exchange two names without knowing
the password, and every entry's MAC still holds. The manifest is what tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from safehandle.errors import IntegrityError

NAME = "manifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashed:
    """A file by its relative POSIX path (NFC), its size in bytes and the SHA-256 (hex) of its content."""

    path: str = field(repr=False)
    size: int
    sha256: str


def write(files: Iterable[Hashed]) -> bytes:
    """The manifest of these files, UTF-8, one line each."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files).encode()


def read(data: bytes) -> dict[str, str]:
    """SHA-256 (hex) by path.

    Raises:
        IntegrityError: ``archive.manifest-malformed``.
    """
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise IntegrityError("archive.manifest-malformed") from None
    found: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise IntegrityError("archive.manifest-malformed")
        found[match[2]] = match[1]
    return found


def compare(expected: Mapping[str, str], files: Iterable[Hashed]) -> None:
    """Check that exactly the listed files are there with the listed contents.

    Raises:
        IntegrityError: ``archive.manifest-mismatch`` with the first path at fault and what is wrong with it.
    """
    found = {file.path: file.sha256 for file in files}
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            raise IntegrityError("archive.manifest-missing", path=path)
        if path not in expected:
            raise IntegrityError("archive.manifest-unlisted", path=path)
        if expected[path] != found[path]:
            raise IntegrityError("archive.manifest-mismatch", path=path)
