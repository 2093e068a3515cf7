"""The hand-overs that the ledger knows: which are open, accepted, overdue. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from safehandle.documents import Act, Entry, acts
from safehandle.documents import State as Outcome
from safehandle.model import Handover, HandoverAccepted, HandoverSheet


class Standing(StrEnum):
    """Where a hand-over stands."""

    OPEN = "open"  # 未確認
    OVERDUE = "overdue"  # 未確認, and the day by which it was to be confirmed is over
    ACCEPTED = "accepted"  # 受領済


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """One 受渡票, by the act that made it, and how it was accepted."""

    entry: int
    at: datetime
    sheet: HandoverSheet
    parties: Handover
    accepted: HandoverAccepted | None
    standing: Standing


def handovers(entries: Iterable[Entry], today: date) -> tuple[HandedOver, ...]:
    """Every 受渡票 that was made, in order."""
    made: list[tuple[Act, HandoverSheet, Handover]] = []
    accepted: dict[str, HandoverAccepted] = {}
    for act in acts(entries):
        if act.state is not Outcome.DONE:
            continue
        sheet, parties, fact = act.one(HandoverSheet), act.one(Handover), act.one(HandoverAccepted)
        if sheet is not None and parties is not None:
            made.append((act, sheet, parties))
        elif fact is not None:
            accepted[fact.number] = fact
    return tuple(
        HandedOver(
            entry=act.number,
            at=act.at,
            sheet=sheet,
            parties=parties,
            accepted=accepted.get(sheet.number),
            standing=_standing(sheet, accepted.get(sheet.number), today),
        )
        for act, sheet, parties in made
    )


def _standing(sheet: HandoverSheet, accepted: HandoverAccepted | None, today: date) -> Standing:
    if accepted is not None:
        return Standing.ACCEPTED
    return Standing.OVERDUE if sheet.due is not None and sheet.due < today else Standing.OPEN
