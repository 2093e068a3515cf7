"""The contract folder: finding it, reading it, editing it with a person's comments left in place."""

from safehandle.contract.folder import find_folder, implicit_contract, person_with_login
from safehandle.contract.reading import FILE_NAME, parse_contract, read_contract

__all__ = ["FILE_NAME", "find_folder", "implicit_contract", "parse_contract", "person_with_login", "read_contract"]
