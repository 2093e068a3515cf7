"""What changed between two versions of a contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from safehandle.contract.schema import LISTS, to_file_names
from safehandle.model import Change, Contract, to_plain

_LONGEST = 60
"""Letters of a value that are shown; a public key is a line of thousands."""


def changes(old: Contract, new: Contract) -> tuple[Change, ...]:
    """Every part that differs, in the order of the file.

    ``what`` is "add", "remove", "end" (nothing but the end was set) or "change"; ``detail`` says which
    keys, from what, to what.
    """
    return (*_table(old, new), *(change for part in LISTS for change in _list(part, old, new)))


def _table(old: Contract, new: Contract) -> Iterator[Change]:
    differing = _differing("contract", old, new, skip=frozenset(LISTS.values()))
    if differing:
        yield Change(part="contract", ident=new.ident, what="change" if old.ident else "add", detail=_detail(differing))


def _list(part: str, old: Contract, new: Contract) -> Iterator[Change]:
    before, after = _by_name(part, old), _by_name(part, new)
    for name, item in after.items():
        if name not in before:
            yield Change(part=part, ident=name, what="add", detail=_detail(_differing(part, None, item)))
        elif differing := _differing(part, before[name], item):
            ended = differing.keys() <= {"until", "ended"} and any(value for _, value in differing.values())
            yield Change(part=part, ident=name, what="end" if ended else "change", detail=_detail(differing))
    for name in before:
        if name not in after:
            yield Change(part=part, ident=name, what="remove", detail="")


def _by_name(part: str, contract: Contract) -> dict[str, Any]:
    items = getattr(contract, LISTS[part])
    return {item.path if part == "data" else item.ident: item for item in items}


def _differing(part: str, old: Any, new: Any, skip: frozenset[str] = frozenset()) -> dict[str, tuple[Any, Any]]:
    """Old and new value of every key that differs, by the file's names."""
    pairs = {
        to_file_names(part, field.name): (getattr(old, field.name, None), getattr(new, field.name))
        for field in fields(new)
        if field.name not in skip
    }
    return {key: pair for key, pair in pairs.items() if (pair[0] or None) != (pair[1] or None)}


def _detail(differing: dict[str, tuple[Any, Any]]) -> str:
    return "; ".join(f"{key}: {_shown(old)} → {_shown(new)}" for key, (old, new) in differing.items())


def _shown(value: Any) -> str:
    plain = to_plain(value)
    if plain is True:
        return "true"
    text = ", ".join(plain) if isinstance(plain, list) else str(plain or "-")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
