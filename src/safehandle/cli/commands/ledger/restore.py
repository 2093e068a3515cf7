"""``safehandle ledger restore``: go on with a back-up, and say so."""

from __future__ import annotations

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, note, result
from safehandle.cli.session import Session

_LABELS = {
    "size": Text("控えの件数", "entries in the back-up"),
    "known": Text("失われる前の件数", "entries there had been"),
    "reason": Text("理由", "reason"),
    "entry": Text("記録", "entry"),
}


@command(
    "restore",
    Text(
        "控えから戻した元帳であることを記録し、記録を続けられるようにします。\n"
        "失われた番号は二度と使いません。失われた間のチェックポイントは、これからも「不一致」と表示されます。",
        "Record that the ledger was restored from a back-up, so that recording can go on.\n"
        "Numbers that are lost are never used again; checkpoints of the lost entries will always disagree.",
    ),
    examples=(("safehandle ledger restore --reason ディスク故障", Text("復元を記録します", "record it")),),
    within=COMMAND,
)
@option("--reason", required=True, about=Text("理由", "why"))
def restore(session: Session, reason: str) -> None:
    import safehandle

    with session.open_office(reading=True) as office:
        ledger = office.ledger
        lost = ledger.missing()
        request = safehandle.RestoreRequest(size=ledger.head().size, lost=lost, reason=reason)
        action = safehandle.LedgerRestore(ledger.skip)
        plan = office.plan(action, request)
        ledger.excuse()
        done = office.perform(action, request, plan=plan)
    (restored,) = done.result.facts
    data = {**safehandle.model.to_plain(restored), "entry": done.entry}
    result(session, data, lines_of(_LABELS, data))
    note(
        session,
        Text(
            "新しいチェックポイントを発注者に手渡し、失われた記録について知らせてください",
            "hand a new checkpoint to the client, and tell them about the lost entries",
        ),
    )
