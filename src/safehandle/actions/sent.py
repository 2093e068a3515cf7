"""What became of the deliveries we sent, as the ledger tells it: awaiting their receipt, acknowledged, overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safehandle.model import ContainerOpened, Done, Record, SealedContainer
from safehandle.model.delivery import Acknowledgement, Delivery


class State(StrEnum):
    """Where a delivery of ours stands."""

    AWAITING = "awaiting"  # 未受領
    OVERDUE = "overdue"  # 未受領, and the day by which the receipt was due is over
    ACKNOWLEDGED = "acknowledged"  # 受領済
    BAD = "bad"  # the receiver says that something was not as sent


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDelivery:
    """One delivery, what its receipt said if there is one, and which of its containers are known to have been opened
    by the 受領書 of the reader page. All of them make it acknowledged, too."""

    delivery: Delivery
    receipt: Acknowledgement | None
    opened: tuple[ContainerOpened, ...]
    state: State


def sent_deliveries(records: Iterable[Record], today: date) -> tuple[SentDelivery, ...]:
    """Every delivery that was sent, in order. Pure."""
    sent: dict[str, tuple[Delivery, tuple[str, ...]]] = {}
    receipts: dict[str, Acknowledgement] = {}
    openings: dict[str, ContainerOpened] = {}
    for record in records:
        if not isinstance(record, Done):
            continue
        containers = tuple(fact.identity for fact in record.facts if isinstance(fact, SealedContainer))
        for fact in record.facts:
            if isinstance(fact, Delivery) and fact.direction == "sent":
                sent[fact.manifest] = (fact, containers)
            elif isinstance(fact, Acknowledgement) and fact.direction == "received":
                receipts[fact.manifest] = fact
            elif isinstance(fact, ContainerOpened):
                openings[fact.identity] = fact
    return tuple(
        _standing(delivery, containers, receipts.get(digest), openings, today)
        for digest, (delivery, containers) in sent.items()
    )


def _standing(
    delivery: Delivery,
    containers: tuple[str, ...],
    receipt: Acknowledgement | None,
    openings: Mapping[str, ContainerOpened],
    today: date,
) -> SentDelivery:
    opened = tuple(openings[identity] for identity in containers if identity in openings)
    whole = bool(containers) and len(opened) == len(containers)
    state = State.ACKNOWLEDGED if whole and receipt is None else _state(delivery, receipt, today)
    return SentDelivery(delivery=delivery, receipt=receipt, opened=opened, state=state)


def _state(delivery: Delivery, receipt: Acknowledgement | None, today: date) -> State:
    if receipt is not None:
        return State.BAD if receipt.bad else State.ACKNOWLEDGED
    overdue = delivery.receipt_due is not None and delivery.receipt_due < today
    return State.OVERDUE if overdue else State.AWAITING
