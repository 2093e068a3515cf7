"""``safehandle ledger restore``: go on with a back-up, and say so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.log_keys import contract_logs
from safehandle.cli.output import lines_of, note, result
from safehandle.cli.recognising import recognise_by_key
from safehandle.cli.session import Session
from safehandle.errors import PolicyDenied
from safehandle.model import to_plain

if TYPE_CHECKING:
    from safehandle import Office, Performed
    from safehandle.actions.ledger_restore import RestoredLedger

_LABELS = {
    "size": Text("控えの件数", "entries in the back-up"),
    "known": Text("失われる前の件数", "entries there had been"),
    "named": Text("名指した失われたチェックポイント", "lost checkpoints named"),
    "reason": Text("理由", "reason"),
    "entry": Text("記録", "entry"),
}


@command(
    "restore",
    Text(
        "控えから戻した元帳であることを記録し、記録を続けられるようにします。\n"
        "失われた番号は二度と使いません。失われた間のチェックポイントは、この記録が名指すものだけが「復元で失われた」と表示され、"
        "ほかは「不一致」のままです。手元にない一枚は --checkpoint で渡してください。",
        "Record that the ledger was restored from a back-up, so that recording can go on.\n"
        "Numbers that are lost are never used again. Checkpoints of the lost entries are shown as lost if this entry "
        "names them, and disagree otherwise: give those that are not kept here with --checkpoint.",
    ),
    examples=(("safehandle ledger restore --reason ディスク故障", Text("復元を記録します", "record it")),),
    within=COMMAND,
)
@option("--reason", required=True, metavar="TEXT", about=Text("理由", "why"))
@option(
    "--checkpoint",
    "checkpoints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    about=Text("相手が持っているチェックポイント(何枚でも)", "a checkpoint that somebody holds (any number)"),
)
def restore(session: Session, reason: str, checkpoints: tuple[Path, ...]) -> None:
    with session.open_office(reading=True) as office:
        recognise_by_key(office)
        done = declare_restored(office, reason, checkpoints)
    restored, *others = done.result.facts
    data = {**to_plain(restored), "named": 1 + len(others), "entry": done.entry}
    result(session, data, lines_of(_LABELS, data))
    note(
        session,
        Text(
            "新しいチェックポイントを発注者に手渡し、失われた記録について知らせてください",
            "hand a new checkpoint to the client, and tell them about the lost entries",
        ),
    )


def declare_restored(office: Office, reason: str, given: tuple[Path, ...]) -> Performed[RestoredLedger]:
    """Record the restoring, and name every lost checkpoint that is kept, was seen, or is given."""
    import safehandle

    ledger = office.ledger
    logs = contract_logs(office) if given else ()
    known = [
        *safehandle.kept_states(office.folder),
        *(safehandle.read_checkpoint(one, logs).checkpoint for one in given),
    ]
    request = safehandle.RestoreRequest(size=ledger.head().size, lost=ledger.missing(known), reason=reason)
    action = safehandle.LedgerRestore(ledger.skip)
    plan = office.plan(action, request)
    decision = office.judge(plan)
    if not decision.allowed:  # recorded, it would take a number that was used before
        raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)
    ledger.excuse()
    return office.perform(action, request, plan=plan)
