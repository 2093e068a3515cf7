"""``manifest-sha256.txt``: every file's SHA-256 and path, as ``sha256sum -c`` reads it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from safehandle.errors import IntegrityError
from safehandle.files import Names

NAME = "manifest-sha256.txt"

_LINE = re.compile(r"([0-9a-fA-F]{64})[ ][ *](.+)")


def write(hashes: Mapping[str, str]) -> bytes:
    """The manifest of some files: path to SHA-256 (hex). Paths are in the order of their UTF-8 bytes.

    Paths hold neither a backslash nor a line end (:mod:`safehandle.files.names`), so nothing needs to be escaped.
    """
    return b"".join(f"{hashes[path]}  {path}\n".encode() for path in sorted(hashes, key=str.encode))


def read(content: bytes) -> dict[str, str]:
    """The SHA-256 (lower-case hex) of every path that a manifest names. Its paths are hostile until they pass here.

    Raises:
        IntegrityError: ``transfer.manifest-malformed`` with the line at fault, ``transfer.hostile-name``.
    """
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise IntegrityError("transfer.manifest-malformed", line=0) from None
    hashes: dict[str, str] = {}
    names = Names()
    for number, line in enumerate(lines, 1):
        text = line.removesuffix("\r")
        if not text:
            continue
        found = _LINE.fullmatch(text)
        if found is None:
            raise IntegrityError("transfer.manifest-malformed", line=number)
        path = found[2].removeprefix("./")
        if wrong := names.add(path):
            raise IntegrityError("transfer.hostile-name", name=path, fault=str(wrong))
        hashes[path] = found[1].lower()
    if not hashes:
        raise IntegrityError("transfer.manifest-malformed", line=0)
    return hashes
