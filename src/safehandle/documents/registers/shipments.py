"""送付記録簿: everything that was posted or sent, empty media too (nerima-2025-12 17(3)(4)(7); kawasaki 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safehandle.documents.acts import Act, State
from safehandle.documents.phrases import content, media, sealed, subject, towards
from safehandle.documents.register import Column, RegisterKind, Row
from safehandle.documents.words import Words
from safehandle.model import Destination, Duplicate, Handover, SealedContainer
from safehandle.model.media import Posting


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    for act in acts:
        if act.state is not State.DONE:
            continue
        for posting in act.of(Posting):
            yield _row(act, words, _posted(act, posting, words))
        leaves = bool(act.of(Destination)) or bool(act.of(Handover))
        if leaves and not act.of(Posting) and not act.of(Duplicate):
            yield _row(act, words, _sent(act, words))


def _row(act: Act, words: Words, middle: tuple[str, ...]) -> Row:
    container = act.one(SealedContainer)
    return Row(
        cells=(
            act.number,
            act.at,
            words.person(act.plan.actor),
            *middle,
            container.number if container else None,
        ),
        entries=act.entries,
        first=act.at,
        last=act.at,
    )


def _posted(act: Act, posting: Posting, words: Words) -> tuple[str, ...]:
    return (
        words.recipient(posting.recipient),
        posting.service,
        posting.tracking,
        posting.medium,
        content(act, posting.content, words),
        words.pair("済", "yes") if posting.encrypted else sealed(act, words) or words.pair("未", "no"),
    )


def _sent(act: Act, words: Words) -> tuple[str, ...]:
    ways = [words.word(fact.via) for fact in act.of(Destination)]
    ways += [words.word(fact.direction) for fact in act.of(Handover)]
    encrypted = any(fact.encrypted for fact in act.of(Destination))
    return (
        towards(act, words),
        "・".join(dict.fromkeys(ways)),
        "",
        "、".join(media(act)),
        subject(act, words),
        sealed(act, words) or (words.pair("済", "yes") if encrypted else words.pair("未", "no")),
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
        Column(ja="追跡番号", en="Tracking number", width=18),
        Column(ja="媒体番号", en="Medium", width=12),
        Column(ja="内容", en="Content", width=30),
        Column(ja="暗号化", en="Encrypted", width=16, align="center"),
        Column(ja="照合番号", en="Check number", width=32),
    ),
    project=_project,
)
