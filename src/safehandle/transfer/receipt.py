"""``juryo.txt``, the 受領書: what arrived and whether it is whole. Pure.

It is what ``sha256sum manifest-sha256.txt && sha256sum -c manifest-sha256.txt`` prints, so that a receiver who has
nothing but coreutils can write one; lines that begin with ``#`` say when and by whom. ``ssh-keygen -Y sign`` signs it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from safehandle.errors import IntegrityError
from safehandle.transfer import manifest

NAME = "juryo.txt"
SIGNATURE_NAME = "juryo.txt.sig"
LARGEST = 64 << 20

_MANIFEST_LINE = re.compile(r"([0-9a-f]{64})[ ][ *](?:\./)?" + re.escape(manifest.NAME))
_FILE_LINE = re.compile(r"(?:\./)?(.+): (.+)")
# What sha256sum says, in English and in Japanese.
_GOOD, _BAD = (
    frozenset({"OK", "完了"}),
    frozenset({"FAILED", "失敗", "FAILED open or read", "オープンまたは読み込みに失敗しました"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt. ``manifest_sha256`` (hex) says of which delivery, ``files`` which paths are as its manifest says."""

    manifest_sha256: str
    files: Mapping[str, bool]
    receiver: str = ""
    at: datetime | None = None
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether everything was whole."""
        return bool(self.files) and all(self.files.values())

    @property
    def bad(self) -> tuple[str, ...]:
        """The paths that were not."""
        return tuple(path for path, good in self.files.items() if not good)


def write(receipt: Receipt) -> bytes:
    """The receipt's bytes."""
    head = ["# 受領書 / receipt"]
    if receipt.at is not None:
        head.append(f"# at: {receipt.at.isoformat()}")
    if receipt.receiver:
        head.append(f"# receiver: {receipt.receiver}")
    lines = [*head, *(f"# {name}: {value}" for name, value in receipt.notes.items())]
    lines.append(f"{receipt.manifest_sha256}  {manifest.NAME}")
    lines += [f"{path}: {'OK' if good else 'FAILED'}" for path, good in receipt.files.items()]
    return "".join(f"{line}\n" for line in lines).encode()


def read(content: bytes) -> Receipt:
    """Read a receipt, ours or one that ``sha256sum`` wrote.

    Raises:
        IntegrityError: ``transfer.receipt-malformed`` with the line at fault.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise IntegrityError("transfer.receipt-malformed", line=0) from None
    digest, files, notes = "", dict[str, bool](), dict[str, str]()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            name, colon, value = line[1:].partition(":")
            if colon:
                notes[name.strip()] = value.strip()
        elif found := _MANIFEST_LINE.fullmatch(line):
            digest = found[1]
        elif (found := _FILE_LINE.fullmatch(line)) and found[2] in _GOOD | _BAD:
            files[found[1]] = found[2] in _GOOD and files.get(found[1], True)
        elif line:
            raise IntegrityError("transfer.receipt-malformed", line=number)
    if not digest or not files:
        raise IntegrityError("transfer.receipt-malformed", line=0)
    return Receipt(
        manifest_sha256=digest,
        files=files,
        receiver=notes.pop("receiver", ""),
        at=_time(notes.pop("at", "")),
        notes=notes,
    )


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def check(receipt: Receipt, manifest_content: bytes) -> None:
    """Hold a receipt against the manifest that we sent.

    Raises:
        IntegrityError: ``transfer.receipt-of-another`` (another delivery's), ``transfer.receipt-incomplete`` (it does
            not speak of every file, or of files that were not sent).
    """
    if hashlib.sha256(manifest_content).hexdigest() != receipt.manifest_sha256:
        raise IntegrityError("transfer.receipt-of-another")
    sent = manifest.read(manifest_content).keys()
    differing = sorted(sent ^ receipt.files.keys())
    if differing:
        raise IntegrityError("transfer.receipt-incomplete", paths=differing[:10], count=len(differing))
