"""The keys and passwords that an :class:`~safehandle.transfer.server.Access` stands for. Imports paramiko."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import paramiko

from safehandle.errors import InputError, SecretError
from safehandle.keys.secret import Secret
from safehandle.transfer.server import Access


def identities(access: Access) -> Generator[paramiko.PKey | Secret]:
    """What to log in with, in the order in which it is tried."""
    if access.key_file is not None:
        key = _load(access.key_file, access)
        if access.certificate is not None:
            key.load_certificate(str(access.certificate))
        yield key
        return
    if access.agent:
        agent = paramiko.Agent()
        try:
            yield from agent.get_keys()
        finally:
            agent.close()
    if access.password is not None:
        yield access.password()


def _load(path: Path, access: Access) -> paramiko.PKey:
    try:
        return _read(path, None)
    except paramiko.PasswordRequiredException:
        pass
    if access.password is None:
        raise SecretError("transfer.key-locked", path=str(path))
    try:
        return _read(path, access.password().text)
    except paramiko.PasswordRequiredException:
        raise SecretError("transfer.key-password-wrong", path=str(path)) from None


def _read(path: Path, password: str | None) -> paramiko.PKey:
    """Read a private key of whichever type the file holds."""
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key_file(str(path), password=password)
        except OSError as error:
            raise InputError("files.unreadable", path=str(path), reason=error.strerror or "") from None
        except paramiko.PasswordRequiredException:
            raise
        except (ValueError, TypeError, paramiko.SSHException):
            continue
    if password is not None:
        raise SecretError("transfer.key-password-wrong", path=str(path))
    raise InputError("transfer.key-unreadable", path=str(path))
