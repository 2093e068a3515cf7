"""``safehandle wipe``: erase files, folders or a whole medium."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli import messages
from safehandle.cli.destroying import Destroyed, destruction_options, judge, record, request_of
from safehandle.cli.ending import Ending, Way, ending_options
from safehandle.cli.erasure_view import report_lines, survey_data, survey_lines
from safehandle.cli.frame import command, option
from safehandle.cli.key_told import OPTIONS as OF_KEY
from safehandle.cli.key_told import key_given
from safehandle.cli.language import Text
from safehandle.cli.media import of_medium, registered
from safehandle.cli.output import printable, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.progress import progress
from safehandle.cli.questions import confirm
from safehandle.cli.session import Session
from safehandle.cli.taking import CLASS
from safehandle.errors import ErasureError, UsageError

if TYPE_CHECKING:
    from safehandle import KeyGiven, Office, WipeRequest, WipeSurvey
    from safehandle.model import Plan

_ABOUT = Text(
    """ファイル、フォルダー、または媒体全体を消去し、どこまで消えたかを記録します。

消す前に、何の上にあるかを調べて届くレベルを決めます。届かないときや、消せないものがあるときは、何もせずに終わります。""",
    """Erase files, folders or a whole medium, and record what was reached.

It first looks at what they lie on and which level can be reached. If that is less than asked, nothing is touched.""",
)
_EXAMPLES = (
    (
        "safehandle wipe 業務データ/ --dry-run",
        Text("どこまで消えるか、何が残るかを調べます(何も消しません)", "see what would be reached; nothing is touched"),
    ),
    (
        "safehandle wipe 業務データ/ --journal --free-space --reason 契約満了",
        Text("ジャーナルと空き領域も含めて消去します", "erase, with the journal and free space too"),
    ),
    (
        "safehandle wipe --device /dev/sdb --confirm-serial WD-1234",
        Text("媒体全体を上書きし、全体を読み戻して確かめます", "overwrite a medium and read all of it back"),
    ),
    (
        "safehandle wipe --destroyed 破砕 --serial WD-1234 --at 2026-11-20T15:00 --place 第二作業所 --witness 田中",
        Text("物理破壊を記録します", "record a physical destruction"),
    ),
    (
        "safehandle wipe --contract-end --dry-run",
        Text("契約の終わりに、登録された場所・媒体・鍵をまとめて調べます", "look at everything registered, at the end"),
    ),
    (
        "safehandle wipe 業務データ/ --plan-only -o plan.json",
        Text("ほかの人の承認を受けるための計画を書きます", "write the plan for another person's approval"),
    ),
)
_OF_ONE = ("method", "property_number", "media_source", "medium_number")
"""What is said of one thing that is erased, not of everything that a contract registers."""
_TOLD = ("property_number", "media_source", "data_class", "reason")
_STEPS = ("journal", "free-space", "trim")
_CANNOT = Text("このままでは実行できません: {reason}", "as it is, this cannot be done: {reason}")
_CAN = Text("実行できます(何もしていません)", "this can be done (nothing was done)")
_ASK = Text("{count} 件を消去します。元に戻せません。よろしいですか", "erase {count} files? This cannot be undone")
_ASK_KEY = Text(
    "鍵 {key} を破棄します。この鍵で暗号化したものは二度と開けません。よろしいですか",
    "destroy key {key}? What was sealed to it can never be opened again",
)
_TYPE = Text("消去する媒体のシリアル番号を入力してください", "type the serial number of the medium to erase")


@command("wipe", _ABOUT, examples=_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@option("--device", type=click.Path(path_type=Path), metavar="DEV", about=Text("媒体全体", "a whole medium"))
@option("--reason", default="", metavar="TEXT", about=Text("消去の理由(記録用)", "why, for the record"))
@option(
    "--level",
    type=click.Choice(["deleted", "file-overwrite", "clear", "purge"]),
    about=Text("求めるレベル(届かなければ断ります)", "the level to reach, or else refuse"),
)
@option("--method", default="", metavar="NAME", about=Text("消去の方式", "the method"))
@option("--journal", is_flag=True, about=Text("ジャーナルも消します", "roll the file system's journal too"))
@option("--free-space", is_flag=True, about=Text("空き領域も上書きします", "overwrite free space too"))
@option("--trim", is_flag=True, about=Text("空き領域を媒体に知らせます(FITRIM)", "tell the device what is free"))
@option(
    "--accept-residuals",
    is_flag=True,
    about=Text("残るものを承知のうえで行います(記録に残ります)", "go on although content stays; it is recorded"),
)
@option("--partial", is_flag=True, about=Text("消せないものを除いて行います", "leave out what cannot be erased"))
@CLASS
@option(
    "--confirm-serial",
    multiple=True,
    metavar="SERIAL",
    about=Text("媒体のシリアル番号(媒体ごとに)", "names the medium (each of them)"),
)
@option(
    "--key",
    metavar="ID",
    about=Text("契約の鍵(暗号化したものごと)", "the contract's key and what it protects"),
)
@option(
    "--key-copy",
    "copies",
    multiple=True,
    metavar="WHERE=RECEIPT",
    about=Text("鍵の写しと、その破棄の記録(空なら未確認)", "a copy of the key, and the receipt of its destruction"),
)
@option("--no-other-copies", is_flag=True, about=Text("写しはほかにありません", "there are no other copies"))
@option(
    "--plaintext",
    multiple=True,
    metavar="WHERE",
    about=Text("平文が置かれたことのある場所", "where the data lay unprotected"),
)
@option("--no-plaintext", is_flag=True, about=Text("平文はどこにもありません", "it lay unprotected nowhere"))
@option("--fresh", is_flag=True, about=Text("中断した作業を引き継ぎません", "do not take up a job that was cut off"))
@option("--property-number", default="", metavar="NO", about=Text("備品番号", "the medium's property number"))
@option(
    "--medium-number",
    default="",
    metavar="NO",
    about=Text("登録した媒体の番号(safehandle medium)。廃棄も記録します", "the registered medium that ends with this"),
)
@option("--media-source", default="", metavar="TEXT", about=Text("媒体の出どころ", "where the medium comes from"))
@option("--dry-run", is_flag=True, about=Text("調べるだけで何も消しません", "look only; nothing is touched"))
@option("--yes", is_flag=True, about=Text("確認に「はい」と答えます", "answer the question with yes"))
@ending_options
@destruction_options
@password_options
@plan_options
@option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", about=Text("計画の出力先", "where the plan goes")
)
def wipe(
    session: Session,
    planning: Planning,
    password: Given,
    destroyed: Destroyed,
    ending: Ending,
    output: Path | None,
    **given: Any,
) -> None:
    if planning.only and output is None:  # before a long look at what would be erased
        raise UsageError("usage.missing", name="-o", command="--plan-only")
    given["steps"] = tuple(name for name in _STEPS if given.pop(name.replace("-", "_")))
    kinds = (given["paths"], given["device"], given["key"], destroyed.means is not None, ending.asked)
    if sum(map(bool, kinds)) > 1 or (ending.asked and any(given[name] for name in _OF_ONE)):
        raise UsageError("wipe.what")
    if given["medium_number"] and given["device"] is None and destroyed.means is None:
        raise UsageError("medium.not-whole", number=given["medium_number"])
    with session.open_office() as office:
        if ending.asked:
            Way(session, office, planning).end_contract(ending, given | {"output": output}, password)
            return
        given["data_class"] = office.classify(given["paths"], given["data_class"])
        number = registered(office, given.pop("medium_number"))
        given["property_number"] = given["property_number"] or number
        if destroyed.means is not None:
            recorded = request_of(destroyed, **{name: given[name] for name in _TOLD})
            if given["dry_run"]:
                judge(session, office, planning, recorded, number)
            else:
                record(session, office, planning, recorded, output=output, number=number)
            return
        _erase(session, office, planning, given | {"output": output, "number": number}, password)


def _erase(session: Session, office: Office, planning: Planning, given: dict[str, Any], password: Given) -> None:
    """Erase one kind of thing, or look, or write the plan of it."""
    import safehandle

    dry_run, yes, output, number = (given.pop(name) for name in ("dry_run", "yes", "output", "number"))
    request = _request(given, password, asked=not (dry_run or planning.only))
    verb = safehandle.Wipe(office.contract, folder=office.folder)
    looked = verb.look(request)
    action = of_medium(office, verb, number)
    if dry_run:
        _tell_survey(session, office, looked, lambda: office.plan(action, request), planning)
        return
    looked.admit()
    plan = planning.read() or office.plan(action, request)
    if planning.only:
        planning.write(session, plan, output)
        return
    if office.judge(plan, planning.given(office)).allowed:  # nobody is asked to confirm what is forbidden anyway
        request = _confirmed(looked, request, yes=yes)
    size = sum(target.size for target in looked.targets)
    try:
        with progress(session, Text("消去", "erasing"), 2 * size or None) as advance:
            wiping = of_medium(office, replace(verb, progress=advance), number)
            done = planning.perform(office, wiping, request, plan)
    except (ErasureError, KeyboardInterrupt) as error:
        _tell_failure(error)
        raise
    data = {"report": safehandle.model.to_plain(done.result.report), "entry": done.entry}
    result(session, data, list(report_lines(done.result.report, done.entry)))


def _request(given: dict[str, Any], password: Given, *, asked: bool) -> WipeRequest:
    import safehandle
    from safehandle.model.erasure import Level

    level, serials = given.pop("level"), given.pop("confirm_serial")
    if len(serials) > 1:
        raise UsageError("wipe.what")
    return safehandle.WipeRequest(
        level=Level(level) if level else None,
        key=_key({name: given.pop(name) for name in ("key", *OF_KEY)}, password, asked=asked),
        confirm_serial="".join(serials),
        **given,
    )


def _key(told: dict[str, Any], password: Given, *, asked: bool) -> KeyGiven | None:
    """The key that is named, if one is; then nothing may be said of any."""
    if told["key"] is not None:
        return key_given(told["key"], told, password, asked=asked)
    if any(told.values()) or password:
        raise UsageError("usage.missing", name="--key", command="safehandle wipe")
    return None


def _confirmed(looked: WipeSurvey, request: WipeRequest, *, yes: bool) -> WipeRequest:
    """Ask before what cannot be undone: a medium is named by its serial number, which ``--yes`` does not type."""
    if request.key is not None:
        confirm(_ASK_KEY, yes=yes, key=request.key.ident)
        return request
    if looked.medium is None:
        confirm(_ASK, yes=yes, count=sum(target.files for target in looked.targets))
        return request
    if request.confirm_serial:
        return request
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("usage.no-terminal", option="--confirm-serial")
    for line in survey_lines(looked):
        click.echo(line, err=True)
    click.echo(f"{_TYPE} ({printable(looked.medium.confirmation)}): ", nl=False, err=True)
    return replace(request, confirm_serial=sys.stdin.readline().strip())


def _tell_survey(
    session: Session, office: Office, looked: WipeSurvey, plan: Callable[[], Plan], planning: Planning
) -> None:
    """Print the survey, and whether it could be done: by what was found, and by the contract."""
    problems = []
    try:
        looked.admit()
        decision = office.judge(plan(), planning.given(office))
        problems = [f"{one.citation} ({one.code})" for one in decision.refusals]
    except ErasureError as error:
        message = messages.find(error.code)
        problems = [f"{message.render(error.fields)[0] if message else ''} ({error.code})"]
    last = [_CANNOT.format(reason=problem) for problem in problems] or [_CAN.format()]
    result(session, survey_data(looked) | {"problems": problems}, [*survey_lines(looked), *last])


def _tell_failure(error: BaseException) -> None:
    """What was done before it failed, for the person at the terminal; the ledger has it too."""
    report = getattr(error, "report", None)
    if report is not None:
        for line in report_lines(report, None):
            click.echo(line, err=True)


COMMAND = wipe
