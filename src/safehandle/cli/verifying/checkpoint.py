"""A signed checkpoint, with or without cosignatures (C2SP tlog-checkpoint)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.language import Text
from safehandle.cli.ledger_view import checkpoint_data, when
from safehandle.cli.log_keys import believed
from safehandle.cli.output import lines_of, printable
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict

if TYPE_CHECKING:
    from safehandle import SignedCheckpoint

LABELS = {
    "origin": Text("元帳", "ledger"),
    "size": Text("件数", "entries"),
    "root": Text("ルート", "root"),
    "signed": Text("署名", "signed by"),
    "cosigned": Text("確認の署名", "cosigned by"),
    "timestamp": Text("タイムスタンプ", "timestamp"),
}
_UNCHECKED = Text("あり(--authority-root で確かめられます)", "there is one (check it with --authority-root)")
_JST = timezone(timedelta(hours=9))


class CheckpointKind:
    """Checked with the log's key alone: that the log signed it, not what the ledger holds today."""

    def recognises(self, path: Path, start: bytes) -> bool:  # noqa: ARG002
        lines = start.split(b"\n")
        return len(lines) > 4 and lines[1].isdigit() and lines[3] == b"" and lines[4].startswith("— ".encode())

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        import safehandle

        origin = safehandle.claimed_origin(safehandle.read_text(path))
        logs = believed(session, trust.keys, origin)
        signed = safehandle.read_checkpoint(path, logs, trust.witnesses)
        data = signed_data(signed) | _timestamp(path, signed, trust)
        return Verdict(kind="checkpoint", data=data, lines=lines_of(LABELS, data))


def signed_data(signed: SignedCheckpoint) -> dict[str, object]:
    """A checkpoint and who signed it."""
    return {
        **checkpoint_data(signed.checkpoint),
        "signed": [one.verifier.public.id for one in signed.signatures if one.cosigned_at is None],
        "cosigned": list(_cosigners(signed)),
    }


def _timestamp(path: Path, signed: SignedCheckpoint, trust: Trust) -> dict[str, object]:
    """What a timestamp beside the checkpoint says, if there is one and a root certificate to believe it by."""
    import safehandle

    answer = safehandle.stamp_path(path)
    if not answer.exists():
        return {}
    if not trust.roots:
        return {"timestamp": str(_UNCHECKED)}
    stamp = safehandle.verify_stamp(answer.read_bytes(), signed.checkpoint.text, safehandle.read_roots(trust.roots))
    return {"timestamp": when(stamp.at)}


def _cosigners(signed: SignedCheckpoint) -> Iterator[str]:
    for one in signed.signatures:
        if one.cosigned_at is not None:
            yield f"{printable(one.verifier.name)} ({when(datetime.fromtimestamp(one.cosigned_at, _JST))})"


KIND = CheckpointKind()
