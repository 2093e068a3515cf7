"""``safehandle medium list``."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from safehandle.cli.commands.medium.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import printable, result
from safehandle.cli.session import Session

if TYPE_CHECKING:
    from safehandle.model import Contract
    from safehandle.model.media_state import MediumState

_JST = timezone(timedelta(hours=9))
_NONE = Text("登録された媒体はありません", "no medium is registered")
_STATES = {
    "held": Text("保管中", "held"),
    "carried": Text("持出中", "out"),
    "posted": Text("送付済", "posted"),
    "disposed": Text("廃棄・返却済", "gone"),
}
_OVERDUE = Text("返却期限超過", "overdue")
_MISSING = Text("所在不明", "missing")
_DUE = Text("返却予定 {day}", "due {day}")
_EMPTY = Text("格納情報なし", "empty")
_FORGOTTEN = Text("格納情報は記録から消去済み", "content redacted")


@command(
    "list",
    Text(
        "登録した媒体を、返却の遅れているもの、所在不明のもの、持ち出し中のものの順に一覧します。",
        "List the registered media: overdue ones first, then those missing, then those that are out.",
    ),
    within=COMMAND,
    examples=(
        ("safehandle medium list", Text("いまある媒体を一覧します", "the media that there are")),
        ("safehandle medium list --all --json", Text("廃棄したものも JSON で", "those that are gone, too, as JSON")),
    ),
)
@option("--all", "everything", is_flag=True, about=Text("廃棄・返却したものも示します", "those that are gone, too"))
def list_(session: Session, everything: bool) -> None:
    import safehandle
    from safehandle.model.media_state import Whereabouts

    with session.open_office(reading=True) as office:
        states = safehandle.media_on_record(office.ledger).states
        contract = office.contract
    today = datetime.now(_JST).date()
    shown = [state for state in states if everything or state.whereabouts is not Whereabouts.DISPOSED]
    shown.sort(key=lambda state: _urgency(state, today))
    lines = [_line(state, contract, today) for state in shown]
    result(session, {"media": [_data(state, today) for state in shown]}, lines or [str(_NONE)])


def _urgency(state: MediumState, today: date) -> tuple[bool, bool, bool, bool, date, str]:
    gone, out = state.whereabouts == "disposed", state.whereabouts == "carried"
    return not state.overdue(today), not state.missing, gone, not out, state.due or date.max, state.number


def _data(state: MediumState, today: date) -> dict[str, object]:
    from safehandle import model

    return {
        "number": state.number,
        "state": str(state.whereabouts),
        "where": state.where,
        "since": state.since.isoformat(),
        "due": model.to_plain(state.due),
        "overdue": state.overdue(today),
        "missing": state.missing,
        "checked": model.to_plain(state.checked),
        "content_known": state.content_known,
        "medium": model.to_plain(state.medium),
        "last": model.to_plain(state.last),
    }


def _line(state: MediumState, contract: Contract, today: date) -> str:
    place, recipient = contract.place(state.where), contract.recipient(state.where)
    named = place or recipient
    where = f"({named.name if named else state.where})" if state.where else ""
    alarm = _OVERDUE if state.overdue(today) else _MISSING if state.missing else ""
    content = state.medium.content or str(_EMPTY if state.content_known else _FORGOTTEN)
    parts = (
        f"[{alarm}]" if alarm else "",
        state.number,
        state.medium.type,
        f"{_STATES[state.whereabouts]}{where}",
        _DUE.format(day=state.due) if state.due else "",
        content,
    )
    return "  ".join(printable(part) for part in parts if part)
