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
    from safehandle.actions.key_destroy import KeyDestroy as KeyDestroy
    from safehandle.actions.key_destroy import KeyDestroyRequest as KeyDestroyRequest
    from safehandle.actions.key_new import KeyNew as KeyNew
    from safehandle.actions.key_new import KeyNewRequest as KeyNewRequest
    from safehandle.keys import FromCommand as FromCommand
    from safehandle.keys import FromCredentials as FromCredentials
    from safehandle.keys import FromDescriptor as FromDescriptor
    from safehandle.keys import FromFile as FromFile
    from safehandle.keys import FromKeyring as FromKeyring
    from safehandle.keys import KeyStore as KeyStore
    from safehandle.keys import PublicKey as PublicKey
    from safehandle.keys import Secret as Secret
    from safehandle.keys import SecretSource as SecretSource
    from safehandle.keys import StoredKey as StoredKey
    from safehandle.keys import generate_password as generate_password
    from safehandle.keys import key_algorithm as key_algorithm
    from safehandle.keys import password_bits as password_bits
    from safehandle.office import Office as Office
    from safehandle.office import Performed as Performed
    from safehandle.opening import open_office as open_office

_ROOM = {
    "FromCommand": "safehandle.keys",
    "FromCredentials": "safehandle.keys",
    "FromDescriptor": "safehandle.keys",
    "FromFile": "safehandle.keys",
    "FromKeyring": "safehandle.keys",
    "KeyDestroy": "safehandle.actions.key_destroy",
    "KeyDestroyRequest": "safehandle.actions.key_destroy",
    "KeyNew": "safehandle.actions.key_new",
    "KeyNewRequest": "safehandle.actions.key_new",
    "KeyStore": "safehandle.keys",
    "PublicKey": "safehandle.keys",
    "Secret": "safehandle.keys",
    "SecretSource": "safehandle.keys",
    "StoredKey": "safehandle.keys",
    "generate_password": "safehandle.keys",
    "key_algorithm": "safehandle.keys",
    "password_bits": "safehandle.keys",
    "Office": "safehandle.office",
    "Performed": "safehandle.office",
    "open_office": "safehandle.opening",
}

__all__ = [
    "FromCommand",
    "FromCredentials",
    "FromDescriptor",
    "FromFile",
    "FromKeyring",
    "KeyDestroy",
    "KeyDestroyRequest",
    "KeyNew",
    "KeyNewRequest",
    "KeyStore",
    "Office",
    "Performed",
    "PublicKey",
    "Secret",
    "SecretSource",
    "StoredKey",
    "__version__",
    "generate_password",
    "key_algorithm",
    "open_office",
    "password_bits",
]


def __getattr__(name: str) -> object:
    try:
        room = _ROOM[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value: object = getattr(importlib.import_module(room), name)
    globals()[name] = value
    return value
