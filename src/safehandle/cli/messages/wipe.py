"""What can be wrong with what is to be wiped."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "wipe.what": Message(
        ja=(
            "消去の対象が決まりません",
            "パス、--device、--key、--destroyed、--contract-end のどれか一種類だけを指定してください",
        ),
        en=(
            "it is not clear what to erase",
            "give paths, --device, --key, --destroyed or --contract-end, one kind of them",
        ),
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
    "wipe.nothing-registered": Message(
        ja=("場所も媒体も鍵も登録されていません", "safehandle place add で、データのあった場所を登録してください"),
        en=("no place, medium or key is registered", "register where the data was with safehandle place add"),
    ),
    "wipe.not-registered": Message(
        ja=("媒体 {number} は登録されていません", "safehandle medium list で番号を確かめてください"),
        en=("medium {number} is not registered", "see the numbers with safehandle medium list"),
    ),
    "wipe.elsewhere": Message(
        ja=("{ident} には申告が要りません", "--dry-run で、ここから消去できないものの ID を確かめてください"),
        en=("{ident} needs no statement", "--dry-run shows the ids of what cannot be erased from here"),
    ),
}
