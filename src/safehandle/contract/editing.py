"""Change contract.toml and leave a person's comments, order and spacing in place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from safehandle.contract.schema import FILE_KEYS
from safehandle.errors import InputError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

Values = Mapping[str, str | bool | date | tuple[str, ...] | None]
"""Values by the file's keys; None and empty ones are left out."""


def digest(text: str) -> str:
    """SHA-256 (hex) by which the ledger knows a version of contract.toml."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_text(parts: Mapping[str, Values]) -> str:
    """A first contract.toml with these single parts (``"contract"``, ``"keys"``)."""
    import tomlkit  # only what edits needs it

    document = tomlkit.document()
    for part, values in parts.items():
        if table := _ordered(part, values):
            document[part] = table
    return tomlkit.dumps(document)


def add_entry(text: str, part: str, values: Values) -> str:
    """``text`` with one more ``[[part]]`` at the end of its kind."""
    import tomlkit

    document = tomlkit.parse(text)
    if part not in document:
        document[part] = tomlkit.aot()
    document[part].append(_new_table(part, values))
    return tomlkit.dumps(document)


def change_entry(text: str, part: str, ident: str, values: Values) -> str:
    """``text`` with these values set in the ``[[part]]`` whose id is ``ident``.

    Raises:
        InputError: ``contract.no-such-entry`` when there is none.
    """
    import tomlkit

    document = tomlkit.parse(text)
    _entry(document, part, ident).update(_ordered(part, values))
    return tomlkit.dumps(document)


def set_values(text: str, part: str, values: Values) -> str:
    """``text`` with these values set in the single table ``[part]``."""
    import tomlkit

    document = tomlkit.parse(text)
    if part in document:
        document[part].update(_ordered(part, values))
    else:
        document[part] = _new_table(part, values)
    return tomlkit.dumps(document)


def _new_table(part: str, values: Values) -> Table:
    """A table after a blank line, each of its keys on a line of its own, the last one included."""
    import tomlkit

    table = tomlkit.table()
    table.trivia.indent = "\n"
    for key, value in _ordered(part, values).items():
        table[key] = value
    return table


def _entry(document: TOMLDocument, part: str, ident: str) -> Any:
    found = next((entry for entry in document.get(part, []) if entry.get("id") == ident), None)
    if found is None:
        raise InputError("contract.no-such-entry", part=part, ident=ident)
    return found


def _ordered(part: str, values: Values) -> dict[str, Any]:
    given = {key: values.get(key) for key in FILE_KEYS[part]}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in given.items() if value}
