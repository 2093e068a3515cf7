"""What can be wrong with a plan or another value of the model that came in as JSON."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "plain.malformed": Message(
        ja=(
            "ファイルの内容が正しくありません: {path} ({expected} が必要です)",
            "作られたときのまま、一文字も変えずに渡してもらってください",
        ),
        en=(
            "the content of the file is not right: {path} (expected {expected})",
            "ask for it as it was made, without a single character changed",
        ),
    ),
}
