"""One way to reach a place per file; the file's ``METHOD`` says for which URL schemes it is."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from safehandle.errors import UsageError
from safehandle.transfer.transport import Method


@cache
def methods() -> tuple[Method, ...]:
    """Every transport that this folder holds."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").METHOD for name in found)


def method_for(scheme: str) -> Method:
    """The transport for a URL's scheme.

    Raises:
        UsageError: ``transfer.scheme-unknown``.
    """
    known = {name: method for method in methods() for name in method.schemes}
    if scheme not in known:
        raise UsageError("transfer.scheme-unknown", scheme=scheme, known=sorted(known))
    return known[scheme]
