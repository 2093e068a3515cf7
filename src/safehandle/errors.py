"""Every error that safehandle raises on purpose.

::

    SafehandleError
    ├── UsageError       the request itself makes no sense
    ├── PolicyDenied     an article of the contract forbids the plan
    ├── IntegrityError   bytes are not what was recorded: altered, truncated, mismatched, incomplete
    ├── SecretError      a password or key is wrong, missing or locked
    ├── InputError       an input is missing, unreadable or not supported
    ├── OutputError      an output exists already, or there is no room for it
    ├── RemoteError      the other side: connection, authentication, host key, remote disk
    └── ErasureError     erasure is not complete, or the level asked for cannot be reached

The class says what *kind* of failure it is (the CLI picks the exit code by it), the ``code`` says which one
(``"container.truncated"``), and the fields say about what. There are no sentences here: the CLI holds an error line and
a hint line for every code, in Japanese and in English. Fields never hold a secret.
"""

from __future__ import annotations


class SafehandleError(Exception):
    """Base of every error raised on purpose."""

    def __init__(self, code: str, /, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!s}" for name, value in self.fields.items())
        return f"{self.code} ({details})" if details else self.code


class UsageError(SafehandleError):
    """The request itself makes no sense: options that exclude each other, a value of the wrong form."""


class PolicyDenied(SafehandleError):
    """An article of the contract forbids the plan. The ``decision`` field holds every finding."""


class IntegrityError(SafehandleError):
    """Bytes are not what was recorded: altered, truncated, mismatched or incomplete."""


class SecretError(SafehandleError):
    """A password or key is wrong, missing or locked."""


class InputError(SafehandleError):
    """An input is missing, unreadable, changing or not supported."""


class OutputError(SafehandleError):
    """An output exists already, or there is no room for it."""


class RemoteError(SafehandleError):
    """The other side failed or is not who it should be."""


class ErasureError(SafehandleError):
    """Erasure is not complete, or the level asked for cannot be reached."""
