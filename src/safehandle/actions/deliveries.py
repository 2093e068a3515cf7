"""What sending and receiving share: how a registered place is reached, and where the papers are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from safehandle.errors import UsageError
from safehandle.files import whole_folder
from safehandle.model import Contract, Place, Progress
from safehandle.model.delivery import Connection
from safehandle.model.movement import KeyExchange
from safehandle.transfer import Access, Address, Deadlines, Meter, Patience, Route, Target
from safehandle.transfer.attempts import PASSING
from safehandle.transfer.offers import offer

FOLDER = "documents"
"""The folder in the contract folder that holds a folder of papers for every delivery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How to transfer: who logs in, how long to wait, how fast (``limit`` in bytes a second; 0: as fast as it goes),
    and over how many connections at once. The user of ``access`` is only used where the place's URL names none."""

    access: Access = field(default_factory=lambda: Access(user=""))
    deadlines: Deadlines = field(default_factory=Deadlines)
    patience: Patience = field(default_factory=Patience)
    limit: int = 0
    jobs: int = 1
    progress: Progress | None = None

    @property
    def passing(self) -> frozenset[str]:
        """Codes of failures after which it is worth trying again."""
        return PASSING


def via(place: Place | None) -> str:
    """How data travels to a place, as rules name it. An unregistered place has no way; refusing it is the policy's."""
    if place is None or not place.url:
        return ""
    return "folder" if Address.parse(place.url).scheme == "file" else "sftp"


def key_exchange(place: Place | None) -> KeyExchange:
    """By which algorithms keys may be agreed on with a place, for the policy to judge."""
    reached = place is not None and via(place) == "sftp"
    return KeyExchange(names=offer(place.algorithms).key_exchanges if place is not None and reached else ())


def place_target(contract: Contract, ident: str, ways: Ways) -> Target:
    """A registered place as something to connect to.

    Raises:
        UsageError: ``send.place-without-url``, ``transfer.url-malformed``.
    """
    place = contract.place(ident)
    if place is None or not place.url:
        raise UsageError("send.place-without-url", place=ident)
    address = Address.parse(place.url)
    return Target(
        address=address,
        pins=place.host_keys,
        algorithms=place.algorithms,
        access=replace(ways.access, user=address.user or ways.access.user),
        deadlines=ways.deadlines,
        meter=Meter(ways.progress, limit=ways.limit),
    )


def connection_fact(route: Route) -> Connection:
    """How bytes travelled, for the ledger."""
    return Connection(
        means=route.means,
        server=route.server,
        host_key=route.host_key,
        host_key_algorithm=route.host_key_algorithm,
        key_exchange=route.key_exchange,
        cipher=route.cipher,
        mac=route.mac,
    )


def kept_papers(folder: Path, name: str) -> Path:
    """Where the papers of a delivery are kept under a contract folder."""
    return folder / FOLDER / "deliveries" / name


def keep_papers(folder: Path, name: str, contents: Mapping[str, bytes]) -> Path:
    """Keep papers: what is checked later is what was sent, not what somebody still has.

    Raises:
        OutputError: ``files.exists``: one of them is kept already.
    """
    place = kept_papers(folder, name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_folder(place) as spare:
        for paper, content in contents.items():
            (spare / paper).write_bytes(content)
    return place
