"""What became of the deliveries we sent, as the ledger tells it: awaiting their receipt, acknowledged, overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safehandle.model import Done, Record
from safehandle.model.delivery import Acknowledgement, Delivery


class State(StrEnum):
    """Where a delivery of ours stands."""

    AWAITING = "awaiting"  # 未受領
    OVERDUE = "overdue"  # 未受領, and the day by which the receipt was due is over
    ACKNOWLEDGED = "acknowledged"  # 受領済
    BAD = "bad"  # the receiver says that something was not as sent


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDelivery:
    """One delivery, and what its receipt said if there is one."""

    delivery: Delivery
    receipt: Acknowledgement | None
    state: State


def sent_deliveries(records: Iterable[Record], today: date) -> tuple[SentDelivery, ...]:
    """Every delivery that was sent, in order. Pure."""
    sent: dict[str, Delivery] = {}
    receipts: dict[str, Acknowledgement] = {}
    for record in records:
        if not isinstance(record, Done):
            continue
        for fact in record.facts:
            if isinstance(fact, Delivery) and fact.direction == "sent":
                sent[fact.manifest] = fact
            elif isinstance(fact, Acknowledgement) and fact.direction == "received":
                receipts[fact.manifest] = fact
    return tuple(
        SentDelivery(delivery=one, receipt=receipts.get(digest), state=_state(one, receipts.get(digest), today))
        for digest, one in sent.items()
    )


def _state(delivery: Delivery, receipt: Acknowledgement | None, today: date) -> State:
    if receipt is not None:
        return State.BAD if receipt.bad else State.ACKNOWLEDGED
    overdue = delivery.receipt_due is not None and delivery.receipt_due < today
    return State.OVERDUE if overdue else State.AWAITING
