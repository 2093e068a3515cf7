"""What the command line says of the contract's key, its copies, and where the data lay unprotected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from safehandle.cli.passwords import Given
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import KeyGiven

OPTIONS = ("copies", "no_other_copies", "plaintext", "no_plaintext")
"""The options' names, beside the one that names the key."""


def key_given(ident: str, told: Mapping[str, Any], password: Given, *, asked: bool) -> KeyGiven:
    """The key of the user's store, and what is told of it; its passphrase is asked for where a person knows it.

    Raises:
        UsageError: ``usage.excludes``; as :meth:`safehandle.KeyStore.show`.
    """
    import safehandle
    from safehandle.model.erasure import KeyCopy

    if told["plaintext"] and told["no_plaintext"]:
        raise UsageError("usage.excludes", first="--plaintext", second="--no-plaintext")
    store = safehandle.KeyStore.default()
    stored = store.show(ident)
    copies = (copy.partition("=") for copy in told["copies"])
    return safehandle.KeyGiven(
        ident=stored.id,
        store=store,
        passphrase=password.read(key=stored.id) if asked and stored.kept != "keyring" else None,
        copies=tuple(KeyCopy(where=where.strip(), receipt=receipt.strip()) for where, _, receipt in copies),
        copies_complete=told["no_other_copies"],
        plaintext=told["plaintext"] if told["plaintext"] or told["no_plaintext"] else None,
    )
