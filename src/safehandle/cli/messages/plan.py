"""When the world is no longer what a plan says."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "plan.changed": Message(
        ja=("計画したときから対象が変わっています", "変更を確かめて、もう一度実行してください"),
        en=("what the plan was made for has changed since", "check what changed and run it again"),
    ),
}
