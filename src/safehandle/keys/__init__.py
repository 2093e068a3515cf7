"""Key pairs, signatures, passwords and where secrets are kept.

The names load their module when they are first used: counting a password's bits needs no cryptography, and a command
that keeps nothing in the keyring never imports it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safehandle.keys.acts import act_signer as act_signer
    from safehandle.keys.acts import verify_act as verify_act
    from safehandle.keys.approvals import read_approval as read_approval
    from safehandle.keys.approvals import read_standing as read_standing
    from safehandle.keys.kinds import key_algorithm as key_algorithm
    from safehandle.keys.notes import Note as Note
    from safehandle.keys.notes import Verifier as Verifier
    from safehandle.keys.notes import add_signature as add_signature
    from safehandle.keys.notes import cosign_note as cosign_note
    from safehandle.keys.notes import open_note as open_note
    from safehandle.keys.notes import sign_note as sign_note
    from safehandle.keys.notes import verify_note as verify_note
    from safehandle.keys.pairs import PrivateKey as PrivateKey
    from safehandle.keys.pairs import PublicKey as PublicKey
    from safehandle.keys.pairs import generate as generate
    from safehandle.keys.passwords import generate_password as generate_password
    from safehandle.keys.passwords import normalise_password as normalise_password
    from safehandle.keys.passwords import password_bits as password_bits
    from safehandle.keys.secret import Secret as Secret
    from safehandle.keys.sources import SecretSource as SecretSource
    from safehandle.keys.sources.command import FromCommand as FromCommand
    from safehandle.keys.sources.credentials import FromCredentials as FromCredentials
    from safehandle.keys.sources.descriptor import FromDescriptor as FromDescriptor
    from safehandle.keys.sources.file import FromFile as FromFile
    from safehandle.keys.sources.keyring import FromKeyring as FromKeyring
    from safehandle.keys.store import KeyStore as KeyStore
    from safehandle.keys.store import StoredKey as StoredKey

_MODULES = {
    "acts": ("act_signer", "verify_act"),
    "approvals": ("read_approval", "read_standing"),
    "kinds": ("key_algorithm",),
    "notes": ("Note", "Verifier", "add_signature", "cosign_note", "open_note", "sign_note", "verify_note"),
    "pairs": ("PrivateKey", "PublicKey", "generate"),
    "passwords": ("generate_password", "normalise_password", "password_bits"),
    "secret": ("Secret",),
    "sources": ("SecretSource",),
    "sources.command": ("FromCommand",),
    "sources.credentials": ("FromCredentials",),
    "sources.descriptor": ("FromDescriptor",),
    "sources.file": ("FromFile",),
    "sources.keyring": ("FromKeyring",),
    "store": ("KeyStore", "StoredKey"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [  # noqa: PLE0604 - every name is in the table above
    *_HOME,
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
