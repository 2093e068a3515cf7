"""``verify --device``: the verdict on a medium that is read back against a certificate's seed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safehandle.cli.language import Text
from safehandle.cli.output import human_size, lines_of
from safehandle.cli.progress import progress
from safehandle.cli.session import Session
from safehandle.cli.verifying import Verdict
from safehandle.errors import InputError, SafehandleError

if TYPE_CHECKING:
    from safehandle import ReadAgain
    from safehandle.model.erasure import ErasureReport

_LARGEST = 1 << 28

_LABELS = {
    "verdict": Text("判定", "verdict"),
    "medium": Text("媒体", "medium"),
    "serial": Text("シリアル番号", "serial number"),
    "identity": Text("証明書の媒体と", "against the certificate"),
    "read": Text("読み戻した量", "read back"),
    "erased": Text("消去日時", "erased"),
}
_HOLDS = Text(
    "媒体のすべてが、証明書にある種の鍵ストリームです。消去のあとに書き込まれていません",
    "all of the medium is the keystream of the certificate's seed; nothing was written after the erasure",
)
_BROKEN = Text("証明書のとおりではありません", "it is not as the certificate says")
_IDENTITY = {
    True: Text("シリアル番号が一致", "the same serial number"),
    False: Text("シリアル番号が違う", "another serial number"),
    None: Text("シリアル番号は確かめられない(大きさと内容で照合)", "no serial number to compare: by size and content"),
}


def is_pdf(path: Path) -> bool:
    """Whether a certificate is the signed PDF, which has a verdict of its own.

    Raises:
        InputError: ``verify.unreadable``.
    """
    return _read(path, 5) == b"%PDF-"


def medium_verdict(session: Session, device: Path, certificate: Path) -> Verdict:
    """Read all of the medium; what is raised on the way is a verdict, too."""
    import safehandle

    try:
        reports = _reports(certificate)
        size = max((report.range_end for report in reports), default=0)
        with progress(session, Text("読み戻し", "reading back"), size or None) as advance:
            found = safehandle.read_again(device, reports, advance)
    except SafehandleError as problem:
        return Verdict(kind="medium", data={}, lines=(), problem=problem)
    data = _data(found)
    said = {
        **data,
        "verdict": _BROKEN if found.problem else _HOLDS,
        "identity": _IDENTITY[found.same_serial],
        "read": human_size(found.read),
    }
    return Verdict(kind="medium", data=data, lines=lines_of(_LABELS, said), problem=found.problem)


def _reports(certificate: Path) -> list[ErasureReport]:
    """What a certificate (PDF), its JSON twin, or ``wipe --json`` says was erased.

    Raises:
        InputError: ``verify.unreadable``, ``plain.malformed``.
    """
    import safehandle
    from safehandle.model import from_plain
    from safehandle.model.erasure import ErasureReport

    content = _read(certificate, _LARGEST)
    twin: Any = {}
    if content.startswith(b"%PDF-"):
        twin = safehandle.verify_certificate(content).twin
    else:
        try:
            twin = json.loads(content)
        except (ValueError, RecursionError):
            raise InputError("plain.malformed", path=str(certificate), expected="JSON") from None
    if not isinstance(twin, dict):
        raise InputError("plain.malformed", path=str(certificate), expected="ErasureReport")
    plain = twin["reports"] if isinstance(twin.get("reports"), list) else [twin["report"]] if "report" in twin else []
    return [from_plain(ErasureReport, _without_kind(one)) for one in plain]


def _without_kind(plain: object) -> object:
    return {name: value for name, value in plain.items() if name != "kind"} if isinstance(plain, dict) else plain


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise InputError("verify.unreadable", path=str(path)) from error


def _data(found: ReadAgain) -> dict[str, object]:
    identity = found.identity
    return {
        "medium": " ".join(filter(None, (identity.vendor, identity.model))),
        "serial": identity.serial,
        "same_serial": found.same_serial,
        "read": found.read,
        "differing": found.differing,
        "first_differing": found.first,
        "unreadable": found.unreadable,
        "erased": found.report.ended.isoformat(),
    }
