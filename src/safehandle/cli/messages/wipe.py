"""What can be wrong with what is to be wiped."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "wipe.what": Message(
        ja=("消去の対象が決まりません", "パス、--device、--key のどれか一種類だけを指定してください"),
        en=("it is not clear what to erase", "give paths, --device or --key, one kind of them"),
    ),
}
