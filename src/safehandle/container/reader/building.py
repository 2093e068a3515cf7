"""Join the reader's modules into one page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib import resources

from safehandle.errors import UsageError
from safehandle.version import __version__

LARGEST_EMBEDDED = 25_000_000
"""Bytes of a container that a page may carry; browsers open that in a second, and fail at a few hundred million."""

_ENTRY = "page.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z0-9]+\.js)";\n', re.MULTILINE)
_TYPES = re.compile(r"^/\*\* @import .*\*/\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|class|const|let)", re.MULTILINE)
_TOP = re.compile(r"^(?:async )?(?:function\*? |class |const |let )(\w+)", re.MULTILINE)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def page(container: bytes = b"") -> bytes:
    """The reader as UTF-8 HTML; with a ``container`` in it, it opens that one.

    Raises:
        UsageError: ``reader.too-large`` for a container of more than :data:`LARGEST_EMBEDDED` bytes.
    """
    if len(container) > LARGEST_EMBEDDED:
        raise UsageError("reader.too-large", size=len(container), limit=LARGEST_EMBEDDED)
    style, script = _read("page.css"), _script()
    policy = (
        f"default-src 'none'; script-src {_source(script)}; style-src {_source(style)}; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'"
    )
    slots = {
        "policy": policy,
        "style": style,
        "script": script,
        "version": __version__,
        "container": _element(container) if container else "",
    }
    return _SLOT.sub(lambda match: slots[match[1]], _read("page.html")).encode()


def _element(container: bytes) -> str:
    """A container as the element that carries it; browsers do not run it, and the reader finds it in a file."""
    encoded = base64.b64encode(container).decode()
    return f'<script type="application/x-safehandle-container">{encoded}</script>\n'


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _script() -> str:
    """All modules as one strict script, in which each name stands for one thing."""
    parts = list(_modules(_ENTRY, set()))
    names = [name for part in parts for name in _TOP.findall(part)]
    twice = {name for name in names if names.count(name) > 1}
    whole = "".join(parts).replace("{{version}}", __version__)
    if twice or "</script" in whole or re.search(r"^(?:import|export) ", whole, re.MULTILINE):
        message = f"the modules cannot be joined: {sorted(twice)}"
        raise AssertionError(message)
    return f'"use strict";\n(() => {{\n{whole}}})();\n'


def _modules(name: str, seen: set[str]) -> Iterator[str]:
    seen.add(name)
    text = _read(name)
    for needed in _IMPORT.findall(text):
        if needed not in seen:
            yield from _modules(needed, seen)
    yield _EXPORT.sub("", _TYPES.sub("", _IMPORT.sub("", text))).strip("\n") + "\n"
