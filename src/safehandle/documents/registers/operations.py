"""操作記録: every act, refused and failed ones too (gunma 3ウ and 9; nerima-2025-12 19-3(4))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safehandle.documents.acts import Act, State
from safehandle.documents.phrases import amount, approved, subject, towards
from safehandle.documents.register import Column, RegisterKind, Row
from safehandle.documents.words import Words


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    for act in acts:
        files, octets = amount(act)
        yield Row(
            cells=(
                act.number,
                act.at,
                words.person(act.plan.actor),
                words.word(act.verb),
                subject(act, words),
                files,
                octets,
                towards(act, words),
                approved(act, words),
                _result(act, words),
            ),
            entries=act.entries,
            first=act.at,
            last=act.at,
        )


def _result(act: Act, words: Words) -> str:
    result = words.word(act.state)
    if act.state is State.REFUSED:
        return words.pair(f"{result}({act.citation})", f"{result} ({act.citation})")
    return f"{result} ({act.code})" if act.code else result


REGISTER = RegisterKind(
    ident="operations",
    ja="操作記録",
    en="Record of operations",
    articles=("群馬県 第3条ウ", "群馬県 第9条"),
    columns=(
        Column(ja="番号", en="No.", width=8, align="right"),
        Column(ja="日時", en="Date and time", width=19),
        Column(ja="操作者", en="Operator", width=14),
        Column(ja="操作", en="Operation", width=14),
        Column(ja="対象", en="Subject", width=36),
        Column(ja="件数", en="Files", width=8, align="right"),
        Column(ja="大きさ(バイト)", en="Size (bytes)", width=16, align="right"),
        Column(ja="相手先・場所", en="To / place", width=24),
        Column(ja="承認", en="Approved by", width=16),
        Column(ja="結果", en="Result", width=22),
    ),
    project=_project,
)
