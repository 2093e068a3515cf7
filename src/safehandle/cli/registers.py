"""What ``person``, ``place`` and ``recipient`` have in common: add, edit, end and list what contract.toml registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from safehandle.cli.dates import DAY
from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle.actions.register import Part

_RECORDED = Text("元帳の {entry} 番に記録しました", "recorded as ledger entry {entry}")
_NONE = Text("登録はありません", "nothing is registered")
_WHAT = {
    "add": Text("追加", "added"),
    "end": Text("終了", "ended"),
    "change": Text("変更", "changed"),
}

FROM = option("--from", "from_", type=DAY, metavar="DATE", about=Text("開始日", "first day"))
TO = option("--to", "until", type=DAY, metavar="DATE", about=Text("終了予定日", "last day"))
ON = option(
    "--on", type=DAY, metavar="DATE", about=Text("最終日(指定がなければ今すぐ終了)", "last day (else it ends at once)")
)


@dataclass(frozen=True, slots=True)
class Registry:
    """One register, by the name that contract.toml gives its entries."""

    part: Part

    def add(self, session: Session, values: Mapping[str, Any]) -> None:
        self._perform(session, values)

    def edit(self, session: Session, ident: str, values: Mapping[str, Any]) -> None:
        """Set those values that were given.

        Raises:
            UsageError: ``contract.nothing-to-change`` when none was.
        """
        given = {key: value for key, value in values.items() if value}
        if not given:
            raise UsageError("contract.nothing-to-change")
        self._perform(session, given, ident)

    def end(self, session: Session, ident: str, on: date | None) -> None:
        """End an entry: at once, or after the day ``on``."""
        today = datetime.now(timezone(timedelta(hours=9))).date()
        self._perform(session, {"until": on} if on else {"until": today, "ended": True}, ident)

    def show(self, session: Session, items: Sequence[Any], columns: Sequence[str]) -> None:
        """Print the entries, one per line with these fields, or all of them as JSON."""
        from safehandle import model

        rows = [model.to_plain(item) for item in items]
        lines = ["  ".join(printable(str(row[name] or "-")) for name in columns) for row in rows]
        result(session, {self.part: rows}, lines or [str(_NONE)])

    def _perform(self, session: Session, values: Mapping[str, Any], ident: str = "") -> None:
        import safehandle

        office = session.open_office()
        if office.folder is None:
            raise UsageError("contract.none")
        request = safehandle.RegisterRequest(folder=office.folder, values=values, ident=ident)
        done = office.perform(safehandle.Register(self.part), request)
        changes = done.result.changes
        data = {"entry": done.entry, "changes": [safehandle.model.to_plain(change) for change in changes]}
        result(
            session, data, [f"{_WHAT[change.what]}: {change.ident}  {printable(change.detail)}" for change in changes]
        )
        note(session, _RECORDED, entry=done.entry)
