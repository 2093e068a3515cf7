"""Checking who signed which act. Pure: from entries, and the keys that contract.toml has now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safehandle.errors import IntegrityError
from safehandle.keys import PublicKey, verify_act
from safehandle.ledger.entry import Entry
from safehandle.ledger.examining import Problem
from safehandle.model import Contract, Intent, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedActs:
    """The entries whose signature is by the key of who acted, and those by a key that nobody has in contract.toml.

    An ``unknown`` key may have been the person's before it was replaced; that alone can be neither shown nor refuted.
    """

    good: tuple[int, ...]
    unknown: tuple[int, ...]
    problems: tuple[Problem, ...]


def check_signatures(entries: Iterable[Entry], contract: Contract) -> SignedActs:
    """Check the signature of every entry that has one; the others are passed over.

    One that does not hold, or is by the key of somebody else in the contract, is a problem: ``ledger.signature-false``.
    """
    owners = {(PublicKey.decode(person.key), person.ident) for person in contract.people if person.key}
    registered = {key for key, _ in owners}
    good, unknown, problems = [], [], []
    for entry in entries:
        try:
            signed = _signed(entry)
        except IntegrityError as error:
            code = error.code if error.code.startswith("ledger.") else "ledger.signature-false"
            problems.append(_about(code, entry))
            continue
        if signed is None:
            continue
        if signed in owners:
            good.append(entry.number)
        elif signed[0] in registered:
            problems.append(_about("ledger.signature-false", entry))
        else:
            unknown.append(entry.number)
    return SignedActs(good=tuple(good), unknown=tuple(unknown), problems=tuple(problems))


def _signed(entry: Entry) -> tuple[PublicKey, str] | None:
    """By which key an act is signed, and who is said to have acted."""
    record = entry.record
    if not isinstance(record, (Intent, Refused)) or not record.signature:
        return None
    # The plan itself, not what the entry says its digest is; only where the private part is gone is there nothing else.
    digest = str(entry.document["plan_digest"]) if entry.redacted else record.plan.digest()
    return verify_act(record.signature, digest), record.plan.actor


def _about(code: str, entry: Entry) -> Problem:
    return Problem(code=code, start=entry.number, end=entry.number + 1)
