"""Laying a bag out in a folder that nobody sees yet, and checking it against its manifests.

Files are made 0600 (0700 where the owner could run them) with their times; no owner, no other permission is taken over.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.container import bag
from safehandle.container.body import SMALL, Decrypting, write_all
from safehandle.container.tar import SECTOR
from safehandle.container.untar import Member, Plaintext, hostile, members
from safehandle.errors import IntegrityError
from safehandle.files import Names
from safehandle.files.lane import Lane
from safehandle.files.whole import reporting

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

LARGEST_TAG_FILE = 256 << 20
"""Bytes; a manifest of a million files stays below it."""
MOST_MEMBERS = 2_000_000

_TAG_FILES = (bag.BAGIT, bag.INFO, bag.MANIFEST, bag.TAG_MANIFEST)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _NEW |= getattr(os, _flag, 0)


class Unpacking:
    """A bag on its way out of the cipher: what it says of itself, and what was found."""

    def __init__(self, body: Decrypting, hasher: Lane, folder: Path) -> None:
        self._source = Plaintext(iter(body), lambda block: hasher.release(body.recycle, block))
        self._hasher, self._folder = hasher, folder
        self._names = Names()
        self._files: list[tuple[Member, str | Hash]] = []
        self._folders: list[tuple[Path, int]] = []
        self.tags: dict[str, bytes] = {}

    @property
    def files(self) -> tuple[bag.SealedFile, ...]:
        """What was found; the digests count once :meth:`run` has returned."""
        return tuple(
            bag.SealedFile(
                path=_payload(member.path),
                size=member.size,
                sha256=digest if isinstance(digest, str) else digest.hexdigest(),
            )
            for member, digest in self._files
        )

    def run(self) -> None:
        """Lay everything out, unchecked against the manifests.

        Raises:
            IntegrityError: ``container.hostile-tar``, ``container.hostile-<fault of a name>``, or what the body raises.
            OutputError: ``files.…``.
        """
        for number, member in enumerate(members(self._source)):
            if number > MOST_MEMBERS:
                raise hostile("count")
            self._take(member)
            self._source.read(-member.size % SECTOR)
        self._hasher.drain()
        for folder, mtime in reversed(self._folders):
            os.utime(folder, (mtime, mtime))

    def _take(self, member: Member) -> None:
        top, _, path = member.path.partition("/")
        area, _, name = path.partition("/")
        if top != bag.TOP:
            raise hostile("layout")
        if area == "data" and name:
            self._place(name, member)
        elif path in {"", "data"} and member.folder:
            pass  # the bag's own two folders
        elif path in _TAG_FILES and not member.folder and path not in self.tags and member.size <= LARGEST_TAG_FILE:
            self.tags[path] = self._source.read(member.size)
        else:
            raise hostile("layout")

    def _place(self, name: str, member: Member) -> None:
        fault = self._names.add(name, folder=member.folder)
        if fault is not None:
            raise IntegrityError(f"container.hostile-{fault}", path=name)
        target = self._folder / name
        with reporting(target):
            if member.folder:
                target.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._folders.append((target, member.mtime))
            else:
                self._files.append((member, self._write(target, member)))

    def _write(self, target: Path, member: Member) -> str | Hash:
        digest = hashlib.sha256()
        aside = member.size > SMALL
        with os.fdopen(_create(target, 0o700 if member.mode & 0o100 else 0o600), "wb", buffering=0) as file:
            for piece in self._source.pieces(member.size):
                if aside:
                    self._hasher.do(digest.update, piece)
                else:
                    digest.update(piece)
                write_all(file, piece)
            os.utime(file.fileno() if os.utime in os.supports_fd else target, (member.mtime, member.mtime))
        return digest if aside else digest.hexdigest()


def _payload(path: str) -> str:
    return path.removeprefix(f"{bag.TOP}/data/")


def _create(target: Path, mode: int) -> int:
    try:
        return os.open(target, _NEW, mode)
    except FileNotFoundError:
        target.parent.mkdir(mode=0o700, parents=True)
        return os.open(target, _NEW, mode)


def verify(unpacked: Unpacking) -> tuple[bag.SealedFile, ...]:
    """Check the bag against its manifests: every file named, no other, every digest equal.

    Raises:
        IntegrityError: ``container.hash-mismatch`` with the path at fault, ``container.hostile-tar``.
    """
    tags = unpacked.tags
    if sorted(tags) != sorted(_TAG_FILES) or tags[bag.BAGIT] != bag.DECLARATION:
        raise hostile("layout")
    files = unpacked.files
    found = {f"data/{file.path}": file.sha256 for file in files}
    of_tags = {name: hashlib.sha256(tags[name]).hexdigest() for name in _TAG_FILES[:3]}
    for path in (*_differences(tags[bag.MANIFEST], found), *_differences(tags[bag.TAG_MANIFEST], of_tags)):
        raise IntegrityError("container.hash-mismatch", path=path.removeprefix("data/"))
    return files


def _differences(manifest: bytes, found: dict[str, str]) -> Iterator[str]:
    named = bag.parse_manifest(manifest)
    if named is None:
        raise hostile("manifest")
    return (path for path in sorted(named.keys() | found.keys()) if named.get(path) != found.get(path))
