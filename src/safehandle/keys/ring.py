"""The operating system's keyring, never one in plain text.

The library `keyring` chooses a backend by priority, by a configuration file or by an environment variable, and some
of what it may choose keeps secrets unencrypted or nowhere. So the backend is looked up by its exact type in a list of
those that are known to encrypt; a chain of backends only counts if each of its links does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from safehandle.errors import SecretError
from safehandle.keys.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "safehandle"

ALLOWED = {
    "keyring.backends.SecretService.Keyring": "Secret Service (GNOME Keyring, KeePassXC)",
    "keyring.backends.libsecret.Keyring": "libsecret",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet 4",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Locker",
}
"""The backends that encrypt what they keep under the user's login."""

_NOWHERE = {"keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"}


def check() -> str:
    """Which keyring would be used.

    Raises:
        SecretError: ``keys.keyring-absent`` (there is none on this machine) or ``keys.keyring-refused`` (one that is
            not known to encrypt, by name).
    """
    return ALLOWED[_name(_backend())]


def put(name: str, secret: Secret) -> None:
    """Keep a secret.

    Raises:
        SecretError: as :func:`check`, or ``keys.keyring-locked`` (locked, or closed to us).
    """
    _call(name, secret)


def get(name: str) -> Secret:
    """Read a secret.

    Raises:
        SecretError: as :func:`put`, or ``keys.keyring-empty`` (no such entry).
    """
    text = _call(name)
    if not text:
        raise SecretError("keys.keyring-empty", name=name)
    return Secret(text)


def remove(name: str) -> bool:
    """Take an entry out. False if there was none. Raises as :func:`put`."""
    from keyring.errors import PasswordDeleteError

    backend = _backend()
    if _call(name) is None:
        return False
    try:
        backend.delete_password(SERVICE, name)
    except PasswordDeleteError:
        raise SecretError("keys.keyring-locked", backend=ALLOWED[_name(backend)]) from None
    return True


def _call(name: str, secret: Secret | None = None) -> str | None:
    from keyring.errors import KeyringError

    backend = _backend()
    try:
        if secret is None:
            return backend.get_password(SERVICE, name)
        backend.set_password(SERVICE, name, secret.text)
    except KeyringError:
        # The library's own exception may quote what it was given.
        raise SecretError("keys.keyring-locked", backend=ALLOWED[_name(backend)]) from None
    return None


def _backend() -> KeyringBackend:
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    links = list(chosen.backends) if type(chosen) is ChainerBackend else [chosen]
    if not links or _name(links[0]) in _NOWHERE:
        raise SecretError("keys.keyring-absent", backend=_name(chosen))
    for link in links:
        if _name(link) not in ALLOWED:
            raise SecretError("keys.keyring-refused", backend=_name(link))
    return links[0]


def _name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
