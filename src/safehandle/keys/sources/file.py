"""A secret from a file that only we can read (``--password-file F``)."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from safehandle.errors import SecretError
from safehandle.keys.secret import MAX_BYTES, Secret, first_line

_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY"):  # O_NONBLOCK: a FIFO must not hang us
    _FLAGS |= getattr(os, _flag, 0)


@dataclass(frozen=True, slots=True)
class FromFile:
    """The first line of a regular file that belongs to us and that nobody else may read or write.

    Windows has neither owner nor mode in this sense: there the file must be regular and no link, and who may read it is
    for its access control list (under the user's own profile: the user and the administrators).
    """

    path: Path

    def read(self) -> Secret:
        """Raises: SecretError: ``keys.file-*``, and as in :class:`~safehandle.keys.sources.SecretSource`."""
        return first_line(read_regular(self.path, private=True), self.path.name)


def read_regular(path: Path, *, private: bool) -> bytes:
    """At most a secret's length of a regular file that is no link; with ``private``, ours and closed to others.

    Raises:
        SecretError: ``keys.file-missing``, ``keys.file-link``, ``keys.file-kind``, ``keys.file-owner`` or
            ``keys.file-mode``.
    """
    try:
        if os.name == "nt" and path.is_symlink():
            raise SecretError("keys.file-link", path=str(path))
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        code = "keys.file-link" if error.errno == errno.ELOOP else "keys.file-missing"
        raise SecretError(code, path=str(path)) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SecretError("keys.file-kind", path=str(path))
        if private and os.name != "nt":
            _check_private(path, status)
        return os.read(descriptor, MAX_BYTES + 2)
    finally:
        os.close(descriptor)


def _check_private(path: Path, status: os.stat_result) -> None:
    if status.st_uid != os.geteuid():
        raise SecretError("keys.file-owner", path=str(path))
    if status.st_mode & 0o077:
        raise SecretError("keys.file-mode", path=str(path), mode=f"{stat.S_IMODE(status.st_mode):04o}")
