"""What can be wrong with a request for a password notice."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "notice.beside-data": Message(
        ja=(
            "パスワード通知書を、データを渡す媒体のフォルダーに置くことはできません: {path}",
            "媒体のフォルダーの外を --password-sheet で指定し、データとは別の経路で渡してください",
        ),
        en=(
            "the password notice cannot lie in the folder of the medium that holds the data: {path}",
            "name a place outside it with --password-sheet, and hand it over by another way than the data",
        ),
    ),
}
