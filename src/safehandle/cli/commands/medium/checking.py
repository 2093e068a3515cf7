"""``safehandle medium check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from safehandle.cli import failure
from safehandle.cli.commands.medium.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.media import perform
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import IntegrityError, UsageError

_LARGEST = 1 << 20
_SUMMARY = Text(
    "保管を確認 {found} 点、所在不明 {missing} 点、記録と違う場所 {misplaced} 点、持ち出し・送付中 {away} 点",
    "found {found}, missing {missing}, not where the ledger says {misplaced}, out or posted {away}",
)
_LINES = {
    "missing": Text("所在不明: {number}", "missing: {number}"),
    "misplaced": Text("記録では別の場所にあるはずのもの: {number}", "should be elsewhere: {number}"),
}
_ENTRY = Text("元帳の {entry} 番に記録しました", "recorded as ledger entry {entry}")


@command(
    "check",
    Text(
        """保管しているはずの媒体が揃っているかを点検し、結果を記録します。見つけた媒体の番号をすべて渡します。

揃っていないときも記録し、4 で終わります。""",
        """Take stock: pass the numbers of all media that were found. What is missing is listed, and recorded.

Exit code 4 if they are not all there.""",
    ),
    within=COMMAND,
    examples=(
        ("safehandle medium check U-07 U-08 H-01", Text("見つけた媒体を並べます", "these were found")),
        (
            "safehandle medium check --file 点検.txt",
            Text("一行に一つずつ番号を書いたファイルで渡します(- は標準入力)", "a number on each line (- is stdin)"),
        ),
    ),
)
@click.argument("numbers", nargs=-1, metavar="[NO]...")
@option(
    "--file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    about=Text("番号を一行に一つ書いたファイル(- は標準入力)", "a file with a number on each line (- is stdin)"),
)
@option("--none", "nothing", is_flag=True, about=Text("一つも見つかりませんでした", "none was found"))
def check(session: Session, numbers: tuple[str, ...], file: Path | None, nothing: bool) -> int:
    import safehandle

    found = (*numbers, *(_listed(file) if file else ()))
    if bool(found) == nothing:
        raise UsageError("medium.nothing-found")
    with session.open_office() as office:
        recorded = perform(session, office, safehandle.MediumCheckRequest(found=found))
    assert recorded is not None  # noqa: S101 - a stocktaking has no plan to be approved
    entry, made = recorded
    taken = next(fact for fact in made.facts if isinstance(fact, safehandle.model.Stocktaking))
    data = {name: list(getattr(taken, name)) for name in ("found", "missing", "misplaced", "away")}
    counts = {name: len(listed) for name, listed in data.items()}
    lines = [_SUMMARY.format(**counts)]
    lines += [line.format(number=printable(each)) for name, line in _LINES.items() for each in data[name]]
    result(session, {"entry": entry, "complete": not (taken.missing or taken.misplaced), **data}, lines)
    note(session, _ENTRY, entry=entry)
    if taken.missing or taken.misplaced:
        return failure.report(IntegrityError("medium.not-all-there", **counts), as_json=False)
    return 0


def _listed(file: Path) -> Iterator[str]:
    """The numbers in a file, as a bar-code reader or a spreadsheet writes them."""
    import safehandle

    if file == Path("-"):
        text = sys.stdin.read(_LARGEST)
    else:
        with safehandle.opened(file) as opened:
            text = opened.read(_LARGEST).decode("utf-8-sig", errors="replace")
    yield from filter(None, map(str.strip, text.splitlines()))
