"""The contract and who and what belongs to it, as contract.toml states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar


class Role(StrEnum):
    """What a person is to the contract."""

    MANAGER = "manager"  # 管理責任者
    SUPERVISOR = "supervisor"  # 監督者
    HANDLER = "handler"  # 従事者


class _Dated(Protocol):
    @property
    def ident(self) -> str: ...
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...
    @property
    def ended(self) -> bool: ...


D = TypeVar("D", bound=_Dated)


def within(start: date | None, end: date | None, day: date) -> bool:
    """Whether ``day`` lies in the period; both ends belong to it, a missing end is open."""
    return (start is None or start <= day) and (end is None or day <= end)


def active(item: _Dated, day: date) -> bool:
    """Whether an entry counts on ``day``. One that was ended counts no longer, even on its last day."""
    return not item.ended and within(item.start, item.end, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the vendor. ``login`` is the operating system's user name, ``key`` a public signing key."""

    ident: str
    name: str
    role: Role
    affiliation: str = ""
    start: date | None = None
    end: date | None = None
    ended: bool = False
    educated: date | None = None
    pledged: date | None = None
    login: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where data may be worked on, stored or sent. ``kind``: "work", "storage", "cloud", "sftp", "folder".

    ``path`` is the folder of this machine in which its data lies, where there is one: what a contract's end erases.
    ``algorithms``: "" for those that are recommended, "pqc" where keys must be agreed on in a post-quantum way.
    """

    ident: str
    name: str
    kind: str
    url: str = ""
    path: str = ""
    country: str = ""
    host_keys: tuple[str, ...] = ()
    algorithms: str = ""
    assessed: date | None = None
    start: date | None = None
    end: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody of the client's who may receive data. ``key`` is a public sealing key, ``route`` how data travels,
    ``signing_key`` the public key that receipts and deliveries from there are signed with, ``html_agreed`` since when
    they agree to containers in HTML pages, which mail gateways may strip and cautious people do not open."""

    ident: str
    name: str
    key: str = ""
    signing_key: str = ""
    route: str = ""
    html_agreed: date | None = None
    start: date | None = None
    end: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFolder:
    """What lies below ``path`` (wherever these names follow one another) is of ``level``.

    ``level`` is a :class:`~safehandle.model.facts.DataClass` or one of the names that the profile maps onto one.
    """

    path: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One contract, between one vendor and one client.

    ``keys`` are the contract's own public keys: ``sealing_key`` for what is stored, ``ledger_key`` for checkpoints.
    ``disposal`` is what the client instructs for the end, "return" or "erase", ``disposal_document`` the number of the
    client's paper that says so.
    """

    ident: str
    profile: str
    title: str = ""
    client: str = ""
    contractor: str = ""
    start: date | None = None
    end: date | None = None
    ledger: str = "ledger.db"
    sealing_key: str = ""
    ledger_key: str = ""
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    data: tuple[DataFolder, ...] = ()
    disposal: str = ""
    disposal_document: str = ""

    def person(self, ident: str) -> Person | None:
        return _find(self.people, ident)

    def place(self, ident: str) -> Place | None:
        return _find(self.places, ident)

    def recipient(self, ident: str) -> Recipient | None:
        return _find(self.recipients, ident)


def _find(items: tuple[D, ...], ident: str) -> D | None:
    return next((item for item in items if item.ident == ident), None)
