"""An erasure certificate (PDF): signature, changes, time, signer, and its place in the ledger, as one verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.language import Text
from safehandle.cli.ledger_view import when
from safehandle.cli.log_keys import believed
from safehandle.cli.output import lines_of
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict
from safehandle.errors import IntegrityError, SafehandleError, UsageError

if TYPE_CHECKING:
    from safehandle import Checked

_LABELS = {
    "number": Text("証明書番号", "certificate"),
    "contract": Text("契約番号", "contract"),
    "reached": Text("到達した水準", "level reached"),
    "signer": Text("署名者", "signer"),
    "fingerprint": Text("署名者の指紋", "fingerprint"),
    "signed": Text("署名日時", "signed"),
    "stamped": Text("タイムスタンプ", "timestamp"),
    "lasting": Text("検証できる期間", "can be checked"),
    "ledger": Text("台帳との照合", "ledger"),
}
_LONG = Text("証明書の期限後も(長期署名)", "after the signer's certificate ran out, too (long-term)")
_SHORT = Text(
    "署名者の証明書の期限まで(長期署名ではありません)", "until the signer's certificate runs out (not long-term)"
)
_PROVED = Text("記録 #{number} と一致(照合点 {size} 件)", "agrees with entry #{number} (checkpoint at {size})")
_UNPROVED = Text(
    "確かめていません(元帳の公開鍵を --key で指定してください)", "not checked (give the ledger's public key)"
)
_JST = timezone(timedelta(hours=9))
_FINGERPRINT = re.compile(r"(?:[0-9A-Fa-f]{2}[: ]?){32}")


class CertificateKind:
    """Unchanged and by a trusted signer first; then, where the ledger's key is known, what the ledger says."""

    def recognises(self, path: Path, start: bytes) -> bool:  # noqa: ARG002
        return start.startswith(b"%PDF-")

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        import safehandle

        fingerprints, roots, ledger_keys = _sorted_out(trust.keys)
        checked = safehandle.verify_certificate(path.read_bytes(), fingerprints=fingerprints, roots=roots)
        problem = _problem(checked)
        ledger = ""
        if checked.proofs and checked.twin:
            try:
                ledger = _in_ledger(session, checked, replace(trust, keys=ledger_keys))
            except SafehandleError as error:
                problem = problem or error
        problem = problem or _void(session, checked)
        data = {**_data(checked), "ledger": ledger}
        return Verdict(kind="certificate", data=data, lines=lines_of(_LABELS, data), problem=problem)


def _sorted_out(keys: tuple[str, ...]) -> tuple[list[str], tuple[bytes, ...], tuple[str, ...]]:
    """What was given with ``--key``: fingerprints, authorities' certificates, and the ledger's keys."""
    import safehandle

    fingerprints = [key for key in keys if _FINGERPRINT.fullmatch(key.strip())]
    files = [Path(key) for key in keys if len(key) < 1000 and Path(key).is_file()]
    pems = [(str(file), file.read_bytes()) for file in files]
    certificates = {name: text for name, text in pems if b"-----BEGIN CERTIFICATE-----" in text}
    rest = tuple(key for key in keys if key not in fingerprints and key not in certificates)
    return fingerprints, safehandle.roots_of(certificates.values()), rest


def _problem(checked: Checked) -> SafehandleError | None:
    if checked.holds:
        return None
    fields = {"fingerprint": checked.fingerprint, "standing": checked.twin.get("standing", "")}
    return IntegrityError(f"documents.certificate-{checked.verdict}", **fields)


def _in_ledger(session: Session, checked: Checked, trust: Trust) -> str:
    """Check the proofs inside against the ledger's key and what the certificate says; say what was found."""
    import safehandle

    proofs = [safehandle.Proof.decode(text) for text in checked.proofs]
    try:
        logs = believed(session, trust.keys, safehandle.claimed_origin(proofs[0].note))
    except UsageError:
        return str(_UNPROVED)
    held = [safehandle.read_checkpoint(path, logs, trust.witnesses).checkpoint for path in trust.checkpoints]
    for proof in proofs:
        checkpoint = proof.verify(logs, trust.witnesses).checkpoint
        if any(one.size == checkpoint.size and one.root != checkpoint.root for one in held):
            raise IntegrityError("documents.certificate-not-in-ledger", reason=f"checkpoint {checkpoint.size}")
    numbers = {proof.entry.number: proof.entry.document for proof in proofs}
    if not safehandle.recorded_in(checked.twin, numbers):
        raise IntegrityError("documents.certificate-not-in-ledger", reason=", ".join(f"#{n}" for n in numbers))
    recorded = {(report.get("listed") or {}).get("sha256") for report in checked.twin.get("reports", ())}
    if not recorded.issuperset(checked.lists):
        raise IntegrityError("documents.certificate-not-in-ledger", reason="erased-*.jsonl")
    return _PROVED.format(number=", ".join(map(str, numbers)), size=checkpoint.size)


def _void(session: Session, checked: Checked) -> SafehandleError | None:
    """Whoever verifies in the contract's own folder is told, too, if the certificate was replaced or revoked since."""
    import safehandle

    origin, number = (checked.twin.get("seal") or {}).get("origin", ""), checked.twin.get("number", "")
    try:
        with session.open_office(reading=True) as office:
            own = office.folder is not None and office.ledger.origin == origin
            why = safehandle.void_since(office.ledger.entries(), number) if own else ""
    except SafehandleError:
        return None  # nobody's contract folder: the city's machine
    return IntegrityError("documents.certificate-void", number=number, why=why) if why else None


def _data(checked: Checked) -> dict[str, object]:
    twin = checked.twin
    return {
        "verdict": str(checked.verdict),
        "number": twin.get("number", ""),
        "contract": twin.get("contract", {}).get("ident", ""),
        "reached": twin.get("reached", ""),
        "signer": checked.signer,
        "fingerprint": checked.fingerprint,
        "signed": when(checked.claimed_at.astimezone(_JST)) if checked.claimed_at else "",
        "stamped": when(checked.stamped_at.astimezone(_JST)) if checked.stamped_at else "",
        "lasting": str(_LONG if checked.long_term else _SHORT) if checked.holds else "",
    }


KIND = CertificateKind()
