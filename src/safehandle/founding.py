"""Found a contract: its folder appears when everything in it is there, keys and first ledger entry included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from safehandle.actions.init import Init, InitRequest
from safehandle.contract import FILE_NAME, add_entry, login_name, new_text, write_text
from safehandle.errors import OutputError
from safehandle.files.whole import whole_folder
from safehandle.keys import KeyStore, Secret
from safehandle.model import Contract
from safehandle.opening import open_office

SUBFOLDERS = ("documents", "checkpoints")


def found_contract(
    folder: Path,
    values: Mapping[str, str | date | None],
    *,
    founder: Mapping[str, str],
    store: KeyStore,
    passphrase: Secret | None = None,
) -> Contract:
    """Make the contract folder ``folder``.

    ``values`` are those of ``[contract]`` and ``founder`` those of its first person, by the names that contract.toml
    uses. The founder is the one who is logged in, becomes 管理責任者, and is known by the login where nothing is said.

    Raises:
        InputError: what :func:`safehandle.contract.parse_contract` and :func:`safehandle.policy.load_profile` raise.
        OutputError: ``contract.exists``, or the codes of :func:`safehandle.files.whole.whole_folder`.
        SecretError: what :meth:`safehandle.keys.KeyStore.save` raises.
    """
    if (folder / FILE_NAME).exists():
        raise OutputError("contract.exists", folder=str(folder))
    login = login_name()
    entry = {"id": login, "name": login, "role": "manager", **founder, "login": login}
    text = add_entry(new_text({"contract": values}), "person", entry)
    with whole_folder(folder) as spare:
        write_text(spare, text)
        for name in SUBFOLDERS:
            (spare / name).mkdir(mode=0o700)
        office = open_office(spare, new=True)
        with office.ledger:
            request = InitRequest(folder=spare, text=text, store=store, passphrase=passphrase)
            return office.perform(Init(), request).result.contract
