"""How entries lie in an archive: each encrypted by itself, or all of them plain inside one encrypted entry."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Protocol

from safehandle.archive import records
from safehandle.archive.aes import CHECK_SIZE, SALT_SIZE, TAG_SIZE, Counter, derive, mac
from safehandle.archive.behind import PIECE, Behind, Beside

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer
    from safehandle.archive.records import Member

_AROUND = SALT_SIZE[256] + CHECK_SIZE + TAG_SIZE


class Sink(Protocol):
    """Where an archive is written to."""

    @property
    def position(self) -> int: ...

    def write(self, data: Buffer, /) -> None: ...


class File:
    """A seekable file, unbuffered, whose every write is whole."""

    __slots__ = ("_file", "position")

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0

    def write(self, data: Buffer, /) -> None:
        view = memoryview(data)
        self.position += len(view)
        while view:
            view = view[self._file.write(view) :]

    def rewrite(self, offset: int, data: bytes) -> None:
        """Replace bytes that were written before, and go on at the end."""
        end = self.position
        self._file.seek(offset)
        self.write(data)
        self._file.seek(end)
        self.position = end


class SealedEntry:
    """One encrypted entry that is written piece by piece; a sink itself, for a whole archive inside it."""

    def __init__(self, file: File, member: Member, password: bytes, aside: Beside) -> None:
        member.offset = file.position
        salt = secrets.token_bytes(SALT_SIZE[256])
        keys = derive(password, salt)
        self.position = 0
        self._file = file
        self._member = member
        self._counter = Counter(keys.cipher)
        self._tag = Behind(mac(keys.mac), aside.tags)
        self._sealed = aside.sealed
        file.write(member.local() + salt + keys.check)

    def write(self, data: Buffer, /) -> None:
        rest = memoryview(data)
        while rest:
            piece, rest = rest[:PIECE], rest[PIECE:]
            with self._sealed.lend() as buffer:
                sealed = buffer[: len(piece)]
                self._counter.crypt_into(piece, sealed)
                self._tag.update(sealed)
                self._file.write(sealed)
            self.position += len(piece)

    def finish(self, size: int) -> None:
        """Write the tag and put the sizes into the entry's first record. ``size`` is what a reader will extract."""
        self._file.write(self._tag.digest()[:TAG_SIZE])
        self._member.size, self._member.compressed = size, self.position + _AROUND
        self._file.rewrite(self._member.offset, self._member.local())


class Form(Protocol):
    """How one member becomes bytes."""

    encrypts: bool

    def enclose(self, member: Member, body: Buffer) -> bytes:
        """The whole entry of a small member, whose other fields are set. Called from several threads."""

    def stream(self, member: Member, pieces: Iterable[Buffer]) -> None:
        """Write a large member. ``pieces`` sets the member's size and CRC while it is consumed."""


class Encrypted:
    """Every member by itself: names and sizes can be seen, contents cannot."""

    encrypts = True

    def __init__(self, file: File, password: bytes, aside: Beside) -> None:
        self._file = file
        self._password = password
        self._aside = aside

    def enclose(self, member: Member, body: Buffer) -> bytes:
        if not member.encrypted:  # a folder
            return member.local()
        salt = secrets.token_bytes(SALT_SIZE[256])
        keys = derive(self._password, salt)
        sealed = Counter(keys.cipher, size=len(body)).crypt(body)
        tag = mac(keys.mac)
        tag.update(sealed)
        member.compressed = len(body) + _AROUND
        return b"".join((member.local(), salt, keys.check, sealed, tag.digest()[:TAG_SIZE]))

    def stream(self, member: Member, pieces: Iterable[Buffer]) -> None:
        entry = SealedEntry(self._file, member, self._password, self._aside)
        for piece in pieces:
            entry.write(piece)
        entry.finish(member.size)


class Plain:
    """Members of an archive that is itself the content of an encrypted entry."""

    encrypts = False

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def enclose(self, member: Member, body: Buffer) -> bytes:
        member.compressed = len(body)
        return member.local() + body

    def stream(self, member: Member, pieces: Iterable[Buffer]) -> None:
        # What is in front cannot be rewritten here, so CRC and sizes follow; only deflate says itself where it ends.
        member.streamed, member.method, member.offset = True, records.DEFLATED, self._sink.position
        self._sink.write(member.local())
        start = self._sink.position
        for piece in pieces:
            self._sink.write(piece)
        member.compressed = self._sink.position - start
        self._sink.write(member.descriptor())
