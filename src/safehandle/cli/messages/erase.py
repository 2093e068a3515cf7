"""What can go wrong with an erasure."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_NOTHING_JA = "何も変更されていません"
_NOTHING_EN = "nothing was changed"

MESSAGES: dict[str, Message] = {
    "erase.missing": Message(
        ja=("消去の対象を調べられません: {path}（{reason}）", "パスと権限を確認してください。" + _NOTHING_JA),
        en=("cannot look at what is to be erased: {path} ({reason})", "check the path and permissions; " + _NOTHING_EN),
    ),
    "erase.link": Message(
        ja=("{path} はリンクです", "リンクの先を消去するときは、その実際のパスを指定してください"),
        en=("{path} is a link", "to erase what it leads to, give that path itself"),
    ),
    "erase.nested": Message(
        ja=("{path} の中にある別のパスも指定されています", "外側のパスだけを指定してください"),
        en=("another of the given paths lies inside {path}", "give the outer path only"),
    ),
    "erase.nothing": Message(
        ja=("消去の対象が指定されていません", "パス、--device、--key のいずれかを指定してください"),
        en=("nothing to erase was given", "give paths, --device or --key"),
    ),
    "erase.nothing-erasable": Message(
        ja=(
            "指定されたものはどれも消去できません",
            "`safehandle wipe --dry-run` でそれぞれの理由を確認してください。" + _NOTHING_JA,
        ),
        en=("none of what was given can be erased", "`safehandle wipe --dry-run` says why; " + _NOTHING_EN),
    ),
    "erase.no-such-method": Message(
        ja=("消去方式 {name} は使えません", "使える方式: {choices}"),
        en=("there is no method {name} for this", "methods that can be used: {choices}"),
    ),
    "erase.no-such-step": Message(
        ja=("追加の手順 {name} はありません", "使える手順: {choices}"),
        en=("there is no step {name}", "steps that can be used: {choices}"),
    ),
    "erase.step-unfit": Message(
        ja=(
            "指定された追加の手順は、このファイルシステムでは行えません",
            "`safehandle wipe --dry-run` で行える手順を確認してください。" + _NOTHING_JA,
        ),
        en=(
            "a step that was asked for cannot be done on this file system",
            "`safehandle wipe --dry-run` shows which can; " + _NOTHING_EN,
        ),
    ),
    "erase.paths-refused": Message(
        ja=(
            "消去できないものが {count} 件あります",
            "`safehandle wipe --dry-run` で理由を確認するか、--partial で残りを消去してください（証明書は出ません）",
        ),
        en=(
            "{count} paths cannot be erased",
            "`safehandle wipe --dry-run` says why; --partial erases the others (without a certificate)",
        ),
    ),
    "erase.residuals": Message(
        ja=(
            "消去しても内容が残る可能性があります: {codes}",
            "承知のうえなら --accept-residuals を指定してください（記録に残ります）。" + _NOTHING_JA,
        ),
        en=(
            "content may stay behind: {codes}",
            "--accept-residuals goes on all the same, and the plan and the record say so; " + _NOTHING_EN,
        ),
    ),
    "erase.level-unreachable": Message(
        ja=(
            "求められた消去レベル {requested} には届きません（届くのは {reachable} まで）",
            "`safehandle wipe --dry-run` で届く方法を確認するか、--level で目標を下げてください。" + _NOTHING_JA,
        ),
        en=(
            "the level {requested} cannot be reached here, only {reachable}",
            "`safehandle wipe --dry-run` shows what would reach more; --level asks for less; " + _NOTHING_EN,
        ),
    ),
    "erase.incomplete": Message(
        ja=(
            "消去は完了していません（未完了 {count} 件）",
            "記録に残した理由を確認してください。証明書は発行されません",
        ),
        en=("the erasure is not complete ({count} paths are left)", "see the record for why; there is no certificate"),
    ),
    "erase.changed": Message(
        ja=(
            "承認された計画のあとで対象が変わりました",
            "計画を作り直し、もう一度承認を受けてください。" + _NOTHING_JA,
        ),
        en=(
            "what is to be erased changed after the plan was made",
            "make a new plan and have it approved; " + _NOTHING_EN,
        ),
    ),
}
