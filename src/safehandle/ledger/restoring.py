"""What a recorded restoring from a back-up explains: checkpoints of the lost entries that it names, and no others.

A ledger that was rewritten could call itself restored. So three things must come together: the restoring names the very
checkpoint; the checkpoint lies between the back-up's size and the last number used; and in all these numbers nothing
stands but the restoring itself and the statement that what had the number is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import Entry
from safehandle.model import Abandoned, Intent, Restored

LOST_VERB, LOST_CODE = "ledger-lost", "ledger.lost"
RESTORED = b'"kind":"restored"'
_INTENT_LOST = b'"facts":[],"verb":"ledger-lost"}},"version":1}'
_OUTCOME_LOST = b'"record":{"code":"ledger.lost","facts":[]},"version":1}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """Entry ``number`` says that the ledger goes on from a back-up of ``size`` entries although it had ``known``.

    ``named`` are the sizes and roots (hex) of the checkpoints that it says are lost; ``reason`` is empty where it was
    redacted.
    """

    number: int
    at: datetime
    actor: str
    size: int
    known: int
    named: tuple[tuple[int, str], ...]
    reason: str = ""


def restorings(entry: Entry) -> Iterator[Restoring]:
    """What an entry says of a restoring. The intent is enough: from then on there was somebody who knew.

    Raises:
        IntegrityError: ``ledger.entry-malformed``.
    """
    if RESTORED not in entry.body or not isinstance(record := entry.record, Intent):
        return
    named = tuple((fact.size, fact.root) for fact in record.plan.of(Abandoned))
    for fact in record.plan.of(Restored):
        yield Restoring(
            number=entry.number,
            at=entry.at,
            actor=record.plan.actor,
            size=fact.size,
            known=fact.known,
            named=(*named, (fact.known, fact.root)),
            reason=fact.reason,
        )


def says_lost(entry: Entry) -> bool:
    """Whether an entry says of its number, and nothing else, that what had it before is lost."""
    return entry.body.endswith((_INTENT_LOST, _OUTCOME_LOST))


def explaining(state: Checkpoint, known: Sequence[Restoring], lost: Iterable[int]) -> Restoring | None:
    """The restoring that a state which does not agree was lost with; None if that is no explanation.

    ``lost`` are the numbers of the entries that :func:`says_lost` is true of.
    """
    if not any((state.size, state.root.hex()) in restoring.named for restoring in known):
        return None
    numbers = frozenset(lost)
    return next(
        (
            restoring
            for restoring in known
            if restoring.number == restoring.size < state.size <= restoring.known
            and numbers.issuperset(range(restoring.size + 1, restoring.known))
        ),
        None,
    )
