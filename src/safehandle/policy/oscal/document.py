"""What every OSCAL document has: what it is about, its identifiers and its metadata."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from safehandle.policy.case import JST
from safehandle.policy.profile import Duty, Text

Document = dict[str, Any]
"""One OSCAL document: a JSON object with one key, the name of its model."""

VERSION = "1.2.1"
NAMESPACE = "https://safehandle.example/oscal"
"""The ``ns`` of our own property names; RFC 2606 keeps ``.example`` from being anybody's."""

_KANA = str.maketrans(
    dict(zip("アイウエオカキクケコ", ("a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko"), strict=True))
)
_SPACE = uuid.UUID("6f0f4b0e-6d57-5a86-9d51-0d7f3a4f1c52")  # ours; names below it make the same document twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was assessed: a contract, by its ledger ``origin`` of ``size`` entries with that ``root`` (hex), at a time,
    for the days from ``start`` to ``end``. ``people`` are names by id."""

    contract: str
    title: str
    size: int
    root: str
    at: datetime
    origin: str = ""
    client: str = ""
    contractor: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None

    @property
    def began(self) -> datetime:
        """When the time that was assessed began."""
        return min(_midnight(self.start), self.at) if self.start else self.at

    @property
    def ended(self) -> datetime:
        """When it ended; ``end`` belongs to it."""
        return min(_midnight(self.end + timedelta(days=1)), self.at) if self.end else self.at

    def ident(self, *names: str) -> str:
        """A UUID (RFC 9562, version 5) that is the same for the same subject and names."""
        return str(uuid.uuid5(_SPACE, "\n".join((self.contract, str(self.size), self.root, *names))))

    def metadata(self, title: str) -> Document:
        """The metadata of a document of this subject."""
        return {
            "title": title,
            "last-modified": stamp(self.at),
            "version": str(self.size),
            "oscal-version": VERSION,
        }


def control_id(article: str) -> str:
    """An article as an OSCAL token: ``"18(4)ア"`` → ``"art-18.4.a"``."""
    return "art-" + re.sub(r"[()]+", ".", article).translate(_KANA).rstrip(".")


def objective_id(article: str, duty: Duty) -> str:
    """The objective of one duty of an article: ``"art-18.4.a_obj.t"``. Findings are about objectives."""
    return f"{control_id(article)}_obj.{duty.lower()}"


def prop(name: str, value: object) -> dict[str, str]:
    """A property of our own."""
    return {"name": name, "ns": NAMESPACE, "value": str(value)}


def stamp(at: datetime) -> str:
    """A moment as OSCAL writes it, with its offset."""
    return at.isoformat(timespec="seconds")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JST)


def both(text: Text, between: str = " / ") -> str:
    """A text in both languages: an OSCAL document has no place for a second one."""
    return f"{text.ja}{between}{text.en}"


def runs(numbers: Iterable[int]) -> str:
    """Numbers in order, runs of them as one: ``3-5 9``."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)
