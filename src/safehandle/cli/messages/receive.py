"""What can be wrong with a request to receive."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "receive.another-name": Message(
        ja=("受渡票の名前 {stated} がフォルダー {name} と違います", "送り主に確認してください。何も受け取っていません"),
        en=("the slip is of {stated}, the folder is {name}", "ask the sender; nothing was received"),
    ),
    "receive.no-receipt": Message(
        ja=("受渡し {name} の受領書がまだありません", "受領者に依頼してください"),
        en=("there is no receipt for {name} yet", "ask the receiver for it"),
    ),
}
