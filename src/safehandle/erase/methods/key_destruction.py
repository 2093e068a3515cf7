"""Destroying the key that data was kept under (cryptographic erase, NIST SP 800-88 Rev. 2 section 3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safehandle.erase.fault import printable
from safehandle.erase.holding import KeyHolding
from safehandle.erase.method import Assessment, Order, Outcome
from safehandle.erase.residuals import counted
from safehandle.errors import ErasureError
from safehandle.model.erasure import Level, Status, Unchecked, Verification

_COMMITMENT = 32
"""Bytes of the SHA-256 that stands for the key."""


@dataclass(frozen=True, slots=True)
class KeyDestruction:
    name: str = "key-destruction"
    what: str = "key"
    technique: str = "cryptographic erase"

    def assess(self, subject: KeyHolding, _order: Order, /) -> Assessment:
        refusals = tuple(_refusals(subject))
        return Assessment(
            level=Level.NONE if refusals else _level(subject),
            residuals=counted(_residuals(subject)),
            refusals=refusals,
        )

    def erase(self, subject: KeyHolding, order: Order, outcome: Outcome, /) -> None:  # noqa: ARG002 - the protocol's
        outcome.key_id, outcome.key_copies = subject.key_id, subject.copies
        places = ("",) if subject.plaintext is None else subject.plaintext
        outcome.unchecked += [Unchecked(reason="plaintext", path=printable(place)) for place in places]
        outcome.unchecked += [
            Unchecked(reason="key-copy", path=printable(copy.where)) for copy in subject.copies if not copy.receipt
        ]
        # Only a key that is shown to be the recorded one proves anything by being gone.
        if not subject.opens():
            raise ErasureError("erase.key-not-recorded", key=subject.key_id)
        subject.destroy()
        gone = not subject.opens()
        outcome.verification = Verification(
            means="key-commitment", extent=_COMMITMENT, from_device=_COMMITMENT if gone else 0
        )
        outcome.status = Status.COMPLETE if gone else Status.FAILED
        outcome.reached = _level(subject) if gone else Level.NONE


def _refusals(subject: KeyHolding) -> Iterator[str]:
    if subject.purpose != "seal":
        yield "key-not-sealing"
    if subject.public != subject.recorded:
        yield "key-not-recorded"


def _residuals(subject: KeyHolding) -> Iterator[str]:
    yield "sent-containers"
    yield from ["key-copy"] * subject.unaccounted
    if subject.known and subject.residue:
        yield from ("key-medium-residue", "password-holders")
    yield from ["plaintext-elsewhere"] * (1 if subject.plaintext is None else len(subject.plaintext))


def _level(subject: KeyHolding) -> Level:
    if subject.unaccounted:
        return Level.DELETED  # with the copy everything can still be read
    # Places that are named are no part of what is erased; where nobody has said, that cannot be known.
    if subject.plaintext is None or (subject.known and subject.residue):
        return Level.CLEAR
    return Level.PURGE


METHOD = KeyDestruction()
