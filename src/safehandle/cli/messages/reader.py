"""Messages about the reader page."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "reader.too-large": Message(
        ja=(
            "HTML に入れるには大きすぎます（{size} バイト、上限 {limit} バイト）",
            ".shc ファイルと reader.html を別々に渡してください",
        ),
        en=(
            "too large to be carried in an HTML page ({size} bytes, at most {limit})",
            "hand over the .shc file and reader.html side by side",
        ),
    ),
}
