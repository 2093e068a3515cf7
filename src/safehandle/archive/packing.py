"""Make an archive: read each file once, hash it, deflate it where that helps, encrypt it, list it in the manifest."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from safehandle.archive import manifest, records
from safehandle.archive.behind import Behind, Beside, beside
from safehandle.archive.deflate import Engine, deflate_segments, engine
from safehandle.archive.forms import Encrypted, File, Form, Plain, SealedEntry, Sink
from safehandle.archive.limits import LIMITS
from safehandle.archive.manifest import Hashed
from safehandle.archive.records import Member
from safehandle.archive.shaping import Enclosed, enclose, gains, read_large, read_small
from safehandle.errors import InputError, SecretError
from safehandle.files import Kind, Opener
from safehandle.files.listing import shown

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer
    from safehandle.files import Entry, Listing
    from safehandle.model import Progress

INNER = "contents.zip"
INNER_COMMENT = b"safehandle: names hidden"
_SMALL = 1 << 20
_BATCH_FILES = 64
_WORKERS = max(2, min(4, os.cpu_count() or 2))
_REGULAR, _FOLDER = 0o100000, 0o040000


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An archive that was made: its ``size`` in bytes, its files, the manifest's SHA-256 (hex)."""

    size: int
    files: tuple[Hashed, ...]
    manifest_sha256: str
    engine: str


def pack(  # noqa: PLR0913 - three options, each with a default
    listing: Listing,
    output: BinaryIO,
    password: str,
    *,
    hide_names: bool = False,
    using: Engine | None = None,
    progress: Progress | None = None,
) -> Packed:
    """Write an AES-256 ZIP (WinZip AE-2) of ``listing`` to ``output``, a new file that can be seeked.

    With ``hide_names`` the files lie in a plain ZIP that is the only, encrypted entry.

    Raises:
        SecretError: ``archive.password-not-ascii``; 7-Zip on Windows reads other characters in its own code page.
        InputError: ``archive.name-taken``, ``archive.too-many``, ``files.changed`` or another of the files room.
    """
    secret = ascii_password(password)
    _check(listing)
    using = using or engine()
    file = File(output)
    with ThreadPoolExecutor(_WORKERS) as pool, beside() as aside:
        tools = _Tools(using, pool, aside)
        if not hide_names:
            written = _Writing(Encrypted(file, secret, aside), file, tools, progress)
            written.fill(listing)
            file.write(records.directory(written.members, file.position))
        else:
            outer = Member(name=INNER.encode(), mtime_ns=_latest(listing), mode=_REGULAR | 0o600, wide=True)
            sealed = SealedEntry(file, outer, secret, aside)
            written = _Writing(Plain(sealed), sealed, tools, progress)
            written.fill(listing)
            sealed.write(records.directory(written.members, sealed.position, INNER_COMMENT))
            sealed.finish(sealed.position)
            file.write(records.directory([outer], file.position))
    return Packed(
        size=file.position,
        files=tuple(written.files),
        manifest_sha256=written.manifest_sha256,
        engine=using.name,
    )


def ascii_password(password: str) -> bytes:
    """The bytes of a password for an archive that we make."""
    if not password.isascii() or not password.isprintable() or not password:
        raise SecretError("archive.password-not-ascii")
    return password.encode("ascii")


def _check(listing: Listing) -> None:
    for entry in listing.entries:
        if unicodedata.normalize("NFC", entry.path).casefold() == manifest.NAME:
            raise InputError("archive.name-taken", path=shown(entry.source))
    if len(listing.entries) >= LIMITS.entries:
        raise InputError("archive.too-many", count=len(listing.entries), limit=LIMITS.entries)


def _latest(listing: Listing) -> int:
    return max(entry.mtime_ns for entry in listing.entries)


class _Tools(NamedTuple):
    """What deflates, on which threads, and what hashes contents beside."""

    engine: Engine
    pool: Executor
    aside: Beside


class _Writing:
    """One archive under way: small files in batches on the pool, large ones piece by piece."""

    def __init__(self, form: Form, sink: Sink, tools: _Tools, progress: Progress | None) -> None:
        self.members: list[Member] = []
        self.files: list[Hashed] = []
        self.manifest_sha256 = ""
        self._form = form
        self._sink = sink
        self._engine, self._pool, self._aside = tools
        self._progress = progress
        self._batch: list[tuple[Member, bytes]] = []
        self._batch_size = 0
        self._waiting: deque[Future[list[Enclosed]]] = deque()

    def fill(self, listing: Listing) -> None:
        """Write every entry, and the manifest last."""
        with Opener() as opener:
            for entry in listing.entries:
                if entry.kind is Kind.FOLDER:
                    self._small(self._member(entry), b"")
                    continue
                with opener.reading(entry) as descriptor:
                    if entry.size <= _SMALL:
                        self._small(self._member(entry), read_small(entry, descriptor))
                    else:
                        self._drain(0)
                        self._large(entry, descriptor)
        self._drain(0)
        text = manifest.write(self.files)
        self.manifest_sha256 = hashlib.sha256(text).hexdigest()
        mode = _REGULAR | 0o600
        name = manifest.NAME.encode()
        self._small(Member(name=name, mtime_ns=_latest(listing), mode=mode, encrypted=self._form.encrypts), text)
        self._drain(0)
        self.files.pop()  # the manifest does not list itself

    def _member(self, entry: Entry) -> Member:
        name = unicodedata.normalize("NFC", entry.path).encode()
        if entry.kind is Kind.FOLDER:
            mode = _FOLDER | entry.mode
            return Member(name=name + b"/", mtime_ns=entry.mtime_ns, mode=mode, encrypted=False)
        mode, wide = _REGULAR | entry.mode, entry.size >= records.WIDE
        return Member(name=name, mtime_ns=entry.mtime_ns, mode=mode, wide=wide, encrypted=self._form.encrypts)

    def _small(self, member: Member, data: bytes) -> None:
        self._batch.append((member, data))
        self._batch_size += len(data)
        if len(self._batch) >= _BATCH_FILES or self._batch_size >= _SMALL:
            self._drain(2 * _WORKERS)

    def _drain(self, ahead: int) -> None:
        """Hand the batch to the pool, and write what is ready until no more than ``ahead`` batches are under way."""
        if self._batch:
            self._waiting.append(self._pool.submit(enclose, self._form, self._engine, self._batch))
            self._batch, self._batch_size = [], 0
        while len(self._waiting) > ahead:
            batch = self._waiting.popleft().result()
            position = self._sink.position
            for member, sha256, data in batch:
                member.offset = position
                position += len(data)
                self._done(member, sha256)
            self._sink.write(b"".join(each.data for each in batch))
            self._report(sum(each.member.size for each in batch))

    def _large(self, entry: Entry, descriptor: int) -> None:
        member = self._member(entry)
        digest = Behind(hashlib.sha256(), self._aside.contents)
        worthwhile = gains(descriptor, entry.size) or not self._form.encrypts
        read = self._measured(member, read_large(entry, descriptor, self._aside), digest)
        pieces: Iterable[Buffer] = read
        if worthwhile:
            member.method = records.DEFLATED
            # Segments wait for the pool for longer than a buffer may be kept.
            pieces = deflate_segments(map(bytes, read), self._engine, self._pool, ahead=_WORKERS + 1)
        self._form.stream(member, pieces)
        self._done(member, digest.digest().hex())

    def _measured(self, member: Member, pieces: Iterator[memoryview], digest: Behind) -> Iterator[memoryview]:
        for piece in pieces:
            digest.update(piece)
            member.size += len(piece)
            if not self._form.encrypts:
                member.crc = self._engine.crc32(piece, member.crc)
            yield piece
            self._report(len(piece))

    def _done(self, member: Member, sha256: str) -> None:
        self.members.append(member)
        if not member.folder:
            self.files.append(Hashed(path=member.name.decode(), size=member.size, sha256=sha256))

    def _report(self, count: int) -> None:
        if self._progress is not None and count:
            self._progress(count)
