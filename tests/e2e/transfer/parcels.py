"""Parcels to send, with plain documents in place of signed ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from safehandle.files import survey
from safehandle.model import Progress
from safehandle.transfer import Moved, Outgoing, Parcel, Patience, Remote, Sender, Target, from_entry, method_for

BIG = 8_000_000


def documents(files: Mapping[str, Moved]) -> dict[str, bytes]:
    """A list of what was sent; stands for the papers where their content does not matter."""
    return {"list.txt": "".join(f"{file.sha256}  {path}\n" for path, file in sorted(files.items())).encode()}


def parcel(folder: Path, sizes: Mapping[str, int] | None = None, *, name: str = "delivery") -> Parcel:
    """Random files in ``folder``, as a parcel."""
    folder.mkdir(exist_ok=True)
    for path, size in (sizes or {"big.bin": BIG, "住民/一覧.csv": 20_000}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(os.urandom(size))
    found = survey(sorted(folder.iterdir())).files
    items = tuple(Outgoing(path=entry.path, size=entry.size, source=from_entry(entry)) for entry in found)
    return Parcel(name=name, payload=items, documents=documents)


def connector(target: Target) -> Callable[[], Remote]:
    return lambda: method_for(target.address.scheme).connect(target)


def sender(target: Target, what: Parcel, *, attempts: int = 1, **options: Any) -> Sender:
    """Sends without waiting between attempts."""
    patience = Patience(attempts=attempts, sleep=lambda _: None)
    return Sender(connect=connector(target), folder=target.address.folder, parcel=what, patience=patience, **options)


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its relative path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def append(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)


def names(folder: Path) -> list[str]:
    """Everything in a folder, temporary names too."""
    return sorted(path.name for path in folder.iterdir())


def finals(drop: Path) -> list[str]:
    """What stands under a name that is not a temporary one."""
    return [name for name in names(drop) if not (name.startswith(".") and name.endswith(".part"))]


def once_at(size: int, act: Callable[[], object]) -> Progress:
    """A progress callback that does something once, when ``size`` bytes have passed."""
    left = [size]

    def progress(count: int) -> None:
        before, left[0] = left[0], left[0] - count
        if before > 0 >= left[0]:
            with suppress(ProcessLookupError):
                act()

    return progress
