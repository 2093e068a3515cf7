"""媒体管理簿: every recording medium, where it is and what became of it (nerima-2025-12 17(4), 18(2), 18(7))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from safehandle.documents.acts import Act, State
from safehandle.documents.japanese_date import short_time
from safehandle.documents.phrases import content, media
from safehandle.documents.register import Column, RegisterKind, Row
from safehandle.documents.text import size
from safehandle.documents.words import Words
from safehandle.model.media import CarryBack, CarryOut, Disposal, Medium, Posting, Stocktaking


@dataclass(slots=True)
class _Life:
    """A medium as far as it has been followed."""

    fact: Medium
    stated: Act  # which said so last
    acts: list[Act] = field(default_factory=list)
    state: str = "held"
    where: str = ""
    missing: Act | None = None  # the stocktaking that did not find it


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    lives: dict[str, _Life] = {}
    for act in acts:
        if act.state is not State.DONE:
            continue
        for medium in act.of(Medium):
            life = lives.setdefault(medium.medium, _Life(medium, act))
            life.fact, life.stated = medium, act
        for ident, state, where in _moves(act, words):
            life = lives.setdefault(ident, _Life(Medium(medium=ident, type="", content=""), act))
            life.state, life.where, life.missing = state, where, None
        for taken in act.of(Stocktaking):
            for ident in lives.keys() & {*taken.found, *taken.missing, *taken.misplaced}:
                lives[ident].missing = act if ident in taken.missing else None
        for ident in media(act):
            lives[ident].acts.append(act)
    for life in lives.values():
        yield _row(life, words)


def _moves(act: Act, words: Words) -> Iterator[tuple[str, str, str]]:
    for out in act.of(CarryOut):
        yield out.medium, "carried", words.place(out.destination)
    for back in act.of(CarryBack):
        yield back.medium, "held", ""
    for posting in act.of(Posting):
        yield posting.medium, "posted", words.recipient(posting.recipient)
    for disposal in act.of(Disposal):
        if disposal.medium:
            yield disposal.medium, "given-back" if disposal.method == "returned" else "disposed", disposal.certificate


def _row(life: _Life, words: Words) -> Row:
    fact, last = life.fact, life.acts[-1]
    product = " ".join(filter(None, (fact.maker, fact.model, size(fact.capacity) if fact.capacity else "")))
    return Row(
        cells=(
            life.acts[0].number,
            fact.medium,
            words.word(fact.type),
            product,
            fact.serial,
            words.word(fact.origin),
            content(life.stated, fact.content, words),
            words.word("yes" if fact.encrypted else "no"),
            _state(life, words),
            last.at,
        ),
        entries=tuple(number for act in life.acts for number in act.entries),
        first=life.acts[0].at,
        last=last.at if life.state in ("disposed", "given-back") else None,
    )


def _state(life: _Life, words: Words) -> str:
    if life.missing is not None:
        return f"{words.word('missing')} ({short_time(life.missing.at, words.lang)})"
    return words.word(life.state) + (f" ({life.where})" if life.where else "")


REGISTER = RegisterKind(
    ident="media",
    ja="媒体管理簿",
    en="Register of media",
    articles=("練馬区 令和7年12月版 第17条(4)", "練馬区 令和7年12月版 第18条(2)(7)"),
    columns=(
        Column(ja="番号", en="No.", width=8, align="right"),
        Column(ja="媒体番号", en="Medium", width=12),
        Column(ja="種別", en="Type", width=14, terms=("usb", "hdd", "ssd", "dvd", "tape", "paper", "other")),
        Column(ja="製品・容量", en="Product, capacity", width=26),
        Column(ja="製造番号", en="Serial number", width=20),
        Column(ja="所有", en="Owner", width=8, align="center", terms=("contractor", "client")),
        Column(ja="格納情報", en="Content", width=30),
        Column(ja="暗号化", en="Encrypted", width=8, align="center", terms=("yes", "no")),
        Column(ja="状態", en="State", width=24),
        Column(ja="最終異動日時", en="Last change", width=19),
    ),
    project=_project,
)
