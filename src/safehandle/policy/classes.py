"""How much a piece of data needs protection: what contract.toml says of its folder, in the profile's own levels."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from safehandle.errors import InputError
from safehandle.model import Contract, DataClass
from safehandle.policy.profile import Profile


def data_class(profile: Profile, level: str) -> DataClass:
    """The class that a level means: one of ours by its own name, or one that the profile maps.

    Raises:
        InputError: ``policy.level-unknown`` with the levels that are known.
    """
    if level in set(DataClass):
        return DataClass(level)
    known = {one.name: one.data_class for one in profile.levels}
    if level not in known:
        raise InputError("policy.level-unknown", level=level, known=", ".join([*DataClass, *known]))
    return known[level]


def classify(profile: Profile, contract: Contract, path: PurePosixPath, *, stated: str = "") -> DataClass:
    """The class of what lies at ``path``, which is relative to the working place and uses ``/``.

    ``stated`` is what the person says; else the longest folder of contract.toml that contains the path decides; else
    it is personal data, the careful assumption.

    Raises:
        InputError: ``policy.level-unknown``.
    """
    if stated:
        return data_class(profile, stated)
    parts = _parts(path)
    containing = [entry for entry in contract.data if parts[: len(_parts(entry.path))] == _parts(entry.path)]
    if not containing:
        return DataClass.PERSONAL
    return data_class(profile, max(containing, key=lambda entry: len(_parts(entry.path))).level)


def _parts(path: str | PurePosixPath) -> tuple[str, ...]:
    """The names of a path in one Unicode form: macOS stores 「が」 as two characters."""
    return tuple(unicodedata.normalize("NFC", part) for part in PurePosixPath(path).parts if part != ".")
