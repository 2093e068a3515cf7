"""The contract folder: where it is, and what stands in for it when there is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from safehandle.contract.reading import FILE_NAME
from safehandle.errors import InputError
from safehandle.model import Contract, Person, Role

BASELINE = "baseline"
_OPEN_TO_ALL = stat.S_ISVTX | stat.S_IWOTH  # what /tmp is; some file systems show every folder as writable to all


def find_folder(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds a contract.toml, as git finds a repository.

    Raises:
        InputError: ``contract.open-folder`` when that is a folder like ``/tmp``, where anybody may have put the file.
    """
    here = start.absolute()
    found = next((folder for folder in (here, *here.parents) if (folder / FILE_NAME).is_file()), None)
    if found is not None and found.stat().st_mode & _OPEN_TO_ALL == _OPEN_TO_ALL:
        raise InputError("contract.open-folder", folder=str(found))
    return found


def implicit_contract(login: str) -> Contract:
    """What applies without a contract folder: the baseline profile, and the one who is logged in as its only person."""
    person = Person(ident=login, name=login, role=Role.MANAGER, login=login)
    return Contract(ident=BASELINE, profile=BASELINE, people=(person,))


def login_name() -> str:
    """The operating system's name for who is logged in; its number where it has no name, as in a container.

    Not by the environment, where anybody may write anybody's name.
    """
    if os.name == "nt":
        return os.getlogin()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def person_with_login(contract: Contract, login: str) -> Person | None:
    """The registered person whom contract.toml binds to an operating system's user name."""
    return next((person for person in contract.people if person.login and person.login == login), None)
