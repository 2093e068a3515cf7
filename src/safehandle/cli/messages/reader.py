"""Messages about the reader page."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "reader.part-size": Message(
        ja=(
            "分ける大きさが合いません（{least}〜{largest} バイト、{most} 個まで）",
            "--split の値を変えてください",
        ),
        en=(
            "parts of that size cannot be made ({least} to {largest} bytes, at most {most} of them)",
            "choose another --split",
        ),
    ),
    "reader.needs-password": Message(
        ja=("HTML に入れられるのは、パスワードで封じたものだけです", "--generate-password を付けてください"),
        en=("only what is sealed by a password can be carried in an HTML page", "add --generate-password"),
    ),
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
