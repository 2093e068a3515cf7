"""What becomes of a file before it is written: read exactly, deflated where that helps, hashed, enclosed."""

from __future__ import annotations

import hashlib
import io
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
    from safehandle.archive.behind import Beside
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


def read_small(entry: Entry, descriptor: int) -> bytes:
    """Exactly the bytes that the survey saw; a file that shrank is refused (and one that grew, when it is closed)."""
    data = os.read(descriptor, entry.size)
    while len(data) < entry.size:
        more = os.read(descriptor, entry.size - len(data))
        if not more:
            raise InputError("files.changed", path=shown(entry.source))
        data += more
    return data


def read_large(entry: Entry, descriptor: int, aside: Beside) -> Iterator[memoryview]:
    """The same in pieces, each valid until the next is asked for and ``aside.contents`` has done what it was given."""
    left = entry.size
    with io.FileIO(descriptor, closefd=False) as file:
        while left:
            with aside.plain.lend() as buffer:
                count = file.readinto(buffer[:left])
                if not count:
                    raise InputError("files.changed", path=shown(entry.source))
                yield buffer[:count]
                left -= count


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
