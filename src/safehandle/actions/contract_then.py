"""The contract as it was at a state of the ledger: by whose names and places what was recorded then is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from safehandle.contract import parse_contract, version_in
from safehandle.errors import InputError
from safehandle.model import Contract, ContractVersion, Record

_MARK = b'"kind":"contract-version"'


class Entry(Protocol):
    """As much of an entry as is read."""

    @property
    def body(self) -> bytes: ...
    @property
    def kind(self) -> str: ...
    @property
    def record(self) -> Record: ...


def contract_then(entries: Iterable[Entry], present: Contract) -> Contract:
    """contract.toml as the newest of ``entries`` knows it: acts name its version, and what changed it holds its text.

    The ``present`` one where they know none: there is no contract.toml, its text was redacted, or an earlier release
    wrote it in a form that is no longer read.
    """
    newest: Entry | None = None
    texts: dict[str, str] = {}
    for entry in entries:
        if _MARK in entry.body:
            newest = entry
            if entry.kind == "done" and (version := version_in(entry.record)):
                texts[version.digest] = version.text
    version = _version(newest)
    text = texts.get(version.digest, "") if version else ""
    try:
        return parse_contract(text) if text else present
    except InputError:
        return present


def _version(entry: Entry | None) -> ContractVersion | None:
    return version_in(entry.record) if entry else None
