"""What can be wrong with a request to send."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "send.nothing": Message(
        ja=("送るものがありません", "ファイルかフォルダーを指定してください"),
        en=("there is nothing to send", "name files or folders"),
    ),
    "send.how-to-seal": Message(
        ja=(
            "何で封じるかが決まりません",
            "--seal-for で受領者の鍵を使うか、--generate-password でパスワードを作るか、どちらか一つを指定してください",
        ),
        en=("it is not clear how to seal", "give either --seal-for a recipient or --generate-password"),
    ),
    "send.place-without-url": Message(
        ja=("場所 {place} に接続先がありません", "safehandle place edit {place} --url sftp://… で登録してください"),
        en=("the place {place} has no URL", "register it: safehandle place edit {place} --url sftp://…"),
    ),
    "send.name-used": Message(
        ja=("受渡し {name} の書類が既にあります", "別の名前を --name で指定してください"),
        en=("there are papers of a delivery {name} already", "give another one with --name"),
    ),
    "send.no-signing-key": Message(
        ja=(
            "{actor} の署名の鍵が決まりません(保管中の署名鍵: {kept})",
            "safehandle key new --purpose sign で作り、safehandle person edit {actor} --key で登録してください",
        ),
        en=(
            "no signing key is registered for {actor} ({kept} are kept here)",
            "make one with safehandle key new --purpose sign, register it with safehandle person edit {actor} --key",
        ),
    ),
    "send.rate-malformed": Message(
        ja=("速さの上限 {rate} が正しくありません", "500k や 10M のように書いてください"),
        en=("the rate {rate} is malformed", "write it as 500k or 10M"),
    ),
}
