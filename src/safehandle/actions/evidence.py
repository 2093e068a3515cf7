"""What no erasure may take along: the contract folder, the ledger, the keys. Evidence outlives the data."""

from __future__ import annotations

from pathlib import Path

from safehandle.erase import require_no_evidence
from safehandle.files.home import home
from safehandle.model import Contract


def require_outside_evidence(path: str | Path, contract: Contract | None, folder: Path | None) -> None:
    """See that erasing ``path`` leaves the evidence of the contract in ``folder`` where it is.

    Raises:
        ErasureError: ``erase.evidence``.
    """
    files: tuple[Path, ...] = ()
    archives: tuple[Path, ...] = (home(),)
    if folder is not None:
        ledger = contract.ledger if contract is not None and "://" not in contract.ledger else "ledger.db"
        files = (folder, folder / "contract.toml", folder / ledger)
        archives = (*archives, folder / "documents", folder / "checkpoints")
    require_no_evidence(str(path), files, archives)
