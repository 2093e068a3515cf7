"""What can be wrong with a request about places."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "place.no-server": Message(
        ja=("{url} にはサーバーがありません", "sftp:// で始まる URL を指定してください"),
        en=("there is no server in {url}", "give a URL that begins with sftp://"),
    ),
}
