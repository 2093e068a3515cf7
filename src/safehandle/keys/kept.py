"""A container's password in the system's keyring, under the container's 照合番号."""

from __future__ import annotations

from safehandle.errors import SecretError
from safehandle.keys import ring
from safehandle.keys.secret import Secret


def password_name(number: str) -> str:
    """What the keyring calls the password of the container with this 照合番号."""
    return f"container {number}"


def check_keyring() -> None:
    """See that there is a keyring that may be used.

    Raises:
        SecretError: as :func:`safehandle.keys.ring.check`.
    """
    ring.check()


def keep_password(number: str, secret: Secret) -> None:
    """Keep a container's password.

    Raises:
        SecretError: as :func:`safehandle.keys.ring.put`.
    """
    ring.put(password_name(number), secret)


def kept_password(number: str) -> Secret | None:
    """The password that was kept for this container, or None: none was, or there is no keyring that may be asked."""
    try:
        return ring.get(password_name(number))
    except SecretError:
        return None
