"""pack: put files and folders into a password-protected AES ZIP, for a recipient who can open nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from safehandle.actions.sources import approved_hashes, source_facts
from safehandle.archive import ALGORITHMS, Hashed, Packed, ascii_password, pack
from safehandle.errors import IntegrityError
from safehandle.files import LeftOut, Listing, whole_file
from safehandle.keys import Secret, password_bits
from safehandle.model import Addressee, Artifact, Cipher, DataClass, Fact, Password, Permit, Plan, Progress

LISTED_FILES = 1000
"""Up to this many files are listed one by one in the ledger; more are bound by the manifest's SHA-256 alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """What to pack (as :func:`safehandle.survey` found it), under which password, and where to.

    ``to`` names the recipients who will be told the password. ``hide_names`` puts everything into an archive within the
    archive, so that names and sizes cannot be seen. With ``bind`` the plan states the SHA-256 of every file, so that
    what is approved is the content.
    """

    sources: Listing
    output: Path
    password: Secret = field(repr=False)
    generated: bool = False
    to: tuple[str, ...] = ()
    hide_names: bool = False
    data_class: DataClass = DataClass.PERSONAL
    overwrite: bool = False
    bind: bool = False


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
            *source_facts(request.sources, request.data_class, bind=request.bind),
            *(Addressee(recipient=ident, means="password") for ident in request.to or ("",)),
            Password(bits=password_bits(password), generated=request.generated),
            *(Cipher(name=name, key_bits=bits) for name, bits in ALGORITHMS),
        )

    def run(self, request: PackRequest, plan: Plan, permit: Permit) -> PackedArchive:  # noqa: ARG002 - an act's shape
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        sources = request.sources
        with whole_file(request.output, overwrite=request.overwrite) as output:
            packed = pack(sources, output, request.password.text, hide_names=request.hide_names, progress=self.progress)
            if request.bind:
                _hold(packed.files, approved_hashes(plan))
        return PackedArchive(packed=packed, left_out=sources.left_out, facts=_facts(packed, request))


def _hold(files: tuple[Hashed, ...], approved: dict[str, str]) -> None:
    """Refuse to publish what differs from what was approved."""
    if {file.path: file.sha256 for file in files} != approved:
        raise IntegrityError("plan.changed")


def _facts(packed: Packed, request: PackRequest) -> tuple[Fact, ...]:
    kind = request.data_class

    def artifacts() -> Iterator[Artifact]:
        size, count = sum(file.size for file in packed.files), len(packed.files)
        yield Artifact(role="archive", name=request.output.name, size=packed.size, data_class=kind)
        yield Artifact(role="manifest", size=size, sha256=packed.manifest_sha256, files=count, data_class=kind)
        if count <= LISTED_FILES:
            for file in packed.files:
                yield Artifact(role="file", name=file.path, size=file.size, sha256=file.sha256, data_class=kind)

    return tuple(artifacts())
