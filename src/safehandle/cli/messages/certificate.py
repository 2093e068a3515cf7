"""What can be wrong with issuing a certificate."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "certificate.no-erasure": Message(
        ja=("記録 #{number} は消去の結果ではありません", "safehandle ledger show で消去の記録番号を確かめてください"),
        en=("entry #{number} is not the outcome of an erasure", "find its number with safehandle ledger show"),
    ),
    "certificate.not-sealed": Message(
        ja=(
            "消去の記録 #{number} の後に手渡した照合点がありません(最後は {size} 件)",
            "safehandle ledger checkpoint で照合点を手渡してから発行してください",
        ),
        en=(
            "no checkpoint was handed out after entry #{number} (the last is at {size})",
            "hand one out with safehandle ledger checkpoint first",
        ),
    ),
    "certificate.number-used": Message(
        ja=("証明書番号 {number} は発行済みです", "別の番号にするか、--replaces で再発行してください"),
        en=("certificate number {number} was issued before", "choose another, or reissue with --replaces"),
    ),
    "certificate.no-such-number": Message(
        ja=("証明書番号 {number} は発行されていません", "廃棄記録簿で番号を確かめてください"),
        en=("no certificate of number {number} was issued", "look it up in the record of disposals"),
    ),
    "certificate.void": Message(
        ja=("証明書 {number} は既に失効しています({why})", "廃棄記録簿で確かめてください"),
        en=("certificate {number} is void already ({why})", "look it up in the record of disposals"),
    ),
    "certificate.no-reason": Message(
        ja=("失効の理由がありません", "--reason に理由を書いてください"),
        en=("the reason is missing", "give it with --reason"),
    ),
    "certificate.not-certifiable": Message(
        ja=(
            "この作業は証明できません({standing})",
            "完了・検証・実施者以外の承認がそろっているか確かめてください。作業記録は --record で書けます",
        ),
        en=(
            "this work cannot be certified ({standing})",
            "it has to be complete, verified and accepted by another person; --record writes a mere record",
        ),
    ),
    "certificate.list-altered": Message(
        ja=(
            "消去したファイルの一覧が、元帳の記録と違います: {path}",
            "控えから戻してください。戻せないときは、このファイルを別の場所に移すと一覧なしで発行できます",
        ),
        en=(
            "the list of erased files is not the one that was recorded: {path}",
            "restore it from a back-up; with the file moved away, the certificate is issued without the list",
        ),
    ),
}
