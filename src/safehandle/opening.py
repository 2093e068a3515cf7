"""Open an office: find the contract, its profile and its ledger, and see who acts."""

from __future__ import annotations

from pathlib import Path

from safehandle.contract import (
    FILE_NAME,
    find_folder,
    implicit_contract,
    login_name,
    parse_contract,
    person_with_login,
    read_text,
)
from safehandle.errors import InputError
from safehandle.files.home import home
from safehandle.ledger import known_states, move_ledger, open_ledger, origin_of
from safehandle.model import Authentication, Contract
from safehandle.noticing import notice_edits
from safehandle.office import Office
from safehandle.policy import load_profile

_SEEN = "seen"
"""Where a user's data folder remembers the ledgers that were seen, so that one that was set back is noticed."""


def open_office(
    folder: Path | None = None, *, person: str | None = None, new: bool = False, reading: bool = False
) -> Office:
    """Enter the office of the contract in ``folder``, else of the one found upwards from the working directory.

    Without any contract, the built-in baseline profile holds and the ledger is the user's own. ``person`` is an id of
    contract.toml; without it, the person bound to the login acts. Whoever is not registered may enter, and is refused
    by the contract's rules in whatever they try. A contract's ledger is made only when it is ``new``: one that has
    gone missing is an error, never an empty ledger. What somebody edited in contract.toml by hand is recorded first,
    except for who is only ``reading``: a damaged ledger must still be open to a verification.

    Raises:
        InputError: ``contract.not-found``, or whatever is wrong with the contract, the profile or the ledger.
    """
    found = find_folder(Path.cwd()) if folder is None else folder
    if found is None:
        return _open_without_contract(person)
    if folder is not None and find_folder(folder) != folder.absolute():
        raise InputError("contract.not-found", folder=str(folder))
    text = read_text(found / FILE_NAME)
    contract = parse_contract(text, file=str(found / FILE_NAME))
    office = Office(
        contract,
        load_profile(contract.profile),
        open_ledger(
            _location(contract, found),
            origin_of(contract),
            create=new,
            known=() if new else known_states(found),
            memory=None if new else home() / _SEEN,
        ),
        entered_by=_recognise(contract, person),
        folder=found,
    )
    if not new and not reading:
        notice_edits(office, text)
    return office


def open_import(source: str, folder: Path | None = None, *, person: str | None = None) -> Office:
    """Enter the office with the ledger that lies at ``source`` (a path or URL), to take it to the contract's own place.

    It is there from the first act on that is performed; see :func:`safehandle.ledger.move_ledger`. The states that are
    known of the contract's ledger are known of this one: an old back-up has to be restored, not only imported.
    """
    found = find_folder(Path.cwd()) if folder is None else folder
    if found is None:
        contract = implicit_contract(login_name())
    else:
        contract = parse_contract(read_text(found / FILE_NAME), file=str(found / FILE_NAME))
    target, seen = _location(contract, found or home()), home() / _SEEN
    ledger = move_ledger(source, target, origin_of(contract), known=known_states(found), memory=seen)
    profile, entered_by = load_profile(contract.profile), _recognise(contract, person)
    return Office(contract, profile, ledger, entered_by=entered_by, folder=found)


def _open_without_contract(person: str | None) -> Office:
    contract = implicit_contract(login_name())
    folder = home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Office(
        contract,
        load_profile(contract.profile),
        open_ledger(str(folder / contract.ledger), origin_of(contract), create=True, memory=folder / _SEEN),
        entered_by=_recognise(contract, person),
    )


def _location(contract: Contract, folder: Path) -> str:
    return contract.ledger if "://" in contract.ledger else str(folder / contract.ledger)


def _recognise(contract: Contract, claimed: str | None) -> Authentication:
    """Who acts: the person bound to the login, unless somebody claims to be another."""
    login = login_name()
    bound = person_with_login(contract, login)
    ident = claimed or (bound.ident if bound else login)
    return Authentication(person=ident, means="login" if bound and bound.ident == ident else "claimed")
