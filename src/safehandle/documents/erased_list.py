"""A list of erased files that is too long for a report: JSON lines, which are bound together without their names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def line(plain: dict[str, Any]) -> bytes:
    """One line of a list, as it is written and hashed."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def without_path(one: bytes) -> bytes:
    """A line without its ``path``; one that is no object of ours stays as it is, so that it fits no hash."""
    try:
        plain = json.loads(one)
        plain.pop("path", None)
    except (ValueError, AttributeError, RecursionError):
        return one
    return line(plain)


def list_digest(lines: Iterable[bytes]) -> str:
    """SHA-256 (hex) over the lines without their paths: what a report commits to, whether or not names are kept."""
    total = hashlib.sha256()
    for one in lines:
        total.update(without_path(one))
    return total.hexdigest()
