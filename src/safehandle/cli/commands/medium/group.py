"""The group that every ``safehandle medium …`` command belongs to."""

from __future__ import annotations

from safehandle.cli.frame import group
from safehandle.cli.language import Text

COMMAND = group(
    "medium",
    Text(
        "記録媒体を登録し、持ち出し・返却・送付・点検・廃棄を管理簿に残す",
        "Register recording media, and record what is done with them",
    ),
    examples=(
        (
            "safehandle medium add U-07 --type usb --serial 4C530001 --empty",
            Text("USB メモリを登録します", "register a USB stick"),
        ),
        (
            "safehandle medium carry-out U-07 --by sato --to ward --purpose 納品 --due 2026-06-05",
            Text("持ち出しを記録します(条項が許すときだけ)", "record that it is taken out, if the clauses allow"),
        ),
        ("safehandle medium return U-07 --confirmed-by mori", Text("返却を確認します", "confirm that it is back")),
        ("safehandle medium list", Text("返却の遅れているものから一覧します", "list them, overdue ones first")),
    ),
)
