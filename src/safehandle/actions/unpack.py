"""unpack: extract a password-protected ZIP, once everything in it was found genuine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from safehandle.archive import MAC_ALGORITHMS, Contents, Unpacked, look, unpack
from safehandle.errors import IntegrityError
from safehandle.keys import Secret
from safehandle.model import Artifact, Cipher, Fact, Permit, Plan, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackRequest:
    """What to extract, with what, and where to. Nothing that exists in ``directory`` is replaced."""

    archive: Path
    directory: Path
    password: Secret = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedArchive:
    """What came out."""

    unpacked: Unpacked
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Unpack:
    """The verb. ``progress`` is told how many bytes of content were extracted."""

    progress: Progress | None = None

    @property
    def verb(self) -> str:
        return "unpack"

    def plan(self, request: UnpackRequest) -> tuple[Fact, ...]:
        contents = look(request.archive)
        return (
            Artifact(
                role="archive",
                name=request.archive.name,
                size=request.archive.stat().st_size,
                files=len(contents.files),
            ),
            *_ciphers(contents),
        )

    def run(self, request: UnpackRequest, plan: Plan, permit: Permit) -> UnpackedArchive:  # noqa: ARG002 - an act's shape
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        found = unpack(request.archive, request.directory, request.password.text, progress=self.progress)
        output = Artifact(role="output", size=found.size, files=len(found.files))
        manifest = Artifact(role="manifest", size=found.size, sha256=found.manifest_sha256, files=len(found.files))
        return UnpackedArchive(unpacked=found, facts=(output, manifest) if found.manifest_sha256 else (output,))


def _ciphers(contents: Contents) -> tuple[Cipher, ...]:
    """What the archive uses, named as it is; nothing of it is refused when reading."""
    bits = sorted({item.bits for item in contents.items if item.bits})
    macs = (Cipher(name=name) for name in (MAC_ALGORITHMS if bits else ()))
    return (*(Cipher(name=f"AES-{each}-CTR", key_bits=each) for each in bits), *macs)
