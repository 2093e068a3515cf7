"""Recognise who acts by their signing key, where the login does not show it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.cli.passwords import Given
from safehandle.errors import InputError

if TYPE_CHECKING:
    from safehandle import Office, Secret, StoredKey

VARIABLE = "SAFEHANDLE_AS_PASSWORD_FILE"
"""A file with the passphrase of the key of who acts; ``-`` asks on the terminal."""


def recognise_by_key(office: Office) -> None:
    """Let the actor's signing key, opened, show who acts and sign what they do, if its passphrase is at hand.

    A passphrase in the system's keyring is used; otherwise :data:`VARIABLE` says where it is. Whom the login shows
    already is not asked for the key unless the variable is set. A key that is not on this machine shows nothing, and
    the contract's rules decide.

    Raises:
        SecretError: the passphrase is wrong or cannot be read.
    """
    person = office.contract.person(office.actor)
    if person is None or not person.key:
        return
    if office.entered_by.means != "claimed" and not os.environ.get(VARIABLE):
        return
    import safehandle

    store = safehandle.KeyStore.default()
    try:
        stored = store.show(safehandle.PublicKey.decode(person.key).id)
    except InputError:
        return
    passphrase = _passphrase(stored)
    if passphrase is not None or stored.kept == "keyring":
        office.recognise_by_key(safehandle.act_signer(store.load(stored.id, passphrase)))


def _passphrase(stored: StoredKey) -> Secret | None:
    where = os.environ.get(VARIABLE)
    if not where:
        return None
    return Given({} if where == "-" else {"password_file": Path(where)}).read(key=stored.id)
