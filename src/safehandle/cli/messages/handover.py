"""What can be wrong with a hand-over."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "handover.what": Message(
        ja=("受け渡すものが決まりません", "ファイル(又はフォルダー)か --entry のどちらか一つを指定してください"),
        en=("it is not clear what is handed over", "give either files (or a folder) or --entry"),
    ),
    "handover.nothing-made": Message(
        ja=(
            "記録 #{entry} は、受け渡すものを作った記録ではありません",
            "encrypt、pack、send などの記録の番号を safehandle ledger show で確かめてください",
        ),
        en=(
            "entry #{entry} made nothing that could be handed over",
            "see with safehandle ledger show which entry sealed, packed, laid out or sent it",
        ),
    ),
    "handover.not-recorded": Message(
        ja=(
            "{name} を作った記録が元帳にありません",
            "先に safehandle encrypt や pack で作るか、別の契約フォルダーではないか確かめてください",
        ),
        en=("the ledger does not know {name}", "make it with safehandle encrypt or pack, or look for its contract"),
    ),
    "handover.differs": Message(
        ja=(
            "{name} は、記録 #{entry} で作ったものと違います",
            "書き換えられたか、別のものです。作り直すか、元のファイルを指定してください",
        ),
        en=(
            "{name} is not what entry #{entry} made",
            "it was altered, or is another: make it again or name the original",
        ),
    ),
    "handover.unknown": Message(
        ja=("受渡票 {number} はありません", "safehandle handover list で番号を確かめてください"),
        en=("there is no hand-over {number}", "see the numbers with safehandle handover list"),
    ),
    "handover.accepted": Message(
        ja=("受渡票 {number} は既に受領が確認されています", "safehandle handover list で確かめてください"),
        en=("hand-over {number} was accepted already", "see safehandle handover list"),
    ),
    "handover.before": Message(
        ja=("受領の日時が、受渡票 {number} を作った日時より前です", "--at の日時を確かめてください"),
        en=("that is before hand-over {number} was made", "check --at"),
    ),
    "handover.future": Message(
        ja=("受領の日時が未来です", "--at の日時を確かめてください"),
        en=("that is in the future", "check --at"),
    ),
}
