"""What becomes of a file before it is written: read exactly, deflated where that helps, hashed, enclosed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from safehandle.archive import records
from safehandle.archive.deflate import Engine, incompressible
from safehandle.archive.forms import Form
from safehandle.archive.records import Member
from safehandle.errors import InputError
from safehandle.files.listing import shown

if TYPE_CHECKING:
    from safehandle.files import Entry

_SAMPLE = 1 << 16


class Enclosed(NamedTuple):
    """A small member as it will lie in the archive, and the SHA-256 (hex) of its content."""

    member: Member
    sha256: str
    data: bytes


def enclose(form: Form, using: Engine, batch: list[tuple[Member, bytes]]) -> list[Enclosed]:
    """What a thread of the pool does with a batch of small members."""
    made = []
    for member, data in batch:
        body = data
        if data and not incompressible(data):
            deflated = using.deflate(data)
            if len(deflated) < len(data):
                body, member.method = deflated, records.DEFLATED
        member.size = len(data)
        member.crc = 0 if member.encrypted else using.crc32(data)
        made.append(Enclosed(member, hashlib.sha256(data).hexdigest(), form.enclose(member, body)))
    return made


def read_exactly(entry: Entry, descriptor: int, piece: int) -> Iterator[bytes]:
    """Exactly the bytes that the survey saw; a file that grew or shrank is refused."""
    left = entry.size
    while left:
        data = os.read(descriptor, min(piece, left))
        if not data:
            raise InputError("files.changed", path=shown(entry.source))
        left -= len(data)
        yield data


def gains(descriptor: int, size: int) -> bool:
    """Whether any of eight samples of a large file can be deflated."""
    try:
        for number in range(8):
            os.lseek(descriptor, size * number // 8, os.SEEK_SET)
            if not incompressible(os.read(descriptor, _SAMPLE)):
                return True
        return False
    finally:
        os.lseek(descriptor, 0, os.SEEK_SET)
