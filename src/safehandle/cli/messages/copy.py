"""What can be wrong with copying to a place."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "copy.no-folder": Message(
        ja=(
            "場所「{place}」には、この機械のフォルダーが登録されていません",
            "safehandle place edit {place} --path で登録するか、safehandle send で送ってください",
        ),
        en=(
            "place “{place}” has no folder of this machine",
            "register one with safehandle place edit {place} --path, or use safehandle send",
        ),
    ),
    "copy.differs": Message(
        ja=("複製した {path} の内容が元と違います", "複製先の媒体を確かめてください。複製は残していません"),
        en=("the copy of {path} is not what was read", "check the medium it was written to; no copy was left"),
    ),
}
