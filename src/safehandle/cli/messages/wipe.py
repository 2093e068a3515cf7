"""What can be wrong with what is to be wiped."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "wipe.what": Message(
        ja=("消去の対象が決まりません", "パス、--device、--key、--destroyed のどれか一種類だけを指定してください"),
        en=("it is not clear what to erase", "give paths, --device, --key or --destroyed, one kind of them"),
    ),
    "wipe.destroyed-what": Message(
        ja=(
            "破壊した媒体が分かりません",
            "製造番号を --serial に、または備品番号を --property-number に指定してください",
        ),
        en=(
            "it is not clear which medium was destroyed",
            "give its --serial number or its --property-number",
        ),
    ),
    "wipe.destroyed-evidence": Message(
        ja=("破壊したことを示すものがありません", "立会者を --witness に、または写真を --photo に指定してください"),
        en=("nothing shows that it was destroyed", "name who saw it with --witness, or give photographs with --photo"),
    ),
    "wipe.destroyed-future": Message(
        ja=("破壊した日時が先の日時です: {at}", "破壊のあとで記録してください"),
        en=("the time of the destruction lies ahead: {at}", "record it after it was done"),
    ),
}
