"""``wipe --contract-end``: its options, and the way from the survey of everything registered to the record."""

from __future__ import annotations

import dataclasses
import functools
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli import messages
from safehandle.cli.ending_view import end_data, end_lines, ended_lines
from safehandle.cli.erasure_view import survey_lines
from safehandle.cli.frame import option
from safehandle.cli.key_told import OPTIONS as OF_KEY
from safehandle.cli.key_told import key_given
from safehandle.cli.language import Text
from safehandle.cli.output import printable, result
from safehandle.cli.passwords import Given
from safehandle.cli.plans import Planning
from safehandle.cli.progress import progress
from safehandle.cli.questions import confirm
from safehandle.cli.session import Session
from safehandle.errors import ErasureError, InputError, UsageError

if TYPE_CHECKING:
    from safehandle import ContractEndRequest, EndSurvey, KeyGiven, Office, WipeContractEnd
    from safehandle.model import Plan

_ASK = Text(
    "場所 {places}、媒体 {media}、鍵 {keys} を消去します。元に戻せません。よろしいですか",
    "erase {places} places, {media} media and {keys} keys? This cannot be undone",
)
_TYPE = Text("消去する媒体 {number} のシリアル番号を入力してください", "type the serial number of medium {number}")
_CANNOT = Text("このままでは実行できません: {reason}", "as it is, this cannot be done: {reason}")
_CAN = Text("実行できます(何もしていません)", "this can be done (nothing was done)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the command line said of a contract's end; ``asked`` is false where it did not name it."""

    asked: bool
    devices: tuple[tuple[str, Path], ...]
    elsewhere: tuple[tuple[str, str], ...]


def ending_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; they arrive as one :class:`Ending` named ``ending``."""
    options = (
        option(
            "--contract-end",
            is_flag=True,
            about=Text(
                "登録された場所・媒体・鍵をすべて消去します(契約の終わり)", "every registered place, medium and key"
            ),
        ),
        option(
            "--device-of",
            "devices",
            multiple=True,
            metavar="NUMBER=DEV",
            about=Text("登録した媒体がどの装置か(いくつでも)", "which device a registered medium is"),
        ),
        option(
            "--elsewhere",
            multiple=True,
            metavar="ID=RECEIPT",
            about=Text("ここから消去できないものについての他者の報告", "what others state of what is not reached"),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        asked = kwargs.pop("contract_end")
        devices = tuple((number, Path(path)) for number, path in _pairs("--device-of", kwargs.pop("devices")))
        ending = Ending(asked=asked, devices=devices, elsewhere=_pairs("--elsewhere", kwargs.pop("elsewhere")))
        if not asked and (ending.devices or ending.elsewhere):
            raise UsageError("usage.missing", name="--contract-end", command="safehandle wipe")
        return function(*args, ending=ending, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated


def _pairs(name: str, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = tuple((before.strip(), after.strip()) for before, _, after in (one.partition("=") for one in given))
    if not all(before and after for before, after in pairs) or len({before for before, _ in pairs}) < len(pairs):
        raise UsageError("usage.missing", name=f"{name} ID=…", command="safehandle wipe --contract-end")
    return pairs


@dataclass(frozen=True, slots=True)
class Way:
    """One run of the command: who is told, in which office, by which plan."""

    session: Session
    office: Office
    planning: Planning

    def end_contract(self, ending: Ending, given: Mapping[str, Any], password: Given) -> None:
        """Do it, or look, or write the plan of it, as the options ``given`` say."""
        import safehandle

        office = self.office
        verb = safehandle.WipeContractEnd(office.contract, office.ledger, office.folder)
        asked = not (given["dry_run"] or self.planning.only)
        request = _request(office, ending, given, password, asked=asked)
        looked = verb.look(request)
        if given["dry_run"]:
            self._tell_survey(verb, looked, request)
            return
        looked.admit()
        plan = self.planning.read() or office.plan(verb, request)
        if self.planning.only:
            self.planning.write(self.session, plan, given["output"])
            return
        if office.judge(plan, self.planning.given(office)).allowed:  # nobody confirms what is forbidden anyway
            request = _confirmed(looked, request, yes=given["yes"])
        self._perform(verb, request, plan, 2 * looked.size)

    def _perform(self, verb: WipeContractEnd, request: ContractEndRequest, plan: Plan, size: int) -> None:
        from safehandle.model import to_plain

        try:
            with progress(self.session, Text("消去", "erasing"), size or None) as advance:
                done = self.planning.perform(self.office, dataclasses.replace(verb, progress=advance), request, plan)
        except (ErasureError, KeyboardInterrupt) as error:
            _tell_failure(verb, request, error)
            raise
        verb.settle(request)
        ended = done.result
        data = {"reports": to_plain(ended.reports), "accounts": to_plain(ended.accounts), "entry": done.entry}
        result(self.session, data, list(ended_lines(ended.reports, ended.accounts, done.entry)))

    def _tell_survey(self, verb: WipeContractEnd, looked: EndSurvey, request: ContractEndRequest) -> None:
        """Print the survey, and whether it could be done: by what was found, and by the contract."""
        problems = []
        try:
            looked.admit()
            plan = self.office.plan(verb, request)
            refusals = self.office.judge(plan, self.planning.given(self.office)).refusals
            problems = [f"{one.citation} ({one.code})" for one in refusals]
        except ErasureError as error:
            message = messages.find(error.code)
            problems = [f"{message.render(error.fields)[0] if message else ''} ({error.code})"]
        last = [_CANNOT.format(reason=problem) for problem in problems] or [_CAN.format()]
        result(self.session, end_data(looked) | {"problems": problems}, [*end_lines(looked), *last])


def _request(
    office: Office, ending: Ending, given: Mapping[str, Any], password: Given, *, asked: bool
) -> ContractEndRequest:
    import safehandle
    from safehandle.model.erasure import Level

    told = {name: given[name] for name in OF_KEY}
    paths = [Path(place.path) for place in office.contract.places if place.path]
    return safehandle.ContractEndRequest(
        devices=ending.devices,
        elsewhere=ending.elsewhere,
        key=_key(office, told, password, asked=asked),
        level=Level(given["level"]) if given["level"] else None,
        accept_residuals=given["accept_residuals"],
        partial=given["partial"],
        steps=given["steps"],
        data_class=office.classify(paths, given["data_class"]),
        reason=given["reason"],
        confirmed=given["confirm_serial"],
        fresh=given["fresh"],
    )


def _key(office: Office, told: Mapping[str, Any], password: Given, *, asked: bool) -> KeyGiven | None:
    """The contract's key, if this user's store has it."""
    import safehandle

    if not office.contract.sealing_key:
        return None
    ident = safehandle.PublicKey.decode(office.contract.sealing_key).id
    try:
        return key_given(ident, told, password, asked=asked)
    except InputError as error:
        if error.code != "keys.missing":
            raise
        return None


def _confirmed(looked: EndSurvey, request: ContractEndRequest, *, yes: bool) -> ContractEndRequest:
    """Ask before what cannot be undone; every medium is named by its serial number, which ``--yes`` does not type."""
    if not yes and sys.stderr.isatty():
        for line in end_lines(looked):
            click.echo(line, err=True)
    kinds = [part.account.what for part in looked.parts]
    counts = {"places": kinds.count("place"), "media": kinds.count("medium"), "keys": kinds.count("key")}
    confirm(_ASK, yes=yes, **counts)
    typed = list(request.confirmed)
    for part in looked.parts:
        medium = part.looked.medium
        if medium is None or medium.confirmation in typed:
            continue
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageError("usage.no-terminal", option="--confirm-serial")
        for line in survey_lines(part.looked):
            click.echo(line, err=True)
        asked = _TYPE.format(number=part.account.ident)
        click.echo(f"{asked} ({printable(medium.confirmation)}): ", nl=False, err=True)
        typed.append(sys.stdin.readline().strip())
    return dataclasses.replace(request, confirmed=tuple(typed))


def _tell_failure(verb: WipeContractEnd, request: ContractEndRequest, error: BaseException) -> None:
    """What was done before it failed, for the person at the terminal; the ledger has it too."""
    told = error.__dict__
    if "accounts" in told:
        verb.settle(request)
        for line in ended_lines(told["reports"], told["accounts"], None):
            click.echo(line, err=True)
