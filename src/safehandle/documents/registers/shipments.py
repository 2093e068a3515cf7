"""送付記録簿: everything that was posted or sent, empty media too (nerima-2025-12 17(3)(4)(7); kawasaki 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from safehandle.documents.acts import Act, State
from safehandle.documents.japanese_date import short_time
from safehandle.documents.phrases import content, media, sealed, subject, towards
from safehandle.documents.register import Column, RegisterKind, Row
from safehandle.documents.words import Words
from safehandle.model import Destination, Duplicate, Handover, SealedContainer
from safehandle.model.delivery import Acknowledgement, ContainerOpened, Delivery
from safehandle.model.media import Posting
from safehandle.model.movement import HandoverAccepted, HandoverSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shipment:
    """What one line says beside number, time and sender."""

    to: str
    service: str
    label: str  # the medium's number, the parcel's, the delivery's
    content: str
    encrypted: str
    manifest: str = ""
    container: str = ""  # its identity
    slip: str = ""  # the 受渡票's number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Receipts:
    """What the other side confirmed, by what the confirmation names; each with the act that recorded it."""

    deliveries: dict[str, tuple[Act, Acknowledgement]] = field(default_factory=dict)
    openings: dict[str, tuple[Act, ContainerOpened]] = field(default_factory=dict)
    handovers: dict[str, tuple[Act, HandoverAccepted]] = field(default_factory=dict)

    def take(self, act: Act) -> None:
        for fact in act.of(Acknowledgement):
            if fact.direction == "received":
                self.deliveries[fact.manifest] = (act, fact)
        for opening in act.of(ContainerOpened):
            self.openings[opening.identity] = (act, opening)
        for accepted in act.of(HandoverAccepted):
            self.handovers[accepted.number] = (act, accepted)

    def of(self, shipment: _Shipment, words: Words) -> tuple[Act, str] | None:
        """The act that recorded the receipt, and what the register says of it. A signed one counts first."""
        if delivery := self.deliveries.get(shipment.manifest):
            return delivery[0], _received(*delivery, words)
        if accepted := self.handovers.get(shipment.slip):
            when = short_time(accepted[1].at, words.lang)
            return accepted[0], words.pair(f"受領 ({when})", f"received ({when})")
        if opening := self.openings.get(shipment.container):
            when = short_time(opening[1].opened, words.lang)
            return opening[0], words.pair(f"開封 ({when})", f"opened ({when})")
        return None


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    found: list[tuple[Act, _Shipment]] = []
    receipts = _Receipts()
    shipped: set[int] = set()
    for act in acts:
        if act.state is not State.DONE:
            continue
        receipts.take(act)
        slip = act.one(HandoverSheet)
        shipments = () if slip and slip.entry in shipped else tuple(_shipments(act, words))
        found.extend((act, shipment) for shipment in shipments)
        shipped.update(act.entries if shipments else ())
    for act, shipment in found:
        yield _row(act, shipment, receipts.of(shipment, words), words)


def _shipments(act: Act, words: Words) -> Iterator[_Shipment]:
    for posting in act.of(Posting):
        yield _posted(act, posting, words)
    leaves = bool(act.of(Destination)) or bool(act.of(Handover))
    if leaves and not act.of(Posting) and not act.of(Duplicate) and not act.of(HandoverAccepted):
        yield _sent(act, words)


def _row(act: Act, shipment: _Shipment, receipt: tuple[Act, str] | None, words: Words) -> Row:
    container = act.one(SealedContainer)
    return Row(
        cells=(
            act.number,
            act.at,
            words.person(act.plan.actor),
            shipment.to,
            shipment.service,
            shipment.label,
            shipment.content,
            shipment.encrypted,
            container.number if container else None,
            receipt[1] if receipt else None,
        ),
        entries=(*act.entries, *(receipt[0].entries if receipt else ())),
        first=act.at,
        last=receipt[0].at if receipt else act.at,
    )


def _received(act: Act, fact: Acknowledgement, words: Words) -> str:
    when = short_time(act.at, words.lang)
    if fact.bad:
        return words.pair(f"不一致 {fact.bad} 件 ({when})", f"{fact.bad} differ ({when})")
    return words.pair(f"受領 ({when})", f"received ({when})")


def _posted(act: Act, posting: Posting, words: Words) -> _Shipment:
    encrypted = words.pair("済", "yes") if posting.encrypted else sealed(act, words) or words.pair("未", "no")
    return _Shipment(
        to=words.recipient(posting.recipient),
        service=posting.service,
        label=" / ".join(filter(None, (posting.medium, posting.tracking))),
        content=content(act, posting.content, words),
        encrypted=encrypted,
    )


def _sent(act: Act, words: Words) -> _Shipment:
    ways = [words.word(fact.via) for fact in act.of(Destination)]
    ways += [words.word(fact.direction) for fact in act.of(Handover)]
    slip = act.one(HandoverSheet)
    ways += [words.word(slip.route)] if slip and slip.route else []
    encrypted = any(fact.encrypted for fact in act.of(Destination))
    delivery, container = act.one(Delivery), act.one(SealedContainer)
    numbers = (*media(act), *((slip.medium, slip.tracking) if slip else ()), delivery.ident if delivery else "")
    return _Shipment(
        to=towards(act, words),
        service="・".join(dict.fromkeys(ways)),
        label=" / ".join(filter(None, numbers)),
        content=subject(act, words),
        encrypted=sealed(act, words) or (words.pair("済", "yes") if encrypted else words.pair("未", "no")),
        manifest=delivery.manifest if delivery else "",
        container=container.identity if container else "",
        slip=slip.number if slip else "",
    )


REGISTER = RegisterKind(
    ident="shipments",
    ja="送付記録簿",
    en="Record of shipments",
    articles=("練馬区 令和7年12月版 第17条(3)(4)(7)", "川崎市 第11条"),
    columns=(
        Column(ja="番号", en="No.", width=8, align="right"),
        Column(ja="送付日時", en="Sent", width=19),
        Column(ja="送付者", en="Sent by", width=14),
        Column(ja="送付先", en="Sent to", width=22),
        Column(ja="送付方法", en="Service", width=16),
        Column(ja="媒体番号・追跡番号", en="Medium, tracking number", width=22),
        Column(ja="内容", en="Content", width=28),
        Column(ja="暗号化", en="Encrypted", width=15, align="center"),
        Column(ja="照合番号", en="Check number", width=24),
        Column(ja="受領確認", en="Receipt", width=20),
    ),
    project=_project,
)
