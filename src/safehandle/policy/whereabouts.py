"""Where a plan would take data: every place that it names, whatever the kind of movement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safehandle.model import Destination, Duplicate
from safehandle.model.media import CarryOut, Posting
from safehandle.policy.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Something that leaves: where to, how it travels, and whether nobody can read it on the way: it is encrypted by
    itself, or there is nothing on it. An empty medium is registered like any other and has nothing to encrypt."""

    where: str
    via: str
    encrypted: bool


def places(case: Case) -> tuple[str, ...]:
    """The id of every place that data or media would go to."""
    return (
        *(destination.place for destination in case.of(Destination)),
        *(duplicate.place for duplicate in case.of(Duplicate)),
        *(carry.destination for carry in case.of(CarryOut)),
    )


def departures(case: Case) -> Iterator[Departure]:
    """Everything that leaves."""
    for destination in case.of(Destination):
        yield Departure(where=destination.place, via=destination.via, encrypted=destination.encrypted)
    for carry in case.of(CarryOut):
        yield Departure(where=carry.destination, via="carry", encrypted=carry.encrypted or not carry.content)
    for posting in case.of(Posting):
        yield Departure(where=posting.recipient, via="post", encrypted=posting.encrypted or not posting.content)
