"""What a container of files holds: one BagIt 1.0 bag (RFC 8493) as a pax tar (POSIX.1-2001), in one pass.

::

    bag/bagit.txt  bag/bag-info.txt  bag/data/…  bag/manifest-sha256.txt  bag/tagmanifest-sha256.txt
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from safehandle.errors import InputError, UsageError
from safehandle.files import Listing

TOP = "bag"
BAGIT = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_INFO_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """One file in a container: its path as sealed, its size in bytes, SHA-256 (hex; empty where it was not wanted)."""

    path: str
    size: int
    sha256: str


def bag_info(given: Mapping[str, str], listing: Listing, created: datetime) -> bytes:
    """``bag-info.txt``: what the caller says, the date and the sum of all files (RFC 8493 section 2.2.2).

    Raises:
        UsageError: ``container.bag-info`` for a name that is no label or a value that is not one line of text.
    """
    lines = {
        **given,
        "Bagging-Date": created.date().isoformat(),
        "Payload-Oxum": f"{listing.size}.{len(listing.files)}",
    }
    for name, value in lines.items():
        if not _INFO_NAME.fullmatch(name) or not value.strip() or not value.isprintable():
            raise UsageError("container.bag-info", name=name)
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()


def parse_info(data: bytes) -> dict[str, str]:
    """Read ``bag-info.txt``; a line that begins with white space goes on (RFC 8493 section 2.2.2).

    Raises:
        InputError: ``container.bag-info-malformed``.
    """
    found: dict[str, str] = {}
    name = ""
    try:
        for line in data.decode().splitlines():
            if line[:1] in {" ", "\t"} and name:
                found[name] += " " + line.strip()
                continue
            name, colon, value = line.partition(":")
            if not colon:
                raise InputError("container.bag-info-malformed")
            found[name] = f"{found[name]}, {value.strip()}" if name in found else value.strip()
    except UnicodeDecodeError:
        raise InputError("container.bag-info-malformed") from None
    return found


def manifest(digests: Mapping[str, str]) -> bytes:
    """A manifest of path to SHA-256 (hex). RFC 8493 section 2.1.3 has CR, LF and % percent-encoded."""
    return "".join(f"{digest}  {_quoted(path)}\n" for path, digest in digests.items()).encode()


def parse_manifest(data: bytes) -> dict[str, str] | None:
    """Read a manifest; None if it is not one: a line of another form, a path twice."""
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    for line in lines[:-1]:
        match = re.fullmatch(r"([0-9a-f]{64})  (\S.*)", line)
        path = _unquoted(match[2]) if match else ""
        if match is None or path in found:
            return None
        found[path] = match[1]
    return found if lines[-1] == "" else None


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unquoted(path: str) -> str:
    return re.sub("%(25|0[AaDd])", lambda match: chr(int(match[1], 16)), path)


def tag_manifest(info: bytes, payload: bytes) -> bytes:
    """The last member: it binds every other file of the bag, the payload through its manifest."""
    files = {BAGIT: DECLARATION, INFO: info, MANIFEST: payload}
    return manifest({path: hashlib.sha256(data).hexdigest() for path, data in files.items()})
