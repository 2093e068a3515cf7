"""What can be in the way of proving a delivery."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "prove.unknown": Message(
        ja=("送った受渡しに {name} はありません", "`safehandle send --list` で名前を確かめてください"),
        en=("no delivery called {name} was sent", "see the names with `safehandle send --list`"),
    ),
    "prove.not-acknowledged": Message(
        ja=(
            "受渡し {name} の受領書がまだありません",
            "`safehandle receive … --receipts` で受け取るか、受領書なしでよければ --without-receipt を付けてください",
        ),
        en=(
            "{name} has not been acknowledged yet",
            "fetch the receipt with `safehandle receive … --receipts`, or go without it: --without-receipt",
        ),
    ),
    "prove.no-checkpoint": Message(
        ja=(
            "受渡し {name} の記録(#{number} まで)を含む署名済みのチェックポイントがありません",
            "先に `safehandle ledger checkpoint` を実行してください",
        ),
        en=(
            "no signed checkpoint covers the entries of {name} (up to #{number})",
            "run `safehandle ledger checkpoint` first",
        ),
    ),
    "prove.papers-differ": Message(
        ja=(
            "控えの書類が元帳の記録と違います: {path}",
            "書き換えられたおそれがあります。写しから元に戻し、管理責任者に知らせてください",
        ),
        en=(
            "the kept papers are not those of the ledger: {path}",
            "they may have been altered; restore them from a copy and tell the manager",
        ),
    ),
}
