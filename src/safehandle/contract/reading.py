"""Read contract.toml, and refuse what a person got wrong in it with file, line and what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from safehandle.contract.schema import (
    DISPOSALS,
    FILE_KEYS,
    LISTS,
    LOCAL_KINDS,
    PLACE_KINDS,
    to_file_names,
    to_model_names,
)
from safehandle.errors import InputError
from safehandle.files.toml import Document, parse
from safehandle.model import Contract, Person, Place, Recipient, Role, from_plain, within

FILE_NAME = "contract.toml"
_EXPECTED = {"Role": " | ".join(Role), "date": "YYYY-MM-DD", "str": '"…"', "list": "[…]"}


def read_contract(folder: Path) -> Contract:
    """The contract of a contract folder.

    Raises:
        InputError: ``contract.unreadable``, or what :func:`parse_contract` raises.
    """
    path = folder / FILE_NAME
    return parse_contract(read_text(path), file=str(path))


def read_text(path: Path) -> str:
    """The text of a contract.toml.

    Raises:
        InputError: ``contract.unreadable`` when it cannot be read, ``contract.syntax`` when it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError("contract.syntax", file=str(path), line=line, expected="UTF-8") from None
    except OSError as error:
        raise InputError("contract.unreadable", file=str(path), reason=error.strerror or "") from error


def parse_contract(text: str, *, file: str = FILE_NAME) -> Contract:
    """A contract from the text of its contract.toml.

    Raises:
        InputError: ``contract.syntax``, ``contract.key``, ``contract.value``, ``contract.twice``, ``contract.period``
            or ``contract.outside``, each with ``file``, ``line``, ``key`` and what was expected.
    """
    document = parse(text, file=file, code="contract.syntax")
    contract = _build(document)
    _check_idents(document, contract)
    _check_periods(document, contract)
    _check_choices(document, contract)
    return contract


def _build(document: Document) -> Contract:
    for key in document.data.keys() - FILE_KEYS.keys():
        raise document.error("contract.key", key, expected=" | ".join(FILE_KEYS))
    plain: dict[str, Any] = {}
    for part in FILE_KEYS.keys() - LISTS.keys():
        table = document.data.get(part, {})
        if not isinstance(table, dict):
            raise document.error("contract.value", part, expected=f"[{part}]")
        plain |= _renamed(document, part, part, table)
    for part, name in LISTS.items():
        tables = document.data.get(part, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise document.error("contract.value", part, expected=f"[[{part}]]")
        plain[name] = [_renamed(document, part, f"{part}.{number}", table) for number, table in enumerate(tables)]
    try:
        return from_plain(Contract, plain)
    except InputError as error:
        raise _in_file_terms(document, str(error.fields["path"]), str(error.fields["expected"])) from None


def _renamed(document: Document, part: str, path: str, table: dict[str, Any]) -> dict[str, Any]:
    for key in table:
        if key not in FILE_KEYS[part]:
            raise document.error("contract.key", f"{path}.{key}", expected=" | ".join(FILE_KEYS[part]))
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in table.items()}
    return to_model_names(part, plain)


def _in_file_terms(document: Document, path: str, expected: str) -> InputError:
    """The model's complaint about ``people.0.start`` as one about ``person.0.from``."""
    first, *rest = path.split(".")
    part = next((part for part, name in LISTS.items() if name == first), "")
    if not part:
        part = "keys" if first in ("sealing_key", "ledger_key") else "contract"
        rest = [first]
    where = ".".join([part, *(to_file_names(part, name) for name in rest)])
    return document.error("contract.value", where, expected=_EXPECTED.get(expected, expected))


def _parties(contract: Contract) -> Iterator[tuple[str, Person | Place | Recipient]]:
    lists: tuple[tuple[str, Sequence[Person | Place | Recipient]], ...] = (
        ("person", contract.people),
        ("place", contract.places),
        ("recipient", contract.recipients),
    )
    for part, items in lists:
        for number, item in enumerate(items):
            yield f"{part}.{number}", item


def _names(contract: Contract) -> Iterator[tuple[str, str, str]]:
    """Every name that must be one of its kind: where it stands, the kind, the name."""
    yield "contract.id", "contract", contract.ident
    for path, item in _parties(contract):
        yield f"{path}.id", path.split(".")[0], item.ident
    for number, person in enumerate(contract.people):
        if person.login:
            yield f"person.{number}.login", "login", person.login


def _check_idents(document: Document, contract: Contract) -> None:
    seen: dict[tuple[str, str], str] = {}
    for path, kind, name in _names(contract):
        if not 0 < len(name) <= 64 or not name.isprintable() or any(letter.isspace() for letter in name):
            raise document.error("contract.value", path, expected="1–64 letters, no space")
        if (kind, name) in seen:
            raise document.error("contract.twice", path, ident=name, first=document.line(seen[kind, name]))
        seen[kind, name] = path


def _check_periods(document: Document, contract: Contract) -> None:
    whole = {"start": contract.start or "", "end": contract.end or ""}
    if _reversed(contract.start, contract.end):
        raise document.error("contract.period", "contract.until", **whole)
    for path, item in _parties(contract):
        if _reversed(item.start, item.end):
            raise document.error("contract.period", f"{path}.until", start=item.start, end=item.end)
        for key, day in (("from", item.start), ("until", item.end)):
            if day and not within(contract.start, contract.end, day):
                raise document.error("contract.outside", f"{path}.{key}", day=day, **whole)


def _reversed(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start > end


def _check_choices(document: Document, contract: Contract) -> None:
    if contract.disposal and contract.disposal not in DISPOSALS:
        raise document.error("contract.value", "contract.disposal", expected=" | ".join(DISPOSALS))
    for number, place in enumerate(contract.places):
        if place.kind not in PLACE_KINDS:
            raise document.error("contract.value", f"place.{number}.kind", expected=" | ".join(PLACE_KINDS))
        if place.path and place.kind not in LOCAL_KINDS:
            raise document.error("contract.value", f"place.{number}.kind", expected=" | ".join(LOCAL_KINDS))
        if place.path and not _absolute(place.path):
            raise document.error("contract.value", f"place.{number}.path", expected="/… (absolute)")


def _absolute(path: str) -> bool:
    """Whether it is an absolute path of some system, without letters that cannot be shown and without ``..``."""
    for kind in (PurePosixPath, PureWindowsPath):
        pure = kind(path)
        if pure.is_absolute() and pure.parent != pure and ".." not in pure.parts:
            return path.isprintable()
    return False
