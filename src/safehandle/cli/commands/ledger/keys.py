"""The keys of a contract's ledger, and the checkpoints that were signed with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.log_keys import contract_logs
from safehandle.cli.passwords import Given
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Office, PrivateKey, SignedCheckpoint


def held(office: Office, given: tuple[Path, ...]) -> list[SignedCheckpoint]:
    """The checkpoints kept in the contract folder, then those that were given; every signature checked."""
    import safehandle

    kept = safehandle.kept_checkpoints(office.folder) if office.folder else []
    paths = [*kept, *given]
    logs = contract_logs(office) if paths else ()
    return [safehandle.read_checkpoint(path, logs) for path in paths]


def signing_key(office: Office, password: Given) -> PrivateKey:
    import safehandle

    if not office.contract.ledger_key:
        raise UsageError("checkpoint.no-key")
    store = safehandle.KeyStore.default()
    stored = store.show(safehandle.PublicKey.decode(office.contract.ledger_key).id)
    return store.load(stored.id, None if stored.kept == "keyring" else password.read(key=stored.id))
