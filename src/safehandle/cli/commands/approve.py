"""``safehandle approve``: approve somebody else's plan, give a standing permission, or revoke either."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, note, printable, result, warn
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.questions import confirm
from safehandle.cli.session import Session
from safehandle.errors import InputError, SecretError, UsageError

if TYPE_CHECKING:
    from safehandle import ApproveRequest, Office, PrivateKey
    from safehandle.model import Approval, Plan, Scope

JST = timezone(timedelta(hours=9))
DAYS = 7
"""How long an approval of one plan lasts unless it says otherwise."""

_LABELS = {
    "ident": Text("承認番号", "approval"),
    "approver": Text("承認した人", "approver"),
    "until": Text("期限", "until"),
    "plan_digest": Text("計画の SHA-256", "plan's SHA-256"),
    "verbs": Text("操作", "verbs"),
    "recipients": Text("受領者", "recipients"),
    "places": Text("場所", "places"),
    "data_classes": Text("データの区分", "data classes"),
    "client_document": Text("発注者の文書", "client's document"),
    "files": Text("ファイル", "files"),
}
_PLAN = Text("{actor} の計画: {verb} ({at})", "plan by {actor}: {verb} ({at})")
_ASK_PLAN = Text("この計画を承認しますか", "approve this plan")
_ASK_SCOPE = Text("この範囲を期限まで許可しますか", "permit all of this until then")
_ASK_REVOKE = Text("承認 {ident} を取り消しますか", "revoke approval {ident}")
_SELF = Text(
    "この計画を作ったのはあなたです。自分の計画の承認は数えられません",
    "you made this plan yourself: your own approval of it will not count",
)
_REVOKED = Text("承認 {ident} を取り消しました", "revoked approval {ident}")


@command(
    "approve",
    Text(
        "ほかの人の計画を確かめて署名します。--standing は範囲と期限を決めた許可、--revoke は取り消しです。",
        "Look at somebody else's plan (--plan-only) and sign it; or permit a scope (--standing), or undo (--revoke).",
    ),
    examples=(
        ("safehandle approve plan.json", Text("計画を表示し、確認して署名します", "show the plan, ask, and sign")),
        (
            "safehandle approve --standing --verb send --to tsukuba-tax --class personal --until 2027-03-31",
            Text("送付を年度末まで許可します", "permit sending until then"),
        ),
        ("safehandle approve --revoke a-0123456789ab", Text("承認を取り消します", "revoke an approval")),
    ),
)
@click.argument("plan_file", metavar="[PLAN.json]", required=False, type=click.Path(path_type=Path))
@option("--standing", is_flag=True, about=Text("範囲を決めた許可", "permit a scope instead of one plan"))
@option("--verb", "verbs", multiple=True, metavar="VERB", about=Text("許可する操作", "a verb that is permitted"))
@option("--to", "recipients", multiple=True, metavar="ID", about=Text("許可する受領者", "a recipient"))
@option("--place", "places", multiple=True, metavar="ID", about=Text("許可する場所", "a place"))
@option(
    "--class",
    "classes",
    multiple=True,
    type=click.Choice(["important", "personal", "specific", "other"]),
    about=Text("許可するデータの区分", "a data class"),
)
@option("--until", type=DAY, metavar="DATE", about=Text("期限の日(計画は既定で 7 日)", "last day (a plan: 7 days)"))
@option("--client-document", "document", default="", metavar="NO", about=Text("発注者の文書番号", "its number"))
@option(
    "--client-document-file",
    "document_file",
    type=click.Path(path_type=Path),
    about=Text("その写し(SHA-256 を記録します)", "a copy of it (its SHA-256 is recorded)"),
)
@option("-o", "--output", type=click.Path(path_type=Path), about=Text("承認のファイル", "the approval file"))
@option("--revoke", metavar="IDENT", about=Text("取り消す承認の番号", "revoke this approval"))
@option("--yes", is_flag=True, about=Text("確認に「はい」と答えます", "answer the question with yes"))
@password_options
def approve(session: Session, plan_file: Path | None, **given: Any) -> None:
    import safehandle

    if (plan_file is not None) + given["standing"] + (given["revoke"] is not None) != 1:
        raise UsageError("approve.what")
    with session.open_office() as office:
        if given["revoke"] is not None:
            _revoke(session, office, given["revoke"], yes=given["yes"])
            return
        plan = None if plan_file is None else _read_plan(plan_file)
        request = _request(office, plan, plan_file, given)
        _show(session, request.approval, plan, office.actor)
        confirm(_ASK_PLAN if plan else _ASK_SCOPE, yes=given["yes"])
        done = office.perform(safehandle.Approve(office.contract), request)
    files = [str(path) for path in done.result.files]
    result(session, _data(done.result.approval) | {"files": files, "entry": done.entry}, files)


def _revoke(session: Session, office: Office, ident: str, *, yes: bool) -> None:
    import safehandle

    confirm(_ASK_REVOKE, yes=yes, ident=printable(ident))
    done = office.perform(safehandle.Revoke(), safehandle.RevokeRequest(ident=ident))
    result(session, {"revoked": ident, "entry": done.entry}, [_REVOKED.format(ident=printable(ident))])


def _request(office: Office, plan: Plan | None, plan_file: Path | None, given: dict[str, Any]) -> ApproveRequest:
    import safehandle

    now = datetime.now(JST)
    scope = _scope(given) if given["standing"] else None
    if scope is not None and given["until"] is None:
        raise UsageError("usage.missing", name="--until", command="safehandle approve")
    last = given["until"] or (now + timedelta(days=DAYS)).date()
    return safehandle.ApproveRequest(
        approver=office.actor,
        at=now,
        until=datetime.combine(last, time(23, 59, 59), JST),
        plan=plan,
        scope=scope,
        client_document=given["document"],
        client_document_sha256=_digest(given["document_file"]),
        key=_signing_key(office, given["password"]),
        output=given["output"] or _output(office, plan_file, now),
    )


def _read_plan(path: Path) -> Plan:
    from safehandle.model import Plan

    try:
        return Plan.decode(path.read_bytes())
    except OSError:
        raise InputError("files.missing", path=str(path)) from None


def _scope(given: dict[str, Any]) -> Scope:
    from safehandle.model import DataClass, Scope

    if not given["verbs"]:
        raise UsageError("usage.missing", name="--verb", command="safehandle approve")
    return Scope(
        verbs=given["verbs"],
        recipients=given["recipients"],
        places=given["places"],
        data_classes=tuple(DataClass(name) for name in given["classes"]),
    )


def _digest(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise InputError("files.missing", path=str(path)) from None


def _signing_key(office: Office, password: Given) -> PrivateKey:
    """The key that contract.toml binds to the one who approves, opened."""
    import safehandle

    person = office.contract.person(office.actor)
    if person is None or not person.key:
        raise SecretError("approve.not-your-key", approver=office.actor, key="-")
    store = safehandle.KeyStore.default()
    stored = store.show(safehandle.PublicKey.decode(person.key).id)
    return store.load(stored.id, None if stored.kept == "keyring" else password.read(key=stored.id))


def _output(office: Office, plan_file: Path | None, now: datetime) -> Path:
    if plan_file is not None:
        return plan_file.with_name(f"{plan_file.stem}.approval.json")
    if office.folder is None:
        raise UsageError("usage.missing", name="--output", command="safehandle approve")
    return office.folder / "approvals" / f"{now:%Y%m%d-%H%M%S}.json"


def _data(approval: Approval) -> dict[str, Any]:
    from safehandle.model import to_plain

    plain: dict[str, Any] = to_plain(approval)
    scope = plain.pop("scope") or {}
    return plain | scope


def _show(session: Session, approval: Approval, plan: Plan | None, actor: str) -> None:
    """What the approver is about to sign, before they are asked."""
    from safehandle.model import to_plain

    if session.quiet:
        return
    if plan is not None:
        note(session, _PLAN, actor=plan.actor, verb=plan.verb, at=f"{plan.at:%Y-%m-%d %H:%M:%S %z}")
        for fact in plan.facts:
            plain = to_plain(fact)
            said = (f"{name}={printable(str(value))}" for name, value in plain.items() if value not in ("", [], None))
            click.echo(f"  {', '.join(said)}", err=True)
        if plan.actor == actor:
            warn(_SELF)
    for line in lines_of(_LABELS, _data(approval)):
        click.echo(f"  {line}", err=True)


COMMAND = approve
