"""person, place, recipient: change the contract's registers in contract.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from safehandle.contract import (
    FILE_NAME,
    add_entry,
    change_entry,
    changes,
    digest,
    parse_contract,
    read_text,
    write_text,
)
from safehandle.contract.editing import Values
from safehandle.errors import IntegrityError
from safehandle.model import Change, Contract, ContractVersion, Fact, Permit, Plan

Part = Literal["person", "place", "recipient"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRequest:
    """Add an entry with these ``values`` (by the names that contract.toml uses), or change the one of id ``ident``."""

    folder: Path
    values: Values
    ident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What changed, and the contract as it is now."""

    contract: Contract
    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The verb of one register."""

    verb: Part

    def plan(self, request: RegisterRequest) -> tuple[Fact, ...]:
        old = read_text(request.folder / FILE_NAME)
        return _changes(old, self._edited(old, request), request.folder)

    def run(self, request: RegisterRequest, plan: Plan, _permit: Permit) -> Registered:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        old = read_text(request.folder / FILE_NAME)
        new = self._edited(old, request)
        write_text(request.folder, new, replaces=old)
        made = _changes(old, new, request.folder)
        version = ContractVersion(digest=digest(new), text=new)
        return Registered(contract=parse_contract(new), changes=made, facts=(*made, version))

    def _edited(self, text: str, request: RegisterRequest) -> str:
        if request.ident:
            return change_entry(text, self.verb, request.ident, request.values)
        return add_entry(text, self.verb, request.values)


def _changes(old: str, new: str, folder: Path) -> tuple[Change, ...]:
    file = str(folder / FILE_NAME)
    return changes(parse_contract(old, file=file), parse_contract(new, file=file))
