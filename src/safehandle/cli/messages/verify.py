"""What can be wrong with a thing that is to be verified."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "verify.unreadable": Message(
        ja=("読めません: {path}", "パスと権限を確かめてください"),
        en=("cannot be read: {path}", "check the path and who may read it"),
    ),
    "verify.unknown-kind": Message(
        ja=("safehandle で検証できるものではありません: {path}", "受け取ったファイルをそのまま指定してください"),
        en=("nothing that safehandle verifies: {path}", "give the file as you received it"),
    ),
    "verify.key-needed": Message(
        ja=("署名を確かめる公開鍵がありません", "--key で署名者の公開鍵を指定するか、契約フォルダーで実行してください"),
        en=("there is no key to check the signature with", "give the signer's public key with --key"),
    ),
}
