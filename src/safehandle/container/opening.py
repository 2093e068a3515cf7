"""Opening: one container in, files or a stream out, and nothing under a final name before everything holds."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from safehandle.container import bag, schedule
from safehandle.container.body import Decrypting, write_all
from safehandle.container.header import BAG, Header, Label, read_header
from safehandle.container.stanzas import PASSWORD, Identity
from safehandle.container.unbag import Unpacking, verify
from safehandle.errors import InputError, IntegrityError, SecretError
from safehandle.files import whole_folder
from safehandle.files.lane import Lane
from safehandle.model import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A container that was opened and held in every respect.

    ``bound`` says whether the number stood for the content. A raw stream has one file with an empty path; its digest is
    empty where the container carries none to check.
    """

    number: str
    identity: str
    label: Label
    files: tuple[bag.SealedFile, ...]
    bound: bool
    bag_info: dict[str, str] = field(default_factory=dict)


def open_bag(
    file: BinaryIO, identities: Sequence[Identity], destination: Path, *, progress: Progress | None = None
) -> Opened:
    """Open a container of files into ``destination``, all or nothing. ``progress`` is told of container bytes.

    Raises:
        InputError: ``container.not-a-container`` and what else :func:`read_header` says; ``container.not-a-bag``.
        SecretError: ``container.wrong-secret`` or ``container.secret-needed``.
        IntegrityError: ``container.header-altered``, ``container.content-altered``, ``container.truncated``,
            ``container.hash-mismatch``, ``container.hostile-…``.
        OutputError: ``files.…``.
    """
    header = read_header(file)
    if header.content != BAG:
        raise InputError("container.not-a-bag")
    file_key = _file_key(file, header, identities)
    with whole_folder(destination) as folder:
        with ExitStack() as stack:
            body = stack.enter_context(_decrypting(file, header, file_key, progress))
            unpacked = Unpacking(body, stack.enter_context(Lane("hasher")), folder)
            unpacked.run()
        files = verify(unpacked)
        _check_binding(header, file_key, unpacked.tags[bag.TAG_MANIFEST])
        info = bag.parse_info(unpacked.tags[bag.INFO])
    return _opened(header, files, info)


def open_stream(
    file: BinaryIO, identities: Sequence[Identity], output: BinaryIO, *, progress: Progress | None = None
) -> Opened:
    """Open a container of a stream into ``output``. Each chunk is authenticated before it is written, the end only at
    the end: what was written counts only if this returns.

    Raises:
        InputError: as :func:`open_bag`; ``container.not-a-stream``.
        SecretError, IntegrityError: as :func:`open_bag`.
    """
    header = read_header(file)
    if header.content == BAG:
        raise InputError("container.not-a-stream")
    file_key = _file_key(file, header, identities)
    digest = hashlib.sha256() if header.bound else None
    size = 0
    with _decrypting(file, header, file_key, progress) as body, Lane("hasher") as hasher:
        for block in body:
            if digest is not None:
                hasher.do(digest.update, block)
            write_all(output, block)
            size += len(block)
            hasher.release(body.recycle, block)
        hasher.drain()
    plain = digest.digest() if digest is not None else b""
    _check_binding(header, file_key, plain)
    return _opened(header, (bag.SealedFile(path="", size=size, sha256=plain.hex()),), {})


def unlock(file: BinaryIO, identities: Sequence[Identity]) -> bytes:
    """The file key (32 bytes) of a container, after its header was found authentic under it. The body is not looked at,
    so that the first part of a split container will do.

    Raises:
        InputError, SecretError, IntegrityError: as :func:`open_bag` says of the header.
    """
    return _key_of(read_header(file), identities)


def _opened(header: Header, files: tuple[bag.SealedFile, ...], info: dict[str, str]) -> Opened:
    return Opened(
        number=header.number,
        identity=header.identity,
        label=header.label,
        files=files,
        bound=header.bound,
        bag_info=info,
    )


def _file_key(file: BinaryIO, header: Header, identities: Sequence[Identity]) -> bytes:
    """The file key, after the header was found authentic under it and the file to have its size."""
    _check_size(file, header)
    return _key_of(header, identities)


def _key_of(header: Header, identities: Sequence[Identity]) -> bytes:
    tried = False
    for identity in identities:
        for stanza in header.stanzas:
            if not identity.fits(stanza):
                continue
            tried = True
            file_key = identity.unwrap(stanza)
            if file_key is not None:
                if not header.authentic(file_key):
                    raise IntegrityError("container.header-altered")
                return file_key
    if tried:
        raise SecretError("container.wrong-secret")
    needs = [PASSWORD if stanza.type == PASSWORD else stanza.key_id or stanza.type for stanza in header.stanzas]
    raise SecretError("container.secret-needed", needs=", ".join(needs))


def _check_size(file: BinaryIO, header: Header) -> None:
    """Tell a short or a long file before any work where its size can be seen."""
    if header.body_size < 0 or not file.seekable():
        return
    here = file.tell()
    found = file.seek(0, os.SEEK_END) - here
    file.seek(here)
    if found < header.body_size:
        raise IntegrityError("container.truncated")
    if found > header.body_size:
        raise IntegrityError("container.content-altered")


def _decrypting(file: BinaryIO, header: Header, file_key: bytes, progress: Progress | None) -> Decrypting:
    context = schedule.body_context(header.label_json)
    return Decrypting(file, schedule.body_key(file_key), context, size=header.body_size, progress=progress)


def _check_binding(header: Header, file_key: bytes, digest: bytes) -> None:
    if header.bound and not hmac.compare_digest(schedule.content_mac(file_key, digest), header.content_mac):
        raise IntegrityError("container.content-altered")
