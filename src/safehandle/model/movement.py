"""Facts about where data goes and who hands it to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from safehandle.model.facts import Fact, private


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination(Fact, kind="destination"):
    """Data leaves for a registered place. ``place`` is its id, ``via`` how the data travels: "sftp", "folder", "mail",
    "carry"; ``encrypted`` says whether it is encrypted by itself, whatever the way does besides."""

    place: str
    via: str
    encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyExchange(Fact, kind="key-exchange"):
    """By which algorithms, as SSH names them, the keys for the way to or from a place may be agreed on.

    ``names`` is empty where nothing is encrypted on the way, as with a folder.
    """

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate(Fact, kind="duplicate"):
    """Data is copied to a place. ``purpose``: "contract" (the work itself), "backup" or "other"."""

    place: str
    purpose: str
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Fact, kind="handover"):
    """Data or media change hands. ``ours`` is a person's id, ``theirs`` that of the client's registered staff.

    ``direction``: "received" (提供), "returned" (返却) or "delivered" (納品, 廃棄の引渡しを含む).
    """

    ours: str
    theirs: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal(Fact, kind="removal"):
    """Records are taken away. ``what`` says which ("ledger-private", "log"), ``newest`` is the day of the youngest."""

    what: str
    newest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet(Fact, kind="handover-sheet"):
    """A 受渡票 for what entry ``entry`` made. ``route`` is how it travels, ``tracking`` the parcel's number,
    ``medium`` the number on its label; ``due`` is the day by which it must be accepted."""

    number: str
    entry: int
    route: str = ""
    tracking: str = ""
    medium: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAccepted(Fact, kind="handover-accepted"):
    """The other side took what the 受渡票 ``number`` lists. ``confirmer`` is the id of our person who confirmed it.

    ``paper`` is the SHA-256 (hex) of a copy of the sheet that they signed, ``by`` who took it, as they wrote it.
    """

    number: str
    at: datetime
    confirmer: str
    paper: str = ""
    by: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordNotice(Fact, kind="password-notice"):
    """A パスワード通知書 was made, or is to be: then it has no number yet. ``route`` is how it travels, ``data_routes``
    how the data does, as far as that was said. The sheet's own hash is not kept: one could try passwords against it.
    """

    number: str = ""
    route: str
    data_routes: tuple[str, ...]
