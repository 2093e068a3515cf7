"""Read the CRYPTREC list and look a name up in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any

EDITION = "LS-0001-2022R2"
"""The edition of the list that this release knows; a container's header and the ledger name it."""


class Status(IntEnum):
    """Where a name stands; a composite stands where its weakest part does."""

    UNLISTED = 0
    MONITORED = 1  # 運用監視暗号リスト: for compatibility only
    CANDIDATE = 2  # 推奨候補暗号リスト
    RECOMMENDED = 3  # 電子政府推奨暗号リスト


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which edition of the list this is."""

    number: str
    title: str
    publisher: str
    first: date
    updated: date
    url: str
    specifications: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the list. ``pqc`` are the parameters that its table 2 (PQC) has, ``note`` is the list's condition."""

    name: str
    status: Status
    category: str
    parameters: tuple[str, ...] = ()
    parameters_required: bool = False
    pqc: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the list says of a name. It is true exactly when every part is on the list of recommended ciphers."""

    name: str
    status: Status
    items: tuple[Item, ...] = ()
    constructions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.status is Status.RECOMMENDED

    @property
    def on_list(self) -> bool:
        """Whether the name may be called "on the list", as against "built from listed parts only"."""
        return bool(self) and not self.constructions


@dataclass(frozen=True, slots=True)
class _Construction:
    """Something that is made of ciphers and is none. ``implied`` are parts that its name does not say."""

    name: str
    implied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _List:
    edition: Edition
    items: tuple[Item, ...]
    words: dict[str, Item | _Construction]  # every way to write one, folded, with its parameter
    spelled: dict[str, str]


def edition() -> Edition:
    """The edition, with its title, date and address."""
    return _list().edition


def items() -> tuple[Item, ...]:
    """Every item of the three lists, in their order."""
    return _list().items


@cache
def listed(name: str) -> Listing:
    """Look ``name`` up: an item, an item with a size or curve, a composite of them, or a name that SSH uses.

    Case, spaces, hyphens and underscores do not count; a part that is not known makes the whole ``UNLISTED``.
    """
    spelled = _list().spelled.get(name.strip().casefold(), name)
    parts = [part for text in spelled.split("+") for part in _parts(_fold(text))]
    said = [part for part in parts if isinstance(part, Item)]
    constructions = [part for part in parts if isinstance(part, _Construction)]
    if None in parts or not said:
        return Listing(name=name, status=Status.UNLISTED)
    implied = [listed(one).items[0] for construction in constructions for one in construction.implied]
    return Listing(
        name=name,
        status=min(item.status for item in (*said, *implied)),
        items=tuple(dict.fromkeys((*said, *implied))),
        constructions=tuple(construction.name for construction in constructions),
    )


def _parts(folded: str) -> Iterator[Item | _Construction | None]:
    """The longest known words from left to right; None where nothing known begins."""
    words = _list().words
    while folded:
        end = next((end for end in range(len(folded), 0, -1) if folded[:end] in words), None)
        if end is None:
            yield None
            return
        yield words[folded[:end]]
        folded = folded[end:]


def _fold(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.casefold())


@cache
def _list() -> _List:
    import tomllib

    data = tomllib.loads(resources.files(__package__).joinpath("cryptrec.toml").read_text(encoding="utf-8"))
    found = tuple(
        _item(Status[kind.upper()], entry) for kind in ("recommended", "candidate", "monitored") for entry in data[kind]
    )
    return _List(
        edition=Edition(**data["edition"]),
        items=found,
        words={word: item for item in found for word in _words(item)}
        | {_fold(name): _Construction(name, tuple(implied)) for name, implied in data["constructions"].items()},
        spelled={name.casefold(): parts for name, parts in data["spelled"].items()},
    )


def _item(status: Status, entry: dict[str, Any]) -> Item:
    plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Item(status=status, **plain)


def _words(item: Item) -> Iterator[str]:
    for name in (item.name, *item.aliases):
        if not item.parameters_required:
            yield _fold(name)
        for parameter in item.parameters:
            yield _fold(name + parameter)
