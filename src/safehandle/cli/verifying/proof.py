"""A proof that one entry is in a ledger (C2SP tlog-proof), checked with the log's key alone."""

from __future__ import annotations

from pathlib import Path

from safehandle.cli.ledger_view import entry_data, entry_details
from safehandle.cli.log_keys import believed
from safehandle.cli.output import lines_of
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict
from safehandle.cli.verifying.checkpoint import LABELS, signed_data


class ProofKind:
    """The entry is in the file, so that nobody needs the ledger."""

    def recognises(self, path: Path, start: bytes) -> bool:  # noqa: ARG002
        return start.startswith(b"c2sp.org/tlog-proof@")

    def verify(self, session: Session, path: Path, trust: Trust) -> Verdict:
        import safehandle

        proof = safehandle.Proof.decode(safehandle.read_text(path))
        logs = believed(session, trust.keys, safehandle.claimed_origin(proof.note))
        data = signed_data(proof.verify(logs, trust.witnesses))
        return Verdict(
            kind="proof",
            data={**data, "entry": entry_data(proof.entry)},
            lines=[*entry_details(proof.entry), *lines_of(LABELS, data)],
        )


KIND = ProofKind()
