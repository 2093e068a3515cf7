"""Whose checkpoints are believed: the keys that were named, else those of the contract that one stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.errors import InputError, UsageError

if TYPE_CHECKING:
    from safehandle import Office, Verifier
    from safehandle.cli.session import Session


def named_logs(keys: tuple[str, ...], origin: str) -> tuple[Verifier, ...]:
    """Keys as somebody gives them: a public key, or a file that holds one."""
    import safehandle

    return tuple(safehandle.log_verifier(origin, _text(key)) for key in keys)


def _text(key: str) -> str:
    import safehandle

    path = Path(key)
    return safehandle.read_text(path).strip() if len(key) < 1000 and path.is_file() else key


def contract_logs(office: Office) -> tuple[Verifier, ...]:
    """The contract's own, and those it had before.

    Raises:
        UsageError: ``ledger.key-needed``.
        IntegrityError: ``ledger.key-change-false``, and whatever is wrong with the ledger that tells of them.
    """
    import safehandle

    if not office.contract.ledger_key:
        raise UsageError("ledger.key-needed")
    return safehandle.log_verifiers(office.ledger, office.contract.ledger_key)


def believed(session: Session, keys: tuple[str, ...], origin: str) -> tuple[Verifier, ...]:
    """The named keys; without any, those of this run's contract if it is the log's.

    Raises:
        UsageError: ``ledger.key-needed``.
    """
    if keys:
        return named_logs(keys, origin)
    try:
        with session.open_office(reading=True) as office:
            logs = contract_logs(office)
    except InputError:
        raise UsageError("ledger.key-needed") from None
    if all(log.name != origin for log in logs):
        raise UsageError("ledger.key-needed")
    return logs


def witness_verifiers(texts: tuple[str, ...]) -> tuple[Verifier, ...]:
    """Witnesses' verifier keys (c2sp.org/signed-note)."""
    import safehandle

    return tuple(safehandle.Verifier.decode(_text(text)) for text in texts)
