"""Facts about recording media: what there is, what leaves, comes back, is posted (nerima-2025-12 17(4), 18(2))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safehandle.model.facts import DataClass, Fact, private


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium(Fact, kind="medium"):
    """One recording medium by the number on its label. ``capacity`` is in bytes, 0 where it is not known.

    ``content`` is what it holds, empty for an empty medium (which belongs in the registers all the same);
    ``origin``: "client" where it was lent, "contractor" where it is the vendor's own.
    """

    medium: str
    type: str  # "usb", "hdd", "ssd", "dvd", "tape", "paper", …
    maker: str = ""
    model: str = ""
    serial: str = ""
    capacity: int = 0
    origin: str = "contractor"
    data_class: DataClass = DataClass.PERSONAL
    encrypted: bool = False
    content: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOut(Fact, kind="carry-out"):
    """A medium leaves the designated place. ``carrier`` and ``approver`` are people, ``destination`` a place, by id."""

    medium: str
    carrier: str
    approver: str
    purpose: str
    destination: str
    encrypted: bool = False
    due: date | None = None
    content: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryBack(Fact, kind="carry-back"):
    """A medium came back. ``confirmer`` is the id of who confirmed it, and is not the ``carrier``, who took it out
    (empty where it was posted)."""

    medium: str
    confirmer: str
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocktaking(Fact, kind="stocktaking"):
    """Somebody looked which media are there (tsukuba 14(6)), by their numbers.

    ``missing`` should have been there and were not; ``misplaced`` were there although the ledger says that they are
    elsewhere; ``away`` are out or posted, so that nobody looked for them.
    """

    found: tuple[str, ...]
    missing: tuple[str, ...] = ()
    misplaced: tuple[str, ...] = ()
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting(Fact, kind="posting"):
    """A medium is posted. ``service`` is the way it is sent (特定記録郵便 …), ``tracking`` its number."""

    medium: str
    recipient: str
    service: str
    tracking: str = ""
    encrypted: bool = False
    content: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal(Fact, kind="disposal"):
    """A medium, or what a path held, was disposed of: by erasure, by destruction or by giving it back.

    ``medium`` is empty where the thing has no label. ``level`` is the level reached (NIST SP 800-88 Rev. 2: "clear",
    "purge", "destroy") or empty, ``confirmer`` who validated it, ``certificate`` the certificate's number. Of a medium
    that was given back (``method`` "returned") they are the recipient's id and the number of the slip. ``erasure`` is
    the ledger entry of the erasure or destruction, where that was an act of its own.
    """

    medium: str
    method: str
    level: str = ""
    verified: str = ""
    serial: str = ""
    confirmer: str = ""
    certificate: str = ""
    erasure: int | None = None
    content: str = private()
