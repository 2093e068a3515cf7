"""The group that every ``safehandle ledger …`` command belongs to."""

from __future__ import annotations

from safehandle.cli.frame import group
from safehandle.cli.language import Text

COMMAND = group(
    "ledger",
    Text("元帳を見る・確かめる・証明する", "Show, verify and prove the ledger"),
    examples=(
        ("safehandle ledger verify", Text("改ざんされていないか確かめます", "check that nothing was changed")),
        (
            "safehandle ledger checkpoint --to 川原市情報政策課 -o 20261121.checkpoint",
            Text("署名したチェックポイントを手渡します", "hand out a signed checkpoint"),
        ),
        ("safehandle ledger prove 12 -o 12.tlog-proof", Text("12 番の記録を証明します", "prove entry 12")),
    ),
)
