"""A delivery in a folder, or the receipt for one, checked with the signers' keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.language import Text
from safehandle.cli.output import human_size, lines_of, printable
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict
from safehandle.errors import InputError, IntegrityError, UsageError

if TYPE_CHECKING:
    from safehandle import PublicKey

_SLIP, _RECEIPT, _MANIFEST = "ukewatashi.json", "juryo.txt", "manifest-sha256.txt"
_LABELS = {
    "delivery": Text("受渡し", "delivery"),
    "sender": Text("引渡者", "sender"),
    "receiver": Text("受領者", "receiver"),
    "made": Text("日時", "made"),
    "files": Text("ファイル", "files"),
    "size": Text("大きさ", "size"),
    "erase_by": Text("消去の期限", "erase by"),
    "return_by": Text("返却の期限", "return by"),
    "signer": Text("署名した鍵", "signed by"),
    "missing": Text("足りないもの", "missing"),
    "altered": Text("違うもの", "altered"),
    "extra": Text("余分なもの", "extra"),
    "bad": Text("不一致と報告されたもの", "bad, says the receiver"),
    "at": Text("受領日時", "received"),
}


class DeliveryKind:
    """A folder with a 受渡票, or a 受領書 that lies beside its manifest."""

    def recognises(self, path: Path, start: bytes) -> bool:
        if path.is_dir():
            return (path / _SLIP).is_file()
        return path.name == _RECEIPT or start.startswith("# 受領書".encode())

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        keys = _signers(session, trust)
        return _delivery(path, keys) if path.is_dir() else _receipt(path, keys)


def _signers(session: Session, trust: Trust) -> tuple[PublicKey, ...]:
    """The named keys; without any, those that this run's contract registers."""
    import safehandle

    if trust.keys:
        return tuple(safehandle.PublicKey.decode(_text(key)) for key in trust.keys)
    try:
        with session.open_office(reading=True) as office:
            found = safehandle.signers(office.contract)
    except InputError:
        found = ()
    if not found:
        raise UsageError("verify.key-needed")
    return found


def _text(key: str) -> str:
    path = Path(key)
    return path.read_text() if len(key) < 1000 and path.is_file() else key


def _delivery(path: Path, keys: tuple[PublicKey, ...]) -> Verdict:
    import safehandle

    found = safehandle.check_delivery(path, keys)
    slip = found.papers.slip
    data: dict[str, object] = {
        "delivery": slip.delivery,
        "sender": " ".join(filter(None, (slip.sender.organisation, slip.sender.affiliation, slip.sender.person))),
        "receiver": " ".join(filter(None, (slip.receiver.organisation, slip.receiver.person))),
        "made": slip.made.isoformat(),
        "files": len(slip.files),
        "size": human_size(slip.size),
        "erase_by": slip.erase_by.isoformat() if slip.erase_by else "",
        "return_by": slip.return_by.isoformat() if slip.return_by else "",
        "signer": found.papers.signer.id,
        "missing": list(found.missing),
        "altered": list(found.altered),
        "extra": list(found.extra),
    }
    return Verdict(kind="delivery", data=data, lines=lines_of(_LABELS, data), problem=found.problem)


def _receipt(path: Path, keys: tuple[PublicKey, ...]) -> Verdict:
    import safehandle

    found, signer = safehandle.check_receipt(path, keys)
    data: dict[str, object] = {
        "receiver": printable(found.receiver),
        "at": found.at.isoformat() if found.at else "",
        "files": len(found.files),
        "bad": list(found.bad),
        "signer": signer.id,
    }
    problem = None if found.good else IntegrityError("transfer.receipt-bad", paths=found.bad[:10], count=len(found.bad))
    return Verdict(kind="receipt", data=data, lines=lines_of(_LABELS, data), problem=problem)


KIND = DeliveryKind()
