"""持出管理簿: the eight fields of nerima-2025-12 18(2), for every medium that leaves, empty ones too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safehandle.documents.acts import Act, State
from safehandle.documents.japanese_date import short_time
from safehandle.documents.phrases import content
from safehandle.documents.register import Cell, Column, RegisterKind, Row
from safehandle.documents.words import Words
from safehandle.model.media import CarryBack, CarryOut, Disposal


@dataclass(frozen=True, slots=True)
class _Out:
    act: Act
    fact: CarryOut


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    out: dict[str, _Out] = {}
    for act in acts:
        if act.state is not State.DONE:
            continue
        for back in act.of(CarryBack):
            if left := out.pop(back.medium, None):
                yield _row(left, words, act, back)
        for fact in act.of(CarryOut):
            if left := out.pop(fact.medium, None):  # left a second time without a return on record
                yield _row(left, words)
            out[fact.medium] = _Out(act, fact)
        for gone in act.of(Disposal):  # erased, destroyed or given back where it was taken: it does not come back
            if left := out.pop(gone.medium, None):
                yield _row(left, words, act, gone)
    for left in out.values():
        yield _row(left, words)


def _row(left: _Out, words: Words, back: Act | None = None, fact: CarryBack | Disposal | None = None) -> Row:
    out = left.fact
    returned: Cell = back.at if back else None
    confirmer = words.person(fact.confirmer) if fact else ""
    if back and isinstance(fact, Disposal):
        given_back = fact.method == "returned"
        returned = f"{words.word('given-back' if given_back else 'disposed')} ({short_time(back.at, words.lang)})"
        confirmer = words.recipient(fact.confirmer) if given_back else confirmer
    return Row(
        cells=(
            left.act.number,
            out.medium,
            content(left.act, out.content, words),
            left.act.at,
            words.person(out.carrier),
            words.person(out.approver),
            out.purpose,
            words.place(out.destination),
            returned,
            confirmer,
        ),
        entries=(*left.act.entries, *(back.entries if back else ())),
        first=left.act.at,
        last=back.at if back else None,
    )


REGISTER = RegisterKind(
    ident="carry-out",
    ja="持出管理簿",
    en="Register of media taken out",
    articles=("練馬区 令和7年12月版 第18条(2)",),
    columns=(
        Column(ja="番号", en="No.", width=8, align="right"),
        Column(ja="媒体番号", en="Medium", width=12),
        Column(ja="格納情報", en="Content", width=30),
        Column(ja="持ち出し日時", en="Taken out", width=19),
        Column(ja="持ち出した者", en="Taken out by", width=14),
        Column(ja="承認者", en="Approved by", width=14),
        Column(ja="用途", en="Purpose", width=20),
        Column(ja="持ち出し先", en="Destination", width=20),
        Column(ja="返却日時", en="Returned", width=19),
        Column(ja="返却確認者", en="Return confirmed by", width=14),
    ),
    project=_project,
)
