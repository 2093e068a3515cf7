"""What can be wrong with a report."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "report.nothing-recorded": Message(
        ja=("台帳にまだ記録がありません", "何か操作をしてから、もう一度出力してください"),
        en=("nothing is on record yet", "try again after the first act"),
    ),
    "report.other-checkpoint": Message(
        ja=(
            "チェックポイントがこの台帳のものではありません({origin}、{size} 件)",
            "この契約の checkpoints フォルダーにあるファイルを指定してください",
        ),
        en=(
            "the checkpoint is not of this ledger ({origin}, {size} entries)",
            "give a file from this contract's checkpoints folder",
        ),
    ),
    "report.beyond-ledger": Message(
        ja=(
            "帳票は台帳 {stated} 件の時点のものですが、この台帳には {size} 件しかありません",
            "別の契約の帳票か、台帳が切り詰められています。safehandle ledger verify で検査してください",
        ),
        en=(
            "the register is of {stated} entries, but this ledger has {size}",
            "it is of another contract, or the ledger was cut: run safehandle ledger verify",
        ),
    ),
}
