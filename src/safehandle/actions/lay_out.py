"""lay-out: what goes onto a medium beside a container, so that a person who has only a browser can open it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safehandle.container import Header, read_header
from safehandle.container.reader import page
from safehandle.documents import OpeningGuide, Party, readme_text, render_opening
from safehandle.errors import IntegrityError, UsageError
from safehandle.files import opened, whole_folder
from safehandle.model import Artifact, Contract, DataClass, Fact, Permit, Plan, SealedContainer

NAME = "data.shc"
"""The container's name on the medium: it tells nothing, and every system can show it."""
READER, README, GUIDE = "reader.html", "はじめにお読みください.txt", "開封手順.pdf"
LARGEST_FILE = 4_000_000_000
"""Bytes of one file; FAT32 ends just below 4 GiB."""
LEAST_PART = 100_000
MOST_PARTS = 999
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LayOutRequest:
    """Which container goes where. ``part`` is the largest size of one file in bytes; more makes parts (``.001`` …)."""

    container: Path
    directory: Path
    part: int = LARGEST_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What lies there now: names with their SHA-256 (hex), the page that opens it among them."""

    number: str
    files: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LayOut:
    """The verb. The folder appears whole, with the sheet on which the reader's and the container's SHA-256 stand."""

    contract: Contract

    @property
    def verb(self) -> str:
        return "lay-out"

    def plan(self, request: LayOutRequest) -> tuple[Fact, ...]:
        size = request.container.stat().st_size if request.container.is_file() else 0
        if not LEAST_PART <= request.part <= LARGEST_FILE or size > MOST_PARTS * request.part:
            raise UsageError("reader.part-size", least=LEAST_PART, largest=LARGEST_FILE, most=MOST_PARTS)
        header = _header(request.container)
        return (
            SealedContainer(identity=header.identity, number=header.number, size=size),
            Artifact(role="reader", name=READER, size=len(page()), sha256=_sha256(page()), data_class=DataClass.OTHER),
        )

    def run(self, request: LayOutRequest, plan: Plan, permit: Permit) -> LaidOut:  # noqa: ARG002 - an act's shape
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        header, reader = _header(request.container), page()
        with whole_folder(request.directory) as folder:
            parts = tuple(_parts(request, folder))
            guide = OpeningGuide(
                at=plan.at,
                sender=self._sender(plan.actor),
                title=self.contract.title or "暗号化データ",
                containers=parts,
                check_number=header.number,
                reader=READER,
                reader_sha256=_sha256(reader),
            )
            beside = {READER: reader, README: readme_text(guide), GUIDE: render_opening(guide)}
            for name, data in beside.items():
                (folder / name).write_bytes(data)
            files = (*parts, *((name, _sha256(data)) for name, data in beside.items()))
            facts = tuple(
                Artifact(role="laid-out", name=name, size=(folder / name).stat().st_size, sha256=digest)
                for name, digest in files
            )
        return LaidOut(number=header.number, files=files, facts=facts)

    def _sender(self, actor: str) -> Party:
        """Whom to ask: the sheet names who laid it out."""
        person = self.contract.person(actor)
        return Party(
            organisation=self.contract.contractor or "送付元",
            department=person.affiliation if person else "",
            person=person.name if person else "",
        )


def _header(container: Path) -> Header:
    with opened(container) as file:
        return read_header(file)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parts(request: LayOutRequest, folder: Path) -> Iterator[tuple[str, str]]:
    """Copy the container, in parts where it is too large; give each name with its SHA-256."""
    with opened(request.container) as source:
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        count = max(1, -(-size // request.part))
        for number in range(1, count + 1):
            name = NAME if count == 1 else f"{NAME}.{number:03}"
            digest, left = hashlib.sha256(), min(request.part, size - (number - 1) * request.part)
            with (folder / name).open("xb") as target:
                while left and (piece := source.read(min(_PIECE, left))):
                    digest.update(piece)
                    target.write(piece)
                    left -= len(piece)
            if left:
                raise IntegrityError("plan.changed")
            yield name, digest.hexdigest()
