"""The 受領書 of the reader page, held against the ledger of whoever sealed the container, and recorded there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.language import Text
from safehandle.cli.output import human_size, lines_of, printable
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict

if TYPE_CHECKING:
    from safehandle import PageReceipt, Secret

_LABELS = {
    "number": Text("照合番号", "number"),
    "sealed": Text("封じた記録", "sealed by entry"),
    "opened": Text("開封日時(受領者の時計)", "opened (the recipient's clock)"),
    "by": Text("受領者(自称)", "by (says the recipient)"),
    "paper": Text("紙の照合番号", "number on paper"),
    "files": Text("ファイル", "files"),
    "size": Text("大きさ", "size"),
    "content": Text("内容", "content"),
    "code": Text("受領コード", "code"),
    "recorded": Text("この確認の記録", "recorded in entry"),
}
_PAPER = {"same": Text("同じ", "the same"), "none": Text("紙が手元になかった", "there was no paper")}
_AGREES = Text("封じたものと一致", "agrees with what was sealed")
_CHECKED = Text("正しい({code}。開封できた者が作りました)", "holds ({code}: whoever made it could open the container)")
_UNCHECKED = Text(
    "未確認({code}。--container OUT.shc と --password-… で確かめられます)",
    "not checked ({code}; check it with --container OUT.shc and --password-…)",
)


class PageReceiptKind:
    """A JSON file that the reader page saved."""

    def recognises(self, path: Path, start: bytes) -> bool:  # noqa: ARG002 - a kind's shape
        return b'"safehandle.receipt/1"' in start

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        import safehandle

        data = path.read_bytes()
        receipt = safehandle.read_page_receipt(data)
        secret = _secret(receipt, trust)
        request = safehandle.AcknowledgeRequest(
            receipt=data,
            container=trust.container,
            identities=() if secret is None else tuple(safehandle.password_identities(secret)),
        )
        with session.open_office() as office:
            done = office.perform(safehandle.Acknowledge(office.ledger), request)
        return _verdict(done.result.receipt, done.result.sealed_by, done.entry, checked=done.result.code_checked)


def _secret(receipt: PageReceipt, trust: Trust) -> Secret | None:
    """The password: from where it was said to be, else from the keyring if it was kept there when it was made."""
    import safehandle

    if trust.container is None:
        return None
    return trust.password.read() if trust.password else safehandle.kept_password(receipt.number)


def _verdict(receipt: PageReceipt, sealed: int, recorded: int, *, checked: bool) -> Verdict:
    code = (_CHECKED if checked else _UNCHECKED).format(code=printable(receipt.code))
    data: dict[str, object] = {
        "number": receipt.number,
        "sealed": sealed,
        "opened": receipt.opened,
        "by": printable(receipt.by),
        "paper": receipt.paper,
        "files": receipt.files,
        "size": receipt.size,
        "code": receipt.code,
        "code_checked": checked,
        "recorded": recorded,
    }
    shown = data | {
        "sealed": f"#{sealed}",
        "paper": str(_PAPER[receipt.paper]),
        "size": human_size(receipt.size),
        "content": str(_AGREES),
        "code": code,
        "recorded": f"#{recorded}",
    }
    return Verdict(kind="page-receipt", data=data, lines=lines_of(_LABELS, shown))


KIND = PageReceiptKind()
