"""pack: put files and folders into a password-protected AES ZIP, for a recipient who can open nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from safehandle.archive import ALGORITHMS, Packed, ascii_password, pack
from safehandle.errors import IntegrityError
from safehandle.files import Kind, LeftOut, Listing, survey, whole_file
from safehandle.keys import Secret, password_bits
from safehandle.model import Addressee, Artifact, Cipher, Fact, Password, Permit, Plan, Progress

LISTED_FILES = 1000
"""Up to this many files are listed one by one in the ledger; more are bound by the manifest's SHA-256 alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """What to pack, under which password, and where to. ``to`` names the recipients who will be told the password.

    ``hide_names`` puts everything into an archive within the archive, so that names and sizes cannot be seen.
    """

    sources: tuple[Path, ...]
    output: Path
    password: Secret = field(repr=False)
    generated: bool = False
    to: tuple[str, ...] = ()
    hide_names: bool = False
    overwrite: bool = False
    skip_special: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedArchive:
    """An archive that was made, and what stayed outside."""

    packed: Packed
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The verb. ``progress`` is told how many bytes of content were packed."""

    progress: Progress | None = None

    @property
    def verb(self) -> str:
        return "pack"

    def plan(self, request: PackRequest) -> tuple[Fact, ...]:
        password = request.password.text
        ascii_password(password)
        return (
            *_sources(_listing(request)),
            *(Addressee(recipient=ident, means="password") for ident in request.to or ("",)),
            Password(bits=password_bits(password), generated=request.generated),
            *(Cipher(name=name, key_bits=bits) for name, bits in ALGORITHMS),
        )

    def run(self, request: PackRequest, plan: Plan, permit: Permit) -> PackedArchive:  # noqa: ARG002 - an act's shape
        listing = _listing(request)
        if not plan.covers(_sources(listing)):
            raise IntegrityError("plan.changed")
        with whole_file(request.output, overwrite=request.overwrite) as output:
            packed = pack(listing, output, request.password.text, hide_names=request.hide_names, progress=self.progress)
        return PackedArchive(packed=packed, left_out=listing.left_out, facts=_facts(packed, request.output))


def _listing(request: PackRequest) -> Listing:
    return survey(request.sources, skip_special=request.skip_special)


def _sources(listing: Listing) -> tuple[Artifact, ...]:
    """One fact for everything that was named, what lies in a folder summed up."""
    sums: dict[str, tuple[int, int]] = {}
    for entry in listing.entries:
        top = entry.path.partition("/")[0]
        size, files = sums.get(top, (0, 0))
        sums[top] = (size + entry.size, files + (entry.kind is Kind.FILE))
    return tuple(Artifact(role="source", name=top, size=size, files=files) for top, (size, files) in sums.items())


def _facts(packed: Packed, output: Path) -> tuple[Fact, ...]:
    def artifacts() -> Iterator[Artifact]:
        size, count = sum(file.size for file in packed.files), len(packed.files)
        yield Artifact(role="archive", name=output.name, size=packed.size)
        yield Artifact(role="manifest", size=size, sha256=packed.manifest_sha256, files=count)
        if count <= LISTED_FILES:
            for file in packed.files:
                yield Artifact(role="file", name=file.path, size=file.size, sha256=file.sha256)

    return tuple(artifacts())
