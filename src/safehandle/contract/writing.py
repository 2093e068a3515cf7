"""Write contract.toml as a whole, and only over the version that was read."""

from __future__ import annotations

from pathlib import Path

from safehandle.contract.reading import FILE_NAME, read_text
from safehandle.errors import IntegrityError
from safehandle.files.whole import whole_file


def write_text(folder: Path, text: str, *, replaces: str | None = None) -> None:
    """Put ``text`` in the place of the version ``replaces``, with the file's permissions kept; None: there is none yet.

    Raises:
        IntegrityError: ``contract.changed-meanwhile`` when somebody else has changed the file since it was read.
        OutputError: the codes of :func:`safehandle.files.whole.whole_file`.
    """
    path = folder / FILE_NAME
    if replaces is not None and read_text(path) != replaces:
        raise IntegrityError("contract.changed-meanwhile", file=str(path))
    mode = path.stat().st_mode & 0o777 if replaces is not None else 0o600
    with whole_file(path, overwrite=replaces is not None, mode=mode) as file:
        file.write(text.encode())
