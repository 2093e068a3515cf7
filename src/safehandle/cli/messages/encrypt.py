"""What can be wrong with a request to encrypt."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "encrypt.sources": Message(
        ja=("暗号化するものが一つに決まりません", "ファイルやフォルダーか、一つの流れのどちらかを指定してください"),
        en=("it is not clear what to seal", "give either files and folders or one stream"),
    ),
    "encrypt.no-contract-key": Message(
        ja=("この契約には契約自身の鍵がありません", "`safehandle init` で作った契約フォルダーで実行してください"),
        en=("this contract has no key of its own", "work in a contract folder made by `safehandle init`"),
    ),
    "encrypt.recipient-without-key": Message(
        ja=(
            "受領者 {recipient} の公開鍵が登録されていません",
            "公開鍵を登録するか、--generate-password でパスワードを使ってください",
        ),
        en=(
            "recipient {recipient} has no public key registered",
            "register the key, or use a password with --generate-password",
        ),
    ),
}
