"""What became of what was sent, from ledger records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from safehandle.actions.sent import State, sent_deliveries
from safehandle.model import ContainerOpened, Done, Failed, Record, SealedContainer
from safehandle.model.delivery import Acknowledgement, Attempts, Delivery

TODAY = date(2026, 11, 21)


def sent(manifest: str, due: date | None = None) -> Record:
    fact = Delivery(
        direction="sent",
        place="p",
        recipient="",
        ident=manifest,
        manifest=manifest,
        slip="",
        signer="",
        files=1,
        size=1,
        receipt_due=due,
    )
    return Done(intent=1, facts=(fact,))


def receipt(manifest: str, *, bad: int = 0, direction: str = "received") -> Record:
    fact = Acknowledgement(direction=direction, manifest=manifest, signer="", files=1, bad=bad, ident="", receiver="")
    return Done(intent=1, facts=(fact,))


def states(*records: Record) -> list[State]:
    return [one.state for one in sent_deliveries(records, TODAY)]


def test_a_delivery_awaits_its_receipt_until_the_day_it_is_due() -> None:
    assert states(sent("a"), sent("b", TODAY), sent("c", date(2026, 11, 20))) == [
        State.AWAITING,
        State.AWAITING,
        State.OVERDUE,
    ]


def test_only_a_receipt_from_the_other_side_for_this_delivery_counts() -> None:
    late = sent("a", date(2026, 1, 1))
    assert states(late, receipt("b"), receipt("a", direction="given")) == [State.OVERDUE]
    assert states(late, receipt("a")) == [State.ACKNOWLEDGED]
    assert states(late, receipt("a", bad=1)) == [State.BAD]


def test_the_last_receipt_counts() -> None:
    assert states(sent("a"), receipt("a", bad=1), receipt("a")) == [State.ACKNOWLEDGED]


def test_a_failed_attempt_is_no_delivery() -> None:
    attempts = Attempts(place="p", failures=("transfer.disconnected",))
    assert states(Failed(intent=1, code="transfer.disconnected", facts=(attempts,))) == []


def opened(identity: str) -> Record:
    fact = ContainerOpened(
        entry=1,
        identity=identity,
        manifest="m",
        files=1,
        size=1,
        opened=datetime(2026, 11, 20, tzinfo=UTC),
        paper="same",
        receipt="r",
        code_checked=True,
        by="",
    )
    return Done(intent=9, facts=(fact,))


def test_the_receipts_of_the_page_count_once_every_container_was_opened() -> None:
    delivery = sent("a", date(2026, 1, 1))
    assert isinstance(delivery, Done)
    containers = tuple(SealedContainer(identity=name, number=name, size=1) for name in "xy")
    delivery = replace(delivery, facts=(*delivery.facts, *containers))
    assert states(delivery, opened("x")) == [State.OVERDUE]
    assert states(delivery, opened("x"), opened("y")) == [State.ACKNOWLEDGED]
    assert states(delivery, opened("x"), opened("y"), receipt("a", bad=1)) == [State.BAD], "a signed one counts first"
    assert states(sent("b"), opened("x")) == [State.AWAITING], "nothing was in a container"
