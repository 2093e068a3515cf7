"""Notice what somebody edited in contract.toml by hand, and record it as what it changed."""

from __future__ import annotations

from collections.abc import Iterator

from safehandle.actions.contract_edited import ContractEdited, ContractEditedRequest
from safehandle.contract import digest, version_in
from safehandle.ledger import Entry, Ledger
from safehandle.model import ContractVersion
from safehandle.office import Office

_MARK = b'"kind":"contract-version"'
_WINDOW = 100


def notice_edits(office: Office, text: str) -> None:
    """Record the difference between ``text``, which is contract.toml now, and the version that the ledger knows.

    From then on every plan names that version, so that the newest entries tell it. Who may not act under the contract
    cannot record an edit either: their plans name no version, and the next who may act records it.
    """
    recorded = next(_versions(office.ledger), None)
    if recorded is None or recorded.digest != digest(text):
        old = _text(office.ledger, recorded.digest) if recorded else ""
        action, request = ContractEdited(), ContractEditedRequest(old=old, new=text)
        plan = office.plan(action, request)
        if not office.judge(plan).allowed:
            return
        office.perform(action, request, plan=plan)
    office.edition = digest(text)


def _text(ledger: Ledger, wanted: str) -> str:
    """The recorded text with this digest; empty if it was never recorded or has been redacted."""
    return next((version.text for version in _versions(ledger) if version.digest == wanted and version.text), "")


def _versions(ledger: Ledger) -> Iterator[ContractVersion]:
    """The versions that the entries name, newest first."""
    for entry in _backwards(ledger):
        if _MARK in entry.body and (version := version_in(entry.record)):
            yield version


def _backwards(ledger: Ledger) -> Iterator[Entry]:
    end = ledger.head().size
    while end:
        start = max(0, end - _WINDOW)
        yield from reversed(list(ledger.entries(start, end)))
        end = start
