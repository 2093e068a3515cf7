"""``safehandle ledger timestamp``: an authority's word for when a checkpoint existed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from safehandle.cli import failure
from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import when
from safehandle.cli.log_keys import contract_logs
from safehandle.cli.output import note, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError
from safehandle.model import Timestamped, to_plain

_STAMPED = Text("{size:,} 件の時点: {at}", "at {size:,} entries: {at}")


@command(
    "timestamp",
    Text(
        "まだ時刻のないチェックポイントに、タイムスタンプ局 (RFC 3161) の時刻を付けます。\n"
        "つながらないときは何も変わらず、次に実行したときにまとめて付けます。",
        "Have an authority (RFC 3161) stamp the checkpoints that have no timestamp yet.\n"
        "If it cannot be reached nothing changes: they are stamped the next time.",
    ),
    examples=(
        (
            "safehandle ledger timestamp --authority http://tsa.example/ --authority-root tsa-root.pem",
            Text("たまった分をまとめて", "everything that waits"),
        ),
    ),
    within=COMMAND,
)
@option(
    "--authority",
    required=True,
    envvar="SAFEHANDLE_TSA",
    metavar="URL",
    about=Text("タイムスタンプ局の URL", "the authority's URL"),
)
@option(
    "--authority-root",
    "roots",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    envvar="SAFEHANDLE_TSA_ROOT",
    metavar="PEM",
    about=Text("局のルート証明書", "its root certificate"),
)
def timestamp(session: Session, authority: str, roots: tuple[Path, ...]) -> int:
    import safehandle

    asked = safehandle.Authority(authority, safehandle.read_roots(roots))
    with session.open_office() as office:
        if office.folder is None:
            raise UsageError("checkpoint.no-folder")
        waiting = tuple(safehandle.unstamped(office.folder))
        if not waiting:
            note(session, Text("時刻を待つチェックポイントはありません", "no checkpoint waits for a timestamp"))
            result(session, {"stamped": []}, [])
            return 0
        states = {path: safehandle.read_checkpoint(path, contract_logs(office)).checkpoint for path in waiting}
        pending = tuple(
            safehandle.Pending(
                text=states[path].text,
                size=states[path].size,
                root=states[path].root.hex(),
                answer=safehandle.stamp_path(path),
            )
            for path in waiting
        )
        request = safehandle.TimestampRequest(pending=pending, authority=authority)
        done = office.perform(safehandle.LedgerTimestamp(asked.stamp), request).result
    stamped = [fact for fact in done.facts if isinstance(fact, Timestamped)]
    lines = [_STAMPED.format(size=fact.size, at=when(datetime.fromisoformat(fact.at))) for fact in stamped]
    result(session, {"stamped": [to_plain(fact) for fact in stamped]}, lines)
    return failure.report(done.problem, as_json=False) if done.problem else 0
