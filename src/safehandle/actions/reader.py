"""reader: write the page that opens a container in a browser, and record which one was handed out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from safehandle.container.reader import page
from safehandle.errors import IntegrityError
from safehandle.files import whole_file
from safehandle.model import Artifact, DataClass, Fact, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRequest:
    """Where to write the page."""

    output: Path
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReader:
    """The page that was written: its size in bytes and SHA-256 (hex), which paper tells the recipient."""

    size: int
    sha256: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """The verb. The page is the same for everybody and holds no data."""

    @property
    def verb(self) -> str:
        return "reader"

    def plan(self, request: ReaderRequest) -> tuple[Fact, ...]:
        return (_artifact(request, page()),)

    def run(self, request: ReaderRequest, plan: Plan, permit: Permit) -> WrittenReader:  # noqa: ARG002 - an act's shape
        made = page()
        artifact = _artifact(request, made)
        if not plan.covers((artifact,)):
            raise IntegrityError("plan.changed")
        with whole_file(request.output, overwrite=request.overwrite, mode=0o644) as file:
            file.write(made)
        return WrittenReader(size=artifact.size, sha256=artifact.sha256, facts=(artifact,))


def _artifact(request: ReaderRequest, made: bytes) -> Artifact:
    digest = hashlib.sha256(made).hexdigest()
    return Artifact(role="reader", name=request.output.name, size=len(made), sha256=digest, data_class=DataClass.OTHER)
