"""A register file, against the ledger of the contract that one stands in: written again and compared cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.language import Text
from safehandle.cli.output import printable
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict
from safehandle.errors import IntegrityError

if TYPE_CHECKING:
    from safehandle import ComparedRegister, Difference

_SHOWN = 50

_AGREES = Text(
    "{rows} 行が台帳(記録 {size} 件の時点)と一致しました", "{rows} rows agree with the ledger at {size} entries"
)
_LINES = {
    "cell": Text(
        "番号 {key}「{column}」: 台帳は「{expected}」、ファイルは「{found}」",
        "No. {key}, {column}: the ledger has “{expected}”, the file “{found}”",
    ),
    "redacted": Text(
        "番号 {key}「{column}」: その後、台帳から名称が消去されています(改変ではありません)",
        "No. {key}, {column}: the name was redacted from the ledger since (no alteration)",
    ),
    "row-missing": Text("番号 {key}: ファイルに行がありません: {expected}", "No. {key}: not in the file: {expected}"),
    "row-added": Text("番号 {key}: 台帳にない行です: {found}", "No. {key}: not in the ledger: {found}"),
    "row-order": Text("行の順序が違います", "the rows are in another order"),
    "heading": Text("見出しが違います: {found}", "other headings: {found}"),
    "statement": Text(
        "末尾の表示({column}): 台帳は「{expected}」、ファイルは「{found}」",
        "the last line ({column}): the ledger has “{expected}”, the file “{found}”",
    ),
}


class RegisterKind:
    """Recognised by what ``safehandle report register`` writes at the beginning of each form."""

    def recognises(self, path: Path, start: bytes) -> bool:
        return (
            (path.suffix.lower() == ".xlsx" and start.startswith(b"PK\x03\x04"))
            or (path.suffix.lower() == ".csv" and start.startswith(b'\xef\xbb\xbf"'))
            or b'"statement": "safehandle-register/' in start
            or b'<meta name="generator" content="safehandle register">' in start
        )

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:  # noqa: ARG002 - the ledger is the trust
        import safehandle

        with session.open_office(reading=True) as office:
            compared = safehandle.compare_register(office.contract, office.ledger, path)
        altered = [each for each in compared.differences if each.kind != "redacted"]
        problem = IntegrityError("documents.register-differs", count=len(altered)) if altered else None
        return Verdict(kind="register", data=_data(compared), lines=list(_lines(compared)), problem=problem)


def _data(compared: ComparedRegister) -> dict[str, object]:
    stated = compared.statement
    return {
        "register": stated.kind,
        "period": str(stated.period),
        "rows": stated.rows,
        "ledger_size": stated.size,
        "ledger_code": stated.code,
        "differences": [_difference(each) for each in compared.differences],
    }


def _difference(each: Difference) -> dict[str, str]:
    return {
        "kind": str(each.kind),
        "number": each.key,
        "column": each.column,
        "expected": each.expected,
        "found": each.found,
    }


def _lines(compared: ComparedRegister) -> Iterator[str]:
    if not compared.differences:
        yield _AGREES.format(rows=compared.statement.rows, size=compared.statement.size)
    for each in compared.differences[:_SHOWN]:
        fields = {name: printable(text) for name, text in _difference(each).items()}
        yield _LINES[each.kind].format(key=fields["number"], **fields)
    if (more := len(compared.differences) - _SHOWN) > 0:
        yield Text("ほか {more} 件", "and {more} more").format(more=more)


KIND = RegisterKind()
