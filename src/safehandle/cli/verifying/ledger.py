"""A ledger as a file, against checkpoints that the person holds."""

from __future__ import annotations

from pathlib import Path

from safehandle.cli.ledger_view import report_data, report_lines
from safehandle.cli.log_keys import believed
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict
from safehandle.errors import IntegrityError, SafehandleError


class LedgerKind:
    """Any contract's: its origin is told, and has to be the checkpoints'."""

    def recognises(self, path: Path, start: bytes) -> bool:  # noqa: ARG002
        # SQLite's header has our application id at byte 68.
        return start.startswith(b"SQLite format 3\0") and start[68:72] == b"SHLG"

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        import safehandle

        with safehandle.open_ledger(path, "") as ledger:
            logs = believed(session, trust.keys, ledger.origin) if trust.checkpoints else ()
            held = [safehandle.read_checkpoint(one, logs, trust.witnesses).checkpoint for one in trust.checkpoints]
            report = ledger.verify(held)
            origin = ledger.origin
        problem: SafehandleError | None = None
        try:
            report.demand()
        except IntegrityError as error:
            problem = error
        return Verdict(
            kind="ledger", data=report_data(origin, report), lines=list(report_lines(origin, report)), problem=problem
        )


KIND = LedgerKind()
