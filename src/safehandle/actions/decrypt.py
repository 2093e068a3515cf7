"""decrypt: open a container, once everything in it was found to be what was sealed."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from safehandle.container import Header, Identity, Opened, PasswordIdentity, open_bag, open_stream, read_header
from safehandle.errors import IntegrityError, SafehandleError, UsageError
from safehandle.files import Leftover, opened, remove_leftovers, whole_file
from safehandle.keys import Secret
from safehandle.keys.passwords import normalise_password
from safehandle.model import Addressee, Artifact, Cipher, Fact, Permit, Plan, Progress, SealedContainer


def password_identities(secret: Secret) -> tuple[Identity, ...]:
    """What a typed password may open: as it is, and a generated one in the spelling in which it was generated."""
    spellings = dict.fromkeys((secret.text, normalise_password(secret.text)))
    return tuple(PasswordIdentity(spelling) for spelling in spellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecryptRequest:
    """What to open, with what, and where to.

    Files go into ``directory``, a raw stream into ``output`` (a path, or an open binary file for a pipe). ``number`` is
    what paper says the container's 照合番号 is; another container is not opened.
    """

    container: Path
    identities: tuple[Identity, ...] = field(repr=False)
    directory: Path | None = None
    output: Path | BinaryIO | None = None
    number: str = ""
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decrypted:
    """What came out."""

    opened: Opened
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Decrypt:
    """The verb. ``progress`` is told how many bytes of the container were opened.

    ``found`` is told of plaintext that an earlier run for the same place left behind when it was killed. What is surely
    not in use is removed first, whatever becomes of this run.
    """

    progress: Progress | None = None
    found: Callable[[Leftover], None] | None = None

    @property
    def verb(self) -> str:
        return "decrypt"

    def plan(self, request: DecryptRequest) -> tuple[Fact, ...]:
        with opened(request.container) as file:
            header = read_header(file)
        _check_number(header, request.number)
        return (
            Artifact(role="container", name=request.container.name, size=request.container.stat().st_size),
            SealedContainer(identity=header.identity, number=header.number, size=request.container.stat().st_size),
            *(Addressee(recipient="", means=_means(s.type), key_id=s.key_id) for s in header.stanzas),
            *(Cipher(name=name) for name in header.label.algorithms),
        )

    def run(self, request: DecryptRequest, plan: Plan, permit: Permit) -> Decrypted:  # noqa: ARG002 - an act's shape
        with opened(request.container) as file:
            header = read_header(file)
            # The plan was judged for one container; another one may lie there by now.
            if header.identity not in {fact.identity for fact in plan.of(SealedContainer)}:
                raise IntegrityError("plan.changed")
            file.seek(0)
            left = tuple(self._clear(request))
            try:
                content = self._open(request, header, file)
            except SafehandleError as error:
                error.facts = left  # type: ignore[attr-defined]
                raise
        return Decrypted(opened=content, facts=(*_facts(content, request.container.stat().st_size), *left))

    def _clear(self, request: DecryptRequest) -> Iterator[Artifact]:
        """Half-opened content of a run that was killed is plaintext that nobody looks after."""
        for leftover in remove_leftovers(_beside(request)):
            if self.found is not None:
                self.found(leftover)
            role = "leftover-removed" if leftover.removed else "leftover"
            yield Artifact(role=role, name=leftover.path.name, size=leftover.size, files=leftover.files)

    def _open(self, request: DecryptRequest, header: Header, file: BinaryIO) -> Opened:
        if header.content == "bag":
            if request.directory is None:
                raise UsageError("decrypt.directory-needed")
            return open_bag(file, request.identities, request.directory, progress=self.progress)
        if request.output is None:
            raise UsageError("decrypt.output-needed")
        if isinstance(request.output, Path):
            with whole_file(request.output, overwrite=request.overwrite) as output:
                return open_stream(file, request.identities, output, progress=self.progress)
        return open_stream(file, request.identities, request.output, progress=self.progress)


def _beside(request: DecryptRequest) -> tuple[Path, ...]:
    """Where an earlier run for the same place may have begun: in the folder itself, and beside it."""
    if request.directory is not None:
        return (request.directory, request.directory.absolute().parent)
    return (request.output.absolute().parent,) if isinstance(request.output, Path) else ()


def _check_number(header: Header, number: str) -> None:
    def folded(text: str) -> str:
        return "".join(ch for ch in text.upper() if ch.isalnum())

    if number and not hmac.compare_digest(folded(number).encode(), folded(header.number).encode()):
        raise IntegrityError("decrypt.other-number", expected=number, found=header.number)


def _means(stanza: str) -> str:
    return "password" if stanza == "password" else "key"


def _facts(content: Opened, size: int) -> tuple[Fact, ...]:
    return (
        SealedContainer(identity=content.identity, number=content.number, size=size),
        Artifact(role="output", size=sum(file.size for file in content.files), files=len(content.files)),
    )
