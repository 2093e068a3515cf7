"""safehandle: handle a municipality's personal data as the contract demands, and prove it.

The names below are the public API; each loads its room when it is first used, so that ``import safehandle`` costs
nothing. Acts go through the office::

    office = safehandle.open_office()
    done = office.perform(safehandle.Encrypt(office.contract), safehandle.EncryptRequest(...))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from safehandle.version import __version__

if TYPE_CHECKING:
    from safehandle.office import Office as Office
    from safehandle.office import Performed as Performed
    from safehandle.opening import open_office as open_office

_ROOM = {
    "Office": "safehandle.office",
    "Performed": "safehandle.office",
    "open_office": "safehandle.opening",
}

__all__ = ["Office", "Performed", "__version__", "open_office"]


def __getattr__(name: str) -> object:
    try:
        room = _ROOM[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value: object = getattr(importlib.import_module(room), name)
    globals()[name] = value
    return value
