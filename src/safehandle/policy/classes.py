"""How much data needs protection: what contract.toml says of its folder, in the profile's own levels."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from safehandle.errors import InputError
from safehandle.model import Contract, DataClass
from safehandle.policy.profile import Profile

STRICTEST_FIRST = (DataClass.SPECIFIC, DataClass.IMPORTANT, DataClass.PERSONAL, DataClass.OTHER)


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


def classify(profile: Profile, contract: Contract, paths: Iterable[PurePath], *, stated: str = "") -> DataClass:
    """The strictest class of what lies at ``paths`` (absolute).

    Of the folders of contract.toml whose names stand in a path, one after another, the longest decides. ``stated`` is
    what the person says; it can make the class stricter than its folder's, never laxer. What nobody classified is
    personal data, the careful assumption.

    Raises:
        InputError: ``policy.level-unknown``.
    """
    said = data_class(profile, stated) if stated else None
    found = {each for path in paths for each in _by_folder(profile, contract, path, said or DataClass.PERSONAL)}
    if said or not found:
        found.add(said or DataClass.PERSONAL)
    return min(found, key=STRICTEST_FIRST.index)


def _by_folder(profile: Profile, contract: Contract, path: PurePath, otherwise: DataClass) -> Iterator[DataClass]:
    """The class of a path, and of the folders below it. ``otherwise`` is that of what nobody classified."""
    parts = _parts(path)
    folders = [(_parts(PurePath(entry.path)), entry.level) for entry in contract.data]
    around = [(folder, level) for folder, level in folders if _within(folder, parts)]
    yield data_class(profile, max(around, key=lambda one: len(one[0]))[1]) if around else otherwise
    yield from (data_class(profile, level) for folder, level in folders if _below(folder, parts))


def _within(folder: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether the folder's names stand in the path, one after another: wherever the data was put, or opened from."""
    return any(path[start : start + len(folder)] == folder for start in range(len(path) - len(folder) + 1))


def _below(folder: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether the folder may lie below the path, which ends with the folder's first names: 資料 and 資料/住民."""
    return any(path[-count:] == folder[:count] for count in range(1, len(folder)))


def _parts(path: PurePath) -> tuple[str, ...]:
    """The names of a path in one Unicode form: macOS stores 「が」 as two characters."""
    return tuple(unicodedata.normalize("NFC", part) for part in path.parts if part != ".")
