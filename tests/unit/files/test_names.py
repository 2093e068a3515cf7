"""Names that come from a container or an archive: what is harmless, and what is not."""

from __future__ import annotations

import pytest

from safehandle.files.names import LONGEST_NAME, Fault, Names, fault, folded

HARMLESS = [
    "a",
    "資料/一覧.csv",
    "ﾊﾝｶｸ/①.txt",
    "がぎ.txt",
    ".hidden",
    "a b/c d",
    "console.txt",
    "com10",
    "null",
    "..a/b..c",
    "あ" * (LONGEST_NAME // 3),
    "emoji-👩‍👩‍👧",
]
HOSTILE = {
    "": Fault.EMPTY,
    "a//b": Fault.EMPTY,
    "a/": Fault.EMPTY,
    "/etc/passwd": Fault.ABSOLUTE,
    "//server/share": Fault.ABSOLUTE,
    "..": Fault.PARENT,
    "a/../b": Fault.PARENT,
    "a/./b": Fault.PARENT,
    "C:": Fault.DRIVE,
    "c:/windows": Fault.DRIVE,
    "a\\b": Fault.BACKSLASH,
    "\\\\server\\share": Fault.BACKSLASH,
    "a\0b": Fault.CONTROL,
    "a\nb": Fault.CONTROL,
    "a\x7fb": Fault.CONTROL,
    "invoice\u202efdp.exe": Fault.CONTROL,
    "CON": Fault.RESERVED,
    "a/nul.txt": Fault.RESERVED,
    "Com1.tar.gz": Fault.RESERVED,
    "lpt\u00b9": Fault.RESERVED,
    "aux .txt": Fault.RESERVED,
    "con:stream": Fault.RESERVED,
    "a.": Fault.TRAILING,
    "a /b": Fault.TRAILING,
    "あ" * (LONGEST_NAME // 3 + 1): Fault.TOO_LONG,
    "/".join(["a" * 200] * 20): Fault.TOO_LONG,
    "/".join("a" * 300): Fault.TOO_DEEP,
    "\udce3\udc81": Fault.ENCODING,
}


@pytest.mark.parametrize("path", HARMLESS)
def test_harmless(path: str) -> None:
    assert fault(path, windows=True) is None


@pytest.mark.parametrize(("path", "expected"), HOSTILE.items())
def test_hostile_on_every_system(path: str, expected: Fault) -> None:
    assert fault(path, windows=False) is expected
    assert fault(path, windows=True) is expected


@pytest.mark.parametrize("path", ["12:30.log", "a?", "a*b", "a<b", 'a"b', "file.txt:stream", "a|b"])
def test_forbidden_only_where_windows_creates_it(path: str) -> None:
    assert fault(path, windows=False) is None
    assert fault(path, windows=True) is Fault.FORBIDDEN


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.txt", "A.TXT"), ("が", "か\u3099"), ("ä/x", "a\u0308/y"), ("Dir/x", "dir/y"), ("dir/x", "DIR")],
)
def test_collisions(first: str, second: str) -> None:
    names = Names()
    assert names.add(first) is None
    assert names.add(second) is Fault.COLLISION


def test_decomposed_name_alone_is_kept() -> None:
    assert Names().add("か\u3099.txt") is None
    assert folded("か\u3099") == folded("が")


def test_duplicates_and_folders() -> None:
    names = Names()
    assert names.add("a/b") is None
    assert names.add("a", folder=True) is None
    assert names.add("a", folder=True) is None
    assert names.add("a/b") is Fault.DUPLICATE
    assert names.add("a") is Fault.DUPLICATE
    assert names.add("a/b/c") is Fault.DUPLICATE
    assert names.add("a/b", folder=True) is Fault.DUPLICATE
    assert names.add("a/c") is None
