"""The contract folder: finding it, reading it, editing it with a person's comments left in place."""

from safehandle.contract.differences import changes
from safehandle.contract.editing import add_entry, change_entry, digest, new_text, set_values
from safehandle.contract.folder import find_folder, implicit_contract, login_name, person_with_login
from safehandle.contract.history import Edition, Unreported, contract_history, unreported_changes, version_in
from safehandle.contract.reading import FILE_NAME, parse_contract, read_contract, read_text
from safehandle.contract.writing import write_text

__all__ = [
    "FILE_NAME",
    "Edition",
    "Unreported",
    "add_entry",
    "change_entry",
    "changes",
    "contract_history",
    "digest",
    "find_folder",
    "implicit_contract",
    "login_name",
    "new_text",
    "parse_contract",
    "person_with_login",
    "read_contract",
    "read_text",
    "set_values",
    "unreported_changes",
    "version_in",
    "write_text",
]
