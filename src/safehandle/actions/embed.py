"""embed: put a small container into the page that opens it, one HTML file, for a recipient who has agreed to that."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from safehandle.container import read_header
from safehandle.container.reader import LARGEST_EMBEDDED, page
from safehandle.errors import UsageError
from safehandle.files import opened, whole_file
from safehandle.model import Addressee, Artifact, Fact, Permit, Plan, SealedContainer


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedRequest:
    """Which container goes into which page, and for whom. The container need not exist while this is planned."""

    container: Path
    output: Path
    to: tuple[str, ...] = ()
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """The page that was written: its size in bytes and SHA-256 (hex)."""

    size: int
    sha256: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Embed:
    """The verb."""

    @property
    def verb(self) -> str:
        return "embed"

    def plan(self, request: EmbedRequest) -> tuple[Fact, ...]:
        return (
            Artifact(role="page", name=request.output.name, size=0),
            *(Addressee(recipient=ident, means="password") for ident in request.to or ("",)),
        )

    def run(self, request: EmbedRequest, plan: Plan, permit: Permit) -> Embedded:  # noqa: ARG002 - an act's shape
        size = request.container.stat().st_size
        if size > LARGEST_EMBEDDED:
            raise UsageError("reader.too-large", size=size, limit=LARGEST_EMBEDDED)
        with opened(request.container) as file:
            header = read_header(file)
            if not header.needs_password:
                raise UsageError("reader.needs-password")
            file.seek(0)
            made = page(file.read())
        with whole_file(request.output, overwrite=request.overwrite) as output:
            output.write(made)
        digest = hashlib.sha256(made).hexdigest()
        facts = (
            SealedContainer(identity=header.identity, number=header.number, size=size),
            Artifact(role="page", name=request.output.name, size=len(made), sha256=digest),
        )
        return Embedded(size=len(made), sha256=digest, facts=facts)
