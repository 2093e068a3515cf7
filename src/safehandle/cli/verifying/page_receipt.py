"""The 受領書 of the reader page, held against the ledger of whoever sealed the container."""

from __future__ import annotations

from pathlib import Path

from safehandle.cli.language import Text
from safehandle.cli.output import human_size, lines_of, printable
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict

_LABELS = {
    "number": Text("照合番号", "number"),
    "entry": Text("封じた記録", "sealed by entry"),
    "opened": Text("開封日時(受領者の時計)", "opened (the recipient's clock)"),
    "by": Text("受領者(自称)", "by (says the recipient)"),
    "paper": Text("紙の照合番号", "number on paper"),
    "files": Text("ファイル", "files"),
    "size": Text("大きさ", "size"),
    "code": Text("受領コード(確かめるにはパスワードが要ります)", "code (the password is needed to check it)"),
}
_PAPER = {"same": Text("同じ", "the same"), "none": Text("紙が手元になかった", "there was no paper")}


class PageReceiptKind:
    """A JSON file that the reader page saved."""

    def recognises(self, path: Path, start: bytes) -> bool:  # noqa: ARG002 - a kind's shape
        return b'"safehandle.receipt/1"' in start

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:  # noqa: ARG002 - a kind's shape
        import safehandle

        receipt = safehandle.read_page_receipt(path.read_bytes())
        with session.open_office(reading=True) as office:
            number = safehandle.sealing_of(receipt, ((entry.number, entry.record) for entry in office.ledger.entries()))
        data: dict[str, object] = {
            "number": receipt.number,
            "entry": number,
            "opened": receipt.opened,
            "by": printable(receipt.by),
            "paper": str(_PAPER[receipt.paper]),
            "files": receipt.files,
            "size": human_size(receipt.size),
            "code": receipt.code,
        }
        return Verdict(kind="page-receipt", data=data, lines=lines_of(_LABELS, data))


KIND = PageReceiptKind()
