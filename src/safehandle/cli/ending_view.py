"""How the end of a contract reads on a terminal: everything that is registered, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from safehandle.cli import messages
from safehandle.cli.erasure_view import LEVEL, report_lines, survey_data, survey_lines
from safehandle.cli.language import Text
from safehandle.cli.output import printable

if TYPE_CHECKING:
    from safehandle import EndSurvey
    from safehandle.model.ending import Accounted
    from safehandle.model.erasure import ErasureReport

_WHAT = {"place": Text("場所", "place"), "medium": Text("媒体", "medium"), "key": Text("鍵", "key")}
_ACCOUNT = {
    "erase": Text("消去する", "to be erased"),
    "erased": Text("消去・検証済み", "erased and verified"),
    "incomplete": Text("未完了", "not complete"),
    "recorded": Text("消去・廃棄の記録あり", "its erasure or disposal is on record"),
    "stated": Text("他者の申告(確かめていません)", "stated by others (not verified here)"),
    "within": Text("ほかの場所の中", "inside another place"),
    "outside": Text("受領者のもと", "with a recipient"),
    "empty": Text("何もない", "nothing is there"),
    "not-reached": Text("ここからは届かない", "not reached from here"),
}
_OUTSIDE = Text(
    "受領者などに渡した {count} 件は対象外です(証明書に一覧が載ります)",
    "{count} deliveries and containers lie with others and are outside (the certificate lists them)",
)
_NO_OUTSIDE = Text("ほかに渡したもの: 記録なし", "given to others: none recorded")
_OPEN = Text(
    "届かないものが {count} 件あります。このまま行うと「未完了」になり、証明書は出ません",
    "{count} things are not reached: done as it is, it is not complete and gets no certificate",
)
_ENTRY = Text("記録 #{entry}", "entry #{entry}")


def end_lines(looked: EndSurvey) -> Iterator[str]:
    """What is registered, how it is accounted for, and what erasing it would reach."""
    parts = {(part.account.what, part.account.ident): part.looked for part in looked.parts}
    for one in looked.accounts:
        yield from account_lines(one)
        if (one.what, one.ident) in parts:
            yield from (f"  {line}" for line in survey_lines(parts[one.what, one.ident]))
    yield _OUTSIDE.format(count=len(looked.outside)) if looked.outside else str(_NO_OUTSIDE)
    if looked.open:
        yield _OPEN.format(count=len(looked.open))


def account_lines(one: Accounted) -> Iterator[str]:
    """One registered thing."""
    entries = ", ".join(f"#{number}" for number in one.entries)
    told = [str(_ACCOUNT[one.account]), entries, printable(one.statement)]
    if one.account == "recorded":
        told += [one.method, str(LEVEL.get(one.level, one.level))]
    elif one.account in ("within", "outside"):
        told.append(one.reason)
    yield f"{_WHAT[one.what]} {printable(one.ident)}: {'  '.join(filter(None, told))}"
    if one.account in ("not-reached", "incomplete") and one.reason:
        message = messages.find(f"account.{one.reason}")
        said = message.render({"ident": one.ident}) if message else (one.reason, "")
        yield f"  ✗ {' — '.join(filter(None, said))}"


def ended_lines(reports: Iterable[ErasureReport], accounts: Iterable[Accounted], entry: int | None) -> Iterator[str]:
    """What was done: every report, then how each registered thing is accounted for."""
    for report in reports:
        yield from report_lines(report, None)
    for one in accounts:
        yield from account_lines(one)
    if entry is not None:
        yield _ENTRY.format(entry=entry)


def end_data(looked: EndSurvey) -> dict[str, Any]:
    """The survey for programs."""
    from safehandle.model import to_plain

    return {
        "accounts": to_plain(looked.accounts),
        "parts": [
            {"what": part.account.what, "ident": part.account.ident, **survey_data(part.looked)}
            for part in looked.parts
        ],
        "carried": to_plain(looked.carried),
        "outside": list(looked.outside),
    }
