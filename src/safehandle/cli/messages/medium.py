"""What can be wrong with what is done with recording media."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_LIST_JA = "safehandle medium list --all で確かめてください"
_LIST_EN = "see safehandle medium list --all"

MESSAGES: dict[str, Message] = {
    "medium.number": Message(
        ja=("媒体番号「{number}」は使えません", "空白や制御文字のない {longest} 文字以内の番号にしてください"),
        en=("“{number}” is no number for a medium", "use up to {longest} characters without blanks"),
    ),
    "medium.unknown": Message(
        ja=("媒体「{number}」は登録されていません", "番号を確かめるか、safehandle medium add で登録してください"),
        en=("no medium “{number}” is registered", "check the number, or register it with safehandle medium add"),
    ),
    "medium.known": Message(
        ja=("媒体番号「{number}」はすでに使われています", "廃棄した媒体の番号も使えません。別の番号を付けてください"),
        en=("the number “{number}” is taken", "numbers of media that are gone stay taken, too; use another"),
    ),
    "medium.same-serial": Message(
        ja=("製造番号 {serial} の媒体は「{number}」として登録されています", _LIST_JA),
        en=("the medium of serial number {serial} is registered as “{number}”", _LIST_EN),
    ),
    "medium.carried": Message(
        ja=(
            "媒体「{number}」は「{where}」へ持ち出し中です",
            "戻ったら safehandle medium return で返却を記録してください",
        ),
        en=("medium “{number}” is out at “{where}”", "once it is back, record that with safehandle medium return"),
    ),
    "medium.posted": Message(
        ja=(
            "媒体「{number}」は「{where}」へ送付済みです",
            "戻ったら safehandle medium return で返却を記録してください",
        ),
        en=("medium “{number}” was posted to “{where}”", "once it is back, record that with safehandle medium return"),
    ),
    "medium.disposed": Message(
        ja=("媒体「{number}」は廃棄または返却済みです", _LIST_JA),
        en=("medium “{number}” was disposed of or given back", _LIST_EN),
    ),
    "medium.not-out": Message(
        ja=("媒体「{number}」は持ち出されていません", _LIST_JA),
        en=("medium “{number}” is not out", _LIST_EN),
    ),
    "medium.due-past": Message(
        ja=("返却予定日 {due} は過ぎています", "今日以降の日を --due に指定してください"),
        en=("the day of return {due} has passed", "name today or a later day with --due"),
    ),
    "medium.content-forgotten": Message(
        ja=(
            "媒体「{number}」の格納情報は記録から消去されており、空かどうか分かりません",
            "--content で内容を、または --empty で空であることを指定してください",
        ),
        en=(
            "what medium “{number}” holds was redacted: nobody can tell whether it is empty",
            "say it with --content, or --empty",
        ),
    ),
    "medium.nothing-found": Message(
        ja=(
            "見つかった媒体が指定されていません",
            "番号を並べるか --file で渡すか、一つもなければ --none を指定してください",
        ),
        en=("it does not say which media were found", "list their numbers, pass them with --file, or say --none"),
    ),
    "medium.not-all-there": Message(
        ja=(
            "所在の合わない媒体があります（所在不明 {missing} 点、記録と違う場所 {misplaced} 点）",
            "探しても見つからなければ事故として報告してください。点検の結果は記録しました",
        ),
        en=(
            "{missing} media are missing and {misplaced} are not where the ledger says",
            "report as an incident what cannot be found; the stocktaking is recorded",
        ),
    ),
    "medium.retire-how": Message(
        ja=("媒体がどうなったのか分かりません", "--returned-to か --erasure のどちらか一つを指定してください"),
        en=("it is not clear what became of the medium", "give one of --returned-to and --erasure"),
    ),
    "medium.no-erasure": Message(
        ja=("元帳の {entry} 番に消去の記録はありません", "safehandle ledger show で消去の番号を確かめてください"),
        en=("ledger entry {entry} tells of no erasure", "see the number of the erasure with safehandle ledger show"),
    ),
    "medium.other-erasure": Message(
        ja=(
            "元帳の {entry} 番は、媒体「{number}」の完了した消去ではありません",
            "製造番号か備品番号が同じで、検証まで終わった消去または物理破壊の記録を指定してください",
        ),
        en=(
            "ledger entry {entry} is not a complete erasure of medium “{number}”",
            "name one, verified, of the same serial or property number",
        ),
    ),
    "medium.other-serial": Message(
        ja=(
            "この装置の製造番号 {serial} は、媒体「{number}」の製造番号 {registered} と違います",
            "番号と装置を確かめてください。何も消していません",
        ),
        en=(
            "the device's serial number {serial} is not {registered}, that of medium “{number}”",
            "check the number and the device; nothing was erased",
        ),
    ),
    "medium.not-whole": Message(
        ja=("媒体「{number}」の全体が対象ではありません", "--device または --destroyed とともに指定してください"),
        en=("this is not the whole of medium “{number}”", "give the number with --device or --destroyed"),
    ),
}
