"""The group that every ``safehandle report …`` command belongs to."""

from __future__ import annotations

from safehandle.cli.frame import group
from safehandle.cli.language import Text

COMMAND = group(
    "report",
    Text("管理簿と報告書を元帳から作る", "Make registers and reports from the ledger"),
    examples=(
        (
            "safehandle report register 持出管理簿 --year R8 -o 持出管理簿.xlsx",
            Text("令和8年度の持出管理簿を Excel で", "media taken out in fiscal 2026, as Excel"),
        ),
        (
            "safehandle report register operations --last 3m -o 操作記録.pdf",
            Text("直近3か月の操作記録を PDF で", "the last three months' operations, as PDF"),
        ),
    ),
)
