"""Where a plan would take data: every place that it names, whatever the kind of movement."""

from __future__ import annotations

from collections.abc import Iterator

from safehandle.model import Destination, Duplicate
from safehandle.model.media import CarryOut, Posting
from safehandle.policy.case import Case


def places(case: Case) -> tuple[str, ...]:
    """The id of every place that data or media would go to."""
    return (
        *(destination.place for destination in case.of(Destination)),
        *(duplicate.place for duplicate in case.of(Duplicate)),
        *(carry.destination for carry in case.of(CarryOut)),
    )


def departures(case: Case) -> Iterator[tuple[str, bool]]:
    """Everything that leaves: where to, and whether it is encrypted by itself."""
    yield from ((destination.place, destination.encrypted) for destination in case.of(Destination))
    yield from ((carry.destination, carry.encrypted) for carry in case.of(CarryOut))
    yield from ((posting.recipient, posting.encrypted) for posting in case.of(Posting))
