"""What can be handed over: what the ledger says was sealed, packed, laid out or sent, by its entry or its files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from safehandle.actions.deliveries import kept_papers
from safehandle.container import read_header
from safehandle.documents import Act, Entry, State, acts
from safehandle.errors import InputError, IntegrityError
from safehandle.files import opened, survey
from safehandle.model import Artifact, DataClass, Delivery, SealedContainer
from safehandle.transfer import slip

CONTAINER = ".shc"
_PIECE = 1 << 20
_ROLES = ("laid-out", "page", "archive")
_SECRECY = (DataClass.SPECIFIC, DataClass.IMPORTANT, DataClass.PERSONAL, DataClass.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is handed over: the act that made it, its files with size (bytes) and SHA-256 (hex), and its container.

    ``sealing`` is the act that sealed or packed the content; the one that made the files may have laid it out only.

    A file's hash is empty where the ledger has none and the file was not named: then the container's 照合番号 stands
    for the content.
    """

    act: Act
    sealing: Act
    files: tuple[Artifact, ...]
    container: SealedContainer | None

    @property
    def data_class(self) -> DataClass:
        """The strictest class of what is inside."""
        found = {fact.data_class for fact in self.sealing.plan.of(Artifact)}
        return next((one for one in _SECRECY if one in found), DataClass.PERSONAL)

    def encrypts(self, file: Artifact) -> bool:
        """Whether one of the files is encrypted: a container or a part of one, a page that carries one, an archive."""
        if CONTAINER in file.name:
            return True
        roles = {fact.role for fact in self.act.results if isinstance(fact, Artifact)}
        return file.role == "container" or bool(roles & {"archive", "page"})

    @property
    def content(self) -> Artifact | None:
        """The manifest of what is inside, where the ledger has it."""
        return next((fact for fact in self.sealing.of(Artifact) if fact.role == "manifest"), None)


def parcel_of_entry(entries: Iterable[Entry], number: int, folder: Path) -> Parcel:
    """What entry ``number`` (either entry of the act) made, as the ledger has it; of a delivery, what its papers in the
    contract ``folder`` list.

    Raises:
        InputError: ``handover.nothing-made``; ``files.…`` where the papers are gone.
        IntegrityError: ``handover.differs``: the papers are not those of the ledger.
    """
    known = [act for act in acts(entries) if act.state is State.DONE]
    for act in known:
        if number in act.entries and (files := _made(act)):
            delivery = act.one(Delivery)
            listed = files if delivery is None else tuple(_delivered(act, delivery, folder))
            return _parcel(act, listed, known)
    raise InputError("handover.nothing-made", entry=number)


def _parcel(act: Act, files: tuple[Artifact, ...], known: list[Act]) -> Parcel:
    container = act.one(SealedContainer)
    sealing = (one for one in known if container is not None and _sealed(one, container.identity))
    return Parcel(act=act, sealing=next(sealing, act), files=files, container=container)


def _sealed(act: Act, identity: str) -> bool:
    """Whether an act sealed a container, and so knows what is inside."""
    kinds = [fact for fact in act.results if isinstance(fact, (SealedContainer, Artifact))]
    held = any(isinstance(fact, SealedContainer) and fact.identity == identity for fact in kinds)
    return held and any(isinstance(fact, Artifact) and fact.role == "manifest" for fact in kinds)


def _delivered(act: Act, delivery: Delivery, folder: Path) -> Iterator[Artifact]:
    with opened(kept_papers(folder, delivery.ident) / slip.NAME) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != delivery.slip:
        raise IntegrityError("handover.differs", entry=act.number, name=slip.NAME)
    for one in slip.read(content).files:
        yield Artifact(role="delivery", name=one.path, size=one.size, sha256=one.sha256)


def parcel_of_files(entries: Iterable[Entry], paths: tuple[Path, ...]) -> Parcel:
    """What the files at ``paths`` are, read again and held against the ledger. The newest act that made them counts.

    Raises:
        InputError: ``handover.not-recorded``: the ledger does not know them.
        IntegrityError: ``handover.differs``: they are not what the ledger says.
    """
    files = tuple(_read(paths))
    identities = _identities(paths)
    named: Act | None = None
    known = [act for act in acts(entries) if act.state is State.DONE]
    for act in reversed(known):
        made = _made(act)
        if made and _same(files, made, act, identities):
            return _parcel(act, files, known)
        if made and {one.name for one in made if one.name} & {one.name for one in files}:
            named = act
    if named is not None:
        raise IntegrityError("handover.differs", entry=named.number, name=files[0].name)
    raise InputError("handover.not-recorded", name=files[0].name)


def _made(act: Act) -> tuple[Artifact, ...]:
    """The files that an act made to be handed over."""
    for role in _ROLES:
        if files := tuple(fact for fact in act.results if isinstance(fact, Artifact) and fact.role == role):
            return files
    delivery, container = act.one(Delivery), act.one(SealedContainer)
    if delivery is not None and delivery.direction == "sent":
        return (Artifact(role="delivery", name=delivery.ident, size=delivery.size, files=delivery.files),)
    if container is not None and any(isinstance(fact, SealedContainer) for fact in act.results):
        sealing = any(fact.role == "manifest" for fact in act.of(Artifact))
        return (Artifact(role="container", size=container.size),) if sealing else ()
    return ()


def _same(files: tuple[Artifact, ...], made: tuple[Artifact, ...], act: Act, identities: tuple[str, ...]) -> bool:
    """Whether these files are what the act made: by hash where the ledger has one, by the container's identity (which
    stands for its content), else by name and size."""
    if all(one.sha256 for one in made):
        return Counter((one.size, one.sha256) for one in made) == Counter((one.size, one.sha256) for one in files)
    container = act.one(SealedContainer)
    if container is not None:
        return identities == (container.identity,) and [one.size for one in files] == [container.size]
    return [(one.name, one.size) for one in made] == [(one.name, one.size) for one in files]


def _read(paths: tuple[Path, ...]) -> Iterator[Artifact]:
    """The files with their hashes; of a folder, its files by their own names."""
    for entry in survey(paths).files:
        with opened(entry.source) as file:
            digest = _sha256(file)
        name = entry.path.rpartition("/")[2]
        yield Artifact(role="handed-over", name=name, size=entry.size, sha256=digest)


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _identities(paths: tuple[Path, ...]) -> tuple[str, ...]:
    found = []
    for path in paths:
        if path.suffix == CONTAINER:
            with opened(path) as file:
                found.append(read_header(file).identity)
    return tuple(found)
