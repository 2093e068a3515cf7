"""Extract an archive into a folder: everything of it, and nothing before all of it was found genuine."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.archive import manifest
from safehandle.archive.behind import beside
from safehandle.archive.contents import Contents, read_contents
from safehandle.archive.deflate import Engine, engine
from safehandle.archive.extracting import Extractor
from safehandle.archive.limits import LIMITS, Limits
from safehandle.archive.manifest import Hashed
from safehandle.archive.packing import INNER, INNER_COMMENT
from safehandle.archive.placing import Placing
from safehandle.archive.source import reading
from safehandle.errors import OutputError, SecretError
from safehandle.files import whole_folder
from safehandle.files.listing import shown
from safehandle.keys.passwords import normalise_password

if TYPE_CHECKING:
    from safehandle.model import Progress

_TRIED = 8
_BAG = "bagit.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What was extracted. ``manifest_sha256`` is empty where the archive has no manifest: names are unproven then.

    ``bits`` is the shortest key in use; ``names_hidden`` says that there was an archive within the archive.
    """

    files: tuple[Hashed, ...]
    manifest_sha256: str
    bits: int
    names_hidden: bool

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


def look(path: Path, *, limits: Limits = LIMITS) -> Contents:
    """Read and judge an archive's directory without any password.

    Raises:
        InputError, IntegrityError: as :func:`~safehandle.archive.contents.read_contents`.
    """
    with reading(path) as source:
        return read_contents(source, limits=limits)


def unpack(  # noqa: PLR0913 - three options, each with a default
    path: Path,
    destination: Path,
    password: str,
    *,
    limits: Limits = LIMITS,
    using: Engine | None = None,
    progress: Progress | None = None,
) -> Unpacked:
    """Extract the archive at ``path``. ``destination`` gains either all of it or nothing.

    The manifest that :func:`~safehandle.archive.packing.pack` puts in is checked and left out of what is extracted.
    ``progress`` is told bytes of content.

    Raises:
        InputError, IntegrityError: as :func:`~safehandle.archive.contents.read_contents`; IntegrityError also
            ``archive.altered`` and ``archive.manifest-…`` (``malformed``, ``missing``, ``unlisted``, ``mismatch``).
        SecretError: ``archive.wrong-password``.
        OutputError: as :func:`safehandle.files.whole_folder`.
    """
    using = using or engine()
    with reading(path) as source, beside() as aside:
        contents = read_contents(source, limits=limits)
        extractor = _unlock(Extractor(source, b"", using, aside), contents, password)
        _room(contents, destination)
        with whole_folder(destination) as folder:
            found = Placing(extractor, folder, progress).place(contents)
            hidden = [item.path for item in contents.items] == [INNER] and _is_inner(folder / INNER)
            if hidden:
                # A name that nothing inside can have foreseen.
                inner = (folder / INNER).rename(folder / f".{secrets.token_hex(16)}")
                with reading(inner) as within:
                    contents_within = read_contents(within, plain=True, limits=limits)
                    _room(contents_within, folder)
                    found = Placing(Extractor(within, b"", using, aside), folder).place(contents_within)
                inner.unlink()
            proof = _prove(folder, found)
    return Unpacked(
        files=tuple(file for file in found if not proof or file.path != manifest.NAME),
        manifest_sha256=proof,
        bits=min((item.bits for item in contents.items if item.bits), default=0),
        names_hidden=hidden,
    )


def _unlock(extractor: Extractor, contents: Contents, password: str) -> Extractor:
    """With the password as the bytes that open the archive: some write UTF-8, some Windows' Japanese code page."""
    sealed = [item for item in contents.items if item.bits][:_TRIED]
    for candidate in _spellings(password):
        unlocked = replace(extractor, password=candidate)
        if not sealed or any(unlocked.knows(item) for item in sealed):
            return unlocked
    raise SecretError("archive.wrong-password", path=extractor.source.name)


def _spellings(password: str) -> Iterator[bytes]:
    for text in dict.fromkeys((password, normalise_password(password))):
        yield text.encode("utf-8")
        if not text.isascii():
            yield text.encode("cp932", "ignore")


def _room(contents: Contents, destination: Path) -> None:
    """Refuse at once what cannot fit, and what is there already."""
    top = {item.path.partition("/")[0] for item in contents.items} - {manifest.NAME, INNER}
    taken = next((name for name in sorted(top) if os.path.lexists(destination / name)), None)
    if taken is not None:
        raise OutputError("files.exists", path=shown(destination / taken))
    parent = destination if destination.is_dir() else destination.absolute().parent
    if parent.is_dir() and shutil.disk_usage(parent).free < contents.size:
        raise OutputError("files.no-space", path=shown(destination))


def _is_inner(path: Path) -> bool:
    """Whether our own comment ends the file; it was sealed, so nobody without the password put it there."""
    with path.open("rb") as file:
        file.seek(-min(len(INNER_COMMENT), path.stat().st_size), os.SEEK_END)
        return file.read() == INNER_COMMENT


def _prove(folder: Path, found: tuple[Hashed, ...]) -> str:
    """Check the manifest and take it away; its SHA-256 (hex), or nothing where there is none of ours."""
    paths = {file.path: file for file in found}
    # At the top of a BagIt bag (RFC 8493) that somebody zipped, the name means the manifest of its payload only.
    if manifest.NAME not in paths or (_BAG in paths and paths[_BAG].size):
        return ""
    place = folder / manifest.NAME
    manifest.compare(manifest.read(place.read_bytes()), (file for file in found if file.path != manifest.NAME))
    place.unlink()
    return paths[manifest.NAME].sha256
