"""Sealing: files or a stream in, one container out."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

from safehandle.container import bag, schedule, tar
from safehandle.container.body import SMALL, Encrypting, write_all
from safehandle.container.header import BAG, RAW, Label, compose, spoken
from safehandle.container.stanzas import Recipient, Stanza
from safehandle.errors import InputError, IntegrityError
from safehandle.files import Entry, Kind, Listing, Opener, survey
from safehandle.model import Progress

if TYPE_CHECKING:
    from hashlib import _Hash as Hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A container that was made.

    ``number`` is the 照合番号, ``identity`` the SHA-256 (hex) of the head it is taken from, ``size`` the container's
    bytes. ``bound`` says whether the number stands for the content; a container written to a pipe has none that does.
    ``manifest_sha256`` (hex) is that of the bag's manifest; a raw stream has one file with an empty path, and no
    manifest.
    """

    number: str
    identity: str
    size: int
    files: tuple[bag.SealedFile, ...]
    bound: bool
    manifest_sha256: str = ""


class Wrapping:
    """Wraps the file key for every recipient on a thread of its own: for a password that takes a quarter second."""

    def __init__(self, recipients: Sequence[Recipient], file_key: bytes) -> None:
        self._stanzas: list[Stanza] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(recipients, file_key), name="safehandle-wrapping", daemon=True)
        self._thread.start()

    def _run(self, recipients: Sequence[Recipient], file_key: bytes) -> None:
        try:
            self._stanzas.extend(recipient.wrap(file_key) for recipient in recipients)
        except BaseException as error:  # noqa: BLE001 - carried to the thread that waits for the stanzas
            self._error = error

    def stanzas(self) -> list[Stanza]:
        """The stanzas, in the recipients' order, when the last is there; raises what wrapping raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._stanzas


class _Output:
    """A container under way: the head first, and once more at the end where the output can be seeked."""

    def __init__(
        self, output: BinaryIO, recipients: Sequence[Recipient], label: Label, content: str, *, binding: bool
    ) -> None:
        self.file_key = os.urandom(schedule.FILE_KEY)
        self._label = label.to_json(content)
        self._output = output
        self._seekable = output.seekable()
        self._binding = binding and self._seekable
        self._start = output.tell() if self._seekable else 0
        self._wrapping = Wrapping(recipients, self.file_key)
        # A pipe needs the head now. A file's is written last: nothing that could be taken for a container stands there
        # before, and a password is turned into a key beside the sealing.
        stanzas = [recipient.outline() for recipient in recipients] if self._seekable else self._wrapping.stanzas()
        self._written = self._head(stanzas, 0, bytes(64))
        write_all(output, bytes(len(self._written)) if self._seekable else self._written)

    def _head(self, stanzas: Sequence[Stanza], body_size: int, mac: bytes) -> bytes:
        return compose(
            self.file_key,
            self._label,
            stanzas,
            body_size=body_size if self._seekable else None,
            content_mac=mac if self._binding else None,
        )

    def encrypting(self, progress: Progress | None) -> Encrypting:
        from rfc8785 import dumps

        context = schedule.body_context(dumps(self._label))
        return Encrypting(self._output, schedule.body_key(self.file_key), context, progress)

    def finish(
        self, body_size: int, digest: bytes, files: tuple[bag.SealedFile, ...], manifest_sha256: str = ""
    ) -> Sealed:
        head = self._written
        if self._seekable:
            head = self._head(self._wrapping.stanzas(), body_size, schedule.content_mac(self.file_key, digest))
            if len(head) != len(self._written):
                raise RuntimeError("a recipient's outline has another length than its stanza")
            self._output.seek(self._start)
            write_all(self._output, head)
            self._output.seek(body_size, os.SEEK_CUR)
        identity = hashlib.sha256(head).hexdigest()
        return Sealed(
            number=spoken(identity),
            identity=identity,
            size=len(head) + body_size,
            files=files,
            bound=self._binding,
            manifest_sha256=manifest_sha256,
        )


def seal(  # noqa: PLR0913 - keyword-only where it is not the act itself
    sources: Listing | Iterable[Path],
    output: BinaryIO,
    recipients: Sequence[Recipient],
    *,
    label: Label,
    bag_info: Mapping[str, str],
    progress: Progress | None = None,
    expected: Mapping[str, str] | None = None,
) -> Sealed:
    """Seal files and folders as a bag into ``output`` (a new binary file; a pipe gets no binding number).

    ``progress`` is told of plaintext bytes. ``expected`` maps every path to the SHA-256 (hex) that was approved; with
    any difference nothing may be published. On any error ``output`` holds nothing that opens.

    Raises:
        InputError: ``files.…`` for what cannot be read, or changes while it is.
        IntegrityError: ``container.hash-mismatch`` where ``expected`` is not met.
        UsageError: ``container.no-recipients``, ``container.password-alone``, ``container.bag-info`` …
    """
    listing = sources if isinstance(sources, Listing) else survey(sources)
    info = bag.bag_info(bag_info, listing, label.created)
    mtime = max(0, int(label.created.timestamp()))
    container = _Output(output, recipients, label, BAG, binding=True)
    with container.encrypting(progress) as sink, Opener() as opener:
        sink.write(tar.folder_header(bag.TOP, mtime=mtime) + _tag_file(bag.BAGIT, bag.DECLARATION, mtime))
        sink.write(_tag_file(bag.INFO, info, mtime) + tar.folder_header(f"{bag.TOP}/data", mtime=mtime))
        digests = [_seal_entry(entry, sink, opener) for entry in listing.entries]
        sink.hashed()
        files = _sealed_files(listing, digests)
        _check_expected(files, expected)
        payload = bag.manifest({f"data/{file.path}": file.sha256 for file in files})
        tags = bag.tag_manifest(info, payload)
        sink.write(_tag_file(bag.MANIFEST, payload, mtime) + _tag_file(bag.TAG_MANIFEST, tags, mtime))
        sink.write(tar.END)
        sink.finish()
    return container.finish(sink.size, tags, files, hashlib.sha256(payload).hexdigest())


def _tag_file(name: str, data: bytes, mtime: int) -> bytes:
    return tar.whole_file_member(f"{bag.TOP}/{name}", data, mtime)


def _seal_entry(entry: Entry, sink: Encrypting, opener: Opener) -> str | Hash:
    """Put one entry into the tar. The digest of a large file is ready only when the sink has hashed everything."""
    sink.write(tar.entry_header(f"{bag.TOP}/data/{entry.path}", entry))
    if entry.kind is Kind.FOLDER:
        return ""
    digest = hashlib.sha256()
    aside = entry.size > SMALL
    left = entry.size
    with opener.reading(entry) as descriptor, io.FileIO(descriptor, closefd=False) as file:
        while left:
            space = sink.space()[:left]
            count = _read(file, space, entry)
            if not aside:
                digest.update(space[:count])
            sink.take(count, digest if aside else None)
            left -= count
    sink.write(tar.padding(entry.size))
    return digest if aside else digest.hexdigest()


def _read(file: io.FileIO, space: memoryview, entry: Entry) -> int:
    try:
        count = file.readinto(space)
    except OSError as error:
        raise InputError("files.unreadable", path=str(entry.source), reason=error.strerror) from error
    if not count:
        raise InputError("files.changed", path=str(entry.source))
    return count


def _sealed_files(listing: Listing, digests: Sequence[str | Hash]) -> tuple[bag.SealedFile, ...]:
    return tuple(
        bag.SealedFile(
            path=entry.path, size=entry.size, sha256=digest if isinstance(digest, str) else digest.hexdigest()
        )
        for entry, digest in zip(listing.entries, digests, strict=True)
        if entry.kind is Kind.FILE
    )


def _check_expected(files: tuple[bag.SealedFile, ...], expected: Mapping[str, str] | None) -> None:
    if expected is None:
        return
    found = {file.path: file.sha256 for file in files}
    for path in sorted(found.keys() | expected.keys()):
        if found.get(path) != expected.get(path):
            raise IntegrityError("container.hash-mismatch", path=path)


def seal_stream(  # noqa: PLR0913 - as above
    source: BinaryIO,
    output: BinaryIO,
    recipients: Sequence[Recipient],
    *,
    label: Label,
    progress: Progress | None = None,
    evidence: bool = True,
) -> Sealed:
    """Seal a stream as it comes. Without ``evidence`` nothing is hashed, and the number does not bind the content.

    Raises:
        InputError: ``container.unreadable`` if ``source`` cannot be read to its end.
        UsageError: as :func:`seal`.
    """
    digest = hashlib.sha256() if evidence else None
    container = _Output(output, recipients, label, RAW, binding=evidence)
    size = 0
    with container.encrypting(progress) as sink:
        while count := _read_stream(source, sink.space()):
            sink.take(count, digest)
            size += count
        sink.hashed()
        sink.finish()
    plain = digest.digest() if digest is not None else b""
    return container.finish(sink.size, plain, (bag.SealedFile(path="", size=size, sha256=plain.hex()),))


def _read_stream(source: BinaryIO, space: memoryview) -> int:
    try:
        return int(source.readinto(space) or 0)  # type: ignore[attr-defined]
    except OSError as error:
        raise InputError("container.unreadable", reason=error.strerror) from error
