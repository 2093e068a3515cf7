"""Why a registered place, medium or key is not reached when a contract ends, and what accounts for it."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_STATE_JA = "消去の報告や受領書を受け取り、--elsewhere {ident}=番号 で示してください"
_STATE_EN = "get a report or a receipt, and give it as --elsewhere {ident}=NUMBER"

MESSAGES: dict[str, Message] = {
    "account.cloud": Message(
        ja=("クラウドの中は、ここから消去できない", _STATE_JA),
        en=("what lies in a cloud cannot be erased from here", _STATE_EN),
    ),
    "account.sftp": Message(
        ja=("サーバーの中は、ここから消去できない", _STATE_JA),
        en=("what lies on a server cannot be erased from here", _STATE_EN),
    ),
    "account.no-path": Message(
        ja=("データを置くフォルダーが登録されていない", "safehandle place edit {ident} --path で登録してください"),
        en=("no folder is registered for it", "register one with safehandle place edit {ident} --path"),
    ),
    "account.missing": Message(
        ja=(
            "フォルダーがなく、消去の記録もない",
            "別の機器なら、その機器で行うか、--elsewhere {ident}=番号 で示してください",
        ),
        en=(
            "the folder is not there, nor a record of its erasure",
            "do it where it is, or give --elsewhere {ident}=NUMBER",
        ),
    ),
    "account.not-attached": Message(
        ja=("媒体がつながれていない", "つないで --device-of {ident}=/dev/… を指定するか、物理破壊を記録してください"),
        en=("the medium is not attached", "attach it and give --device-of {ident}=/dev/…, or record its destruction"),
    ),
    "account.carried": Message(
        ja=("媒体が持ち出されたままである", "戻してから --device-of {ident}=/dev/… を指定してください"),
        en=("the medium is still carried out", "bring it back and give --device-of {ident}=/dev/…"),
    ),
    "account.not-kept-here": Message(
        ja=("契約の鍵がこの機器にない", "鍵のある機器で破棄するか、--elsewhere {ident}=番号 で示してください"),
        en=("the contract's key is not kept here", "destroy it where it is, or give --elsewhere {ident}=NUMBER"),
    ),
    "account.interrupted": Message(
        ja=("途中で止まった", "もう一度行うと、残りから続けます"),
        en=("it was cut off", "run it again to go on with the rest"),
    ),
}
