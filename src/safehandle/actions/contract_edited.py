"""contract-edited: record what a person changed in contract.toml by hand."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.contract import changes, digest, parse_contract
from safehandle.errors import InputError, IntegrityError
from safehandle.model import Change, Contract, ContractVersion, Fact, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEditedRequest:
    """The text of contract.toml as the ledger knows it (empty where it knows none), and as it is."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What changed."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ContractEdited:
    """The verb. The act was somebody else's; this one only writes it down."""

    @property
    def verb(self) -> str:
        return "contract-edited"

    def plan(self, request: ContractEditedRequest) -> tuple[Fact, ...]:
        return _changes(request)

    def run(self, request: ContractEditedRequest, plan: Plan, _permit: Permit) -> Noticed:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        version = ContractVersion(digest=digest(request.new), text=request.new)
        return Noticed(facts=(*_changes(request), version))


def _changes(request: ContractEditedRequest) -> tuple[Change, ...]:
    """The changes, or the bare statement that comments or spacing changed."""
    new = parse_contract(request.new)
    found = changes(_old(request.old), new)
    return found or (Change(part="contract", ident=new.ident, what="text", detail=""),)


def _old(text: str) -> Contract:
    try:
        return parse_contract(text)
    except InputError:  # not known, or of a form that an earlier release wrote
        return Contract(ident="", profile="")
