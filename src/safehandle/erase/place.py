"""A registered place as erasure sees it: what lies in it, what must not, and which further steps it allows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from safehandle.erase import linux
from safehandle.erase.finding import canonical, folder
from safehandle.erase.mounts import mount_ident
from safehandle.erase.step import chosen
from safehandle.erase.surveying import Survey
from safehandle.errors import ErasureError
from safehandle.files.listing import shown


def contents(path: str) -> tuple[str, ...]:
    """What to give to a survey so that it sees all of the place at ``path``.

    That is the folder itself; where a file system is mounted at it, everything in it, because a mount point stays.

    Raises:
        InputError: ``erase.missing``, ``erase.link``.
    """
    real = canonical(path)
    if not (linux.available() and Path(real).is_dir() and _mounted(real)):
        return (real,)
    with folder(real) as descriptor:
        names = os.listdir(descriptor)  # noqa: PTH208 - of the descriptor: nothing can be put in the path's place
    return tuple(f"{real}/{name}" for name in sorted(names, key=os.fsencode))


def _mounted(real: str) -> bool:
    with folder(real.rpartition("/")[0] or "/") as above, folder(real) as own:
        return mount_ident(own) != mount_ident(above) or os.fstat(own).st_dev != os.fstat(above).st_dev


def require_no_evidence(path: str, evidence: Iterable[Path], archives: Iterable[Path]) -> None:
    """See that erasing ``path`` takes no evidence along: that outlives the data.

    ``evidence`` are files and folders that must not lie in what is erased, ``archives`` folders in which, besides,
    nothing may be erased. All are compared by where they really are.

    Raises:
        ErasureError: ``erase.evidence``.
    """
    real = os.path.realpath(path)
    holding = [os.path.realpath(kept) for kept in (*evidence, *archives)]
    inside = [os.path.realpath(kept) for kept in archives]
    for kept in (*(one for one in holding if _lies_in(one, real)), *(one for one in inside if _lies_in(real, one))):
        raise ErasureError("erase.evidence", path=shown(path), kept=shown(kept))


def _lies_in(path: str, outer: str) -> bool:
    return path == outer or path.startswith(outer.rstrip(os.sep) + os.sep)


def outermost(paths: Sequence[str]) -> dict[str, str]:
    """For every path the outermost of them that it lies in, which may be itself; all as they really are."""
    real = {path: os.path.realpath(path) for path in paths}
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(real[path], path)
    outer = [one for one in first if not any(one != other and _lies_in(one, other) for other in first)]
    return {path: next(first[one] for one in outer if _lies_in(real[path], one)) for path in paths}


def fitting(found: Survey, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the named steps that can be done on every file system of the survey.

    Raises:
        UsageError: ``erase.no-such-step``.
    """
    return tuple(step.name for step in chosen(names) if all(step.fits(ground) for ground in found.grounds.values()))
