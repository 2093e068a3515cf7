"""個人情報取扱台帳: what personal information is held, who uses it, where it is, what became of it (tsukuba 14(7)).

Data is followed by the identity of its container where it has one, else by the SHA-256 of the first thing handled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from safehandle.documents.acts import Act, State
from safehandle.documents.phrases import amount, data, destinations, named
from safehandle.documents.register import Column, RegisterKind, Row
from safehandle.documents.words import Words
from safehandle.model import Artifact, DataClass, Destination, Duplicate, RegisterExport, SealedContainer
from safehandle.model.delivery import Delivery

_STATE_AFTER = {
    "decrypt": "opened",
    "send": "posted",
    "handover": "posted",
    "medium-post": "posted",
    "medium-carry-out": "carried",
    "wipe": "disposed",
    "medium-retire": "disposed",
}
_STATES = tuple(dict.fromkeys(("held", *_STATE_AFTER.values())))


@dataclass(slots=True)
class _Holding:
    """One body of data as far as it has been followed."""

    names: tuple[str, ...]
    classes: tuple[DataClass, ...]
    files: int
    acts: list[Act] = field(default_factory=list)
    users: dict[str, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    copies: int = 0
    state: str = "held"


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    holdings: dict[str, _Holding] = {}
    for act in acts:
        if act.state is not State.DONE:
            continue
        key = "" if act.of(RegisterExport) else _key(act)
        if not key or not (key in holdings or _personal(act)):
            continue
        holding = holdings.setdefault(key, _begun(act))
        _follow(holding, act, words)
    for holding in holdings.values():
        yield _row(holding, words)


def _begun(act: Act) -> _Holding:
    artifacts, arrived = data(act), act.of(Delivery)
    names = tuple(artifact.name for artifact in artifacts) or tuple(delivery.ident for delivery in arrived)
    classes = tuple(artifact.data_class for artifact in artifacts) or (DataClass.PERSONAL,) * len(arrived)
    return _Holding(names, classes, amount(act)[0] or 0)


def _key(act: Act) -> str:
    container = act.one(SealedContainer)
    if container:
        return container.identity
    arrived = next((fact for fact in act.of(Delivery) if fact.direction == "received"), None)
    if arrived:
        return arrived.manifest
    return next((artifact.sha256 for artifact in act.of(Artifact) if artifact.sha256), "")


def _personal(act: Act) -> bool:
    artifacts = act.of(Artifact)
    return any(artifact.data_class is not DataClass.OTHER for artifact in artifacts) or not artifacts


def _follow(holding: _Holding, act: Act, words: Words) -> None:
    holding.acts.append(act)
    holding.users[words.person(act.plan.actor)] = None
    container = act.one(SealedContainer)
    if container and container.number:
        holding.places[words.pair(f"暗号化ファイル {container.number}", f"container {container.number}")] = None
    holding.places.update(dict.fromkeys(destinations(act, words)))
    if arrived := act.one(Delivery):
        holding.places[words.place(arrived.place)] = None
    holding.copies += sum(fact.copies for fact in act.of(Duplicate)) + len(act.of(Destination))
    holding.state = _STATE_AFTER.get(act.verb, "held")


def _row(holding: _Holding, words: Words) -> Row:
    first, last = holding.acts[0], holding.acts[-1]
    classes = dict.fromkeys(map(words.word, holding.classes))
    return Row(
        cells=(
            first.number,
            first.at,
            named(first, holding.names, words),
            "・".join(classes),
            holding.files,
            "、".join(holding.users),
            "、".join(holding.places),
            holding.copies,
            words.word(holding.state),
            last.at,
        ),
        entries=tuple(number for act in holding.acts for number in act.entries),
        first=first.at,
        last=last.at if holding.state == "disposed" else None,
    )


REGISTER = RegisterKind(
    ident="holdings",
    ja="個人情報取扱台帳",
    en="Register of personal information",
    articles=("つくば市 第14条(7)",),
    columns=(
        Column(ja="番号", en="No.", width=8, align="right"),
        Column(ja="取得・作成日時", en="Obtained or made", width=19),
        Column(ja="個人情報の名称", en="Personal information", width=34),
        Column(ja="区分", en="Class", width=14, align="center"),
        Column(ja="件数", en="Files", width=8, align="right"),
        Column(ja="利用者", en="Users", width=20),
        Column(ja="保管場所・提供先", en="Kept at, given to", width=38),
        Column(ja="複製数", en="Copies", width=8, align="right"),
        Column(ja="取扱状況", en="State", width=12, align="center", terms=_STATES),
        Column(ja="最終取扱日時", en="Last handled", width=19),
    ),
    project=_project,
)
