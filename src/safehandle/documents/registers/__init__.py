"""The registers: one file a kind, found here by themselves."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from safehandle.documents.register import RegisterKind
from safehandle.errors import UsageError


@cache
def kinds() -> dict[str, RegisterKind]:
    """Every register by its id."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found: list[RegisterKind] = [importlib.import_module(f"{__name__}.{name}").REGISTER for name in modules]
    return {kind.ident: kind for kind in found}


def find(name: str) -> RegisterKind:
    """The register of an id (``"carry-out"``) or a Japanese title (``"持出管理簿"``).

    Raises:
        UsageError: ``documents.no-such-register``.
    """
    for kind in kinds().values():
        if name in (kind.ident, kind.ja):
            return kind
    raise UsageError("documents.no-such-register", name=name, known=", ".join(kinds()))
