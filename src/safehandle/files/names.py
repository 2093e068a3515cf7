"""Which names may be created from a container or an archive. Names in those are hostile until they are found harmless.

Pure: nothing here looks at a file system. Paths are relative and POSIX (``"資料/一覧.csv"``), without a trailing slash.
The same rules hold when sealing, so that whatever could be sealed can be opened again on every system.
"""

from __future__ import annotations

import os
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

LONGEST_NAME = 255
"""Bytes of UTF-8 in one component: what ext4, XFS and APFS hold (NTFS counts 255 UTF-16 units, which is never less)."""
LONGEST_PATH = 3800
"""Bytes of UTF-8 in a whole relative path; leaves room for the destination under Linux's PATH_MAX of 4,096."""
DEEPEST = 200
"""Levels of folders; a walk holds one descriptor a level."""

# Microsoft, "Naming Files, Paths, and Namespaces": reserved with any extension; the superscript digits count as digits.
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ ]*[.:].*)?", re.IGNORECASE | re.DOTALL
)
_DRIVE = re.compile(r"[A-Za-z]:")
# C0, DEL and C1; line and paragraph separators; the bidirectional controls that make a name read backwards.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_WINDOWS_FORBIDS = re.compile(r'[<>:"|?*]')
_SURROGATE = re.compile("[\ud800-\udfff]")


class Fault(StrEnum):
    """Why a path is not created. The value is the last part of an error code: ``f"container.hostile-{fault}"``."""

    EMPTY = "empty"  # nothing, or an empty component ("a//b")
    ENCODING = "encoding"  # not Unicode text
    ABSOLUTE = "absolute"
    DRIVE = "drive"  # "C:", "C:\\x"
    PARENT = "parent"  # ".." or "."
    BACKSLASH = "backslash"
    CONTROL = "control"  # control characters, line separators, bidirectional overrides
    RESERVED = "reserved"  # CON, NUL, COM1 …
    TRAILING = "trailing"  # a name that ends in a dot or a space, which Windows drops
    FORBIDDEN = "forbidden"  # <>:"|?* where Windows is to create it (":" would name an alternate stream)
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    DUPLICATE = "duplicate"  # the same path a second time, or a file where a folder is needed
    COLLISION = "collision"  # differs from another path in case or Unicode normalisation only


def fault(path: str, *, windows: bool = os.name == "nt") -> Fault | None:
    """Say what is wrong with one relative POSIX path, or None. ``windows`` adds the characters only Windows forbids."""
    whole = _fault_of_path(path)
    if whole is not None:
        return whole
    components = path.split("/")
    if len(components) > DEEPEST:
        return Fault.TOO_DEEP
    return next(filter(None, (_fault_of_component(name, windows=windows) for name in components)), None)


def _fault_of_path(path: str) -> Fault | None:
    if not path:
        return Fault.EMPTY
    if _SURROGATE.search(path):
        return Fault.ENCODING
    if path.startswith("/"):
        return Fault.ABSOLUTE
    if _DRIVE.match(path):
        return Fault.DRIVE
    if len(path.encode()) > LONGEST_PATH:
        return Fault.TOO_LONG
    return None


@lru_cache(maxsize=1024)  # the same folders come with every file in them
def _fault_of_component(name: str, *, windows: bool) -> Fault | None:
    verdicts = (
        (not name, Fault.EMPTY),
        (name in {".", ".."}, Fault.PARENT),
        ("\\" in name, Fault.BACKSLASH),
        (_CONTROL.search(name), Fault.CONTROL),
        (_RESERVED.fullmatch(name), Fault.RESERVED),
        (name.endswith((".", " ")), Fault.TRAILING),
        (windows and _WINDOWS_FORBIDS.search(name), Fault.FORBIDDEN),
        (len(name.encode()) > LONGEST_NAME, Fault.TOO_LONG),
    )
    return next((verdict for wrong, verdict in verdicts if wrong), None)


def folded(path: str) -> str:
    """The form in which two paths are the same file on some system: NFC, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


class Names:
    """The names of one container or archive, seen together: each new one must be harmless beside all before it."""

    __slots__ = ("_seen", "_windows")

    def __init__(self, *, windows: bool = os.name == "nt") -> None:
        self._seen: dict[str, tuple[str, bool]] = {}
        self._windows = windows

    def add(self, path: str, *, folder: bool = False) -> Fault | None:
        """Take one more path and say what is wrong with it, or None. Folders above it need not have been named."""
        return fault(path, windows=self._windows) or self._place(path, folder=folder)

    def _place(self, path: str, *, folder: bool) -> Fault | None:
        key = folded(path)
        known = self._seen.get(key)
        if known is not None:
            (before, was_folder) = known
            if before != path:
                return Fault.COLLISION
            # A folder may be named after something in it, and twice; nothing else may.
            return None if folder and was_folder else Fault.DUPLICATE
        parent = path.rpartition("/")[0]
        wrong = self._place(parent, folder=True) if parent else None
        if wrong is None:
            self._seen[key] = (path, folder)
        return wrong
