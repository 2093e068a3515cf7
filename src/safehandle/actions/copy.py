"""copy: duplicate files and folders into a registered place's folder, the lawful way to make a copy."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from safehandle.actions.sources import approved_hashes, source_facts
from safehandle.errors import InputError, IntegrityError, SafehandleError, UsageError
from safehandle.files import Entry, Kind, Leftover, Listing, Opener, remove_leftovers, whole_folder
from safehandle.model import Artifact, Contract, DataClass, Duplicate, Fact, Permit, Plan, Progress

LISTED_FILES = 1000
"""Up to this many files are listed one by one in the ledger; more are bound by the manifest's SHA-256 alone."""

_PIECE = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRequest:
    """What to copy (what :func:`safehandle.survey` found), to which place, for what.

    ``purpose``: "contract" (the work itself), "backup" or "other". With ``bind`` the plan states the SHA-256 of every
    file, so that what is approved is the content.
    """

    sources: Listing
    place: str
    purpose: str = "contract"
    data_class: DataClass = DataClass.PERSONAL
    bind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """One file that was copied: its path below the place's folder, its size in bytes, SHA-256 (hex)."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What lies in ``folder`` now, read back and compared. ``left`` is what killed runs had left there."""

    folder: Path
    files: tuple[CopiedFile, ...]
    left: tuple[Leftover, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """The verb. ``progress`` is told bytes: every byte counts once when it is copied."""

    contract: Contract
    progress: Progress | None = None

    @property
    def verb(self) -> str:
        return "copy"

    def plan(self, request: CopyRequest) -> tuple[Fact, ...]:
        """An unknown place is the policy's to refuse.

        Raises:
            UsageError: ``copy.no-folder``.
            InputError: as :func:`source_facts`.
        """
        place = self.contract.place(request.place)
        if place is not None and not place.path:
            raise UsageError("copy.no-folder", place=request.place)
        facts = source_facts(request.sources, request.data_class, bind=request.bind)
        return (*facts, Duplicate(place=request.place, purpose=request.purpose))

    def run(self, request: CopyRequest, plan: Plan, _permit: Permit) -> Copied:
        """Copy everything, or nothing: the names appear in the folder together, when every copy was read back.

        Raises:
            InputError: ``files.changed``; as :class:`safehandle.files.Opener`.
            IntegrityError: ``plan.changed``, ``copy.differs``.
            OutputError: as :func:`safehandle.files.whole_folder`.
        """
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        place = self.contract.place(request.place)
        assert place is not None  # noqa: S101 - the policy saw to it
        expected = approved_hashes(plan) if request.bind else {}
        folder = Path(place.path)
        # Half a copy that a killed run left is personal data that nobody looks after.
        left = remove_leftovers([folder])
        try:
            with whole_folder(folder) as spare, Opener() as opener:
                files = tuple(self._copy(opener, entry, spare, expected) for entry in _made(request.sources, spare))
        except SafehandleError as error:
            error.facts = tuple(map(_of_leftover, left))  # type: ignore[attr-defined]
            raise
        return Copied(folder=folder, files=files, left=left, facts=(*_facts(request, files), *map(_of_leftover, left)))

    def _copy(self, opener: Opener, entry: Entry, spare: Path, expected: dict[str, str]) -> CopiedFile:
        target = spare / entry.path
        digest = hashlib.sha256()
        with opener.reading(entry) as source, os.fdopen(os.open(target, _NEW, 0o600), "wb", 0) as copy:
            while piece := os.read(source, _PIECE):
                digest.update(piece)
                view = memoryview(piece)
                while view:
                    view = view[copy.write(view) :]
                if self.progress:
                    self.progress(len(piece))
        os.utime(target, ns=(entry.mtime_ns, entry.mtime_ns))
        made = digest.hexdigest()
        if made != expected.get(unicodedata.normalize("NFC", entry.path), made):
            raise InputError("files.changed", path=entry.path)
        with target.open("rb") as copied:
            if hashlib.file_digest(copied, "sha256").hexdigest() != made:
                raise IntegrityError("copy.differs", path=entry.path)
        return CopiedFile(path=entry.path, size=entry.size, sha256=made)


def _made(sources: Listing, spare: Path) -> tuple[Entry, ...]:
    """The files to copy; their folders are made."""
    for entry in sources.entries:
        if entry.kind is Kind.FOLDER:
            (spare / entry.path).mkdir(mode=0o700)
    return sources.files


def _of_leftover(left: Leftover) -> Artifact:
    role = "leftover-removed" if left.removed else "leftover"
    return Artifact(role=role, name=left.path.name, size=left.size, files=left.files)


def _facts(request: CopyRequest, files: tuple[CopiedFile, ...]) -> tuple[Fact, ...]:
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    manifest = Artifact(
        role="manifest",
        size=sum(file.size for file in files),
        sha256=hashlib.sha256(lines.encode()).hexdigest(),
        files=len(files),
        data_class=request.data_class,
    )
    listed = files if len(files) <= LISTED_FILES else ()
    return (
        Duplicate(place=request.place, purpose=request.purpose),
        manifest,
        *(
            Artifact(role="file", name=file.path, size=file.size, sha256=file.sha256, data_class=request.data_class)
            for file in listed
        ),
    )
