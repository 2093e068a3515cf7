"""The fonts that documents are set in, and whether they hold every character of a text.

Noto Serif JP and Noto Sans JP (SIL OFL 1.1) come as a wheel: offices are offline, nothing is downloaded. Typst leaves
a missing glyph out without a word, so whoever sets a text asks here first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safehandle.documents.text import spelled
from safehandle.errors import InputError

# Variation selectors choose the form of the character before them, as names in the family register need it.
_VARIATIONS = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
_LAYOUT = frozenset({0x0A})  # a line break that the template makes, not a glyph


def folder() -> Path:
    """The folder of the font files."""
    import pylopdf_fonts_jp

    return pylopdf_fonts_jp.sans_path().parent


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the fonts can show: code points, and code points with a variation selector."""

    characters: frozenset[int]
    variations: frozenset[tuple[int, int]]

    def missing(self, text: str) -> Iterator[str]:
        """The characters of ``text`` (with their selectors) that would come out empty or in another form."""
        for index, character in enumerate(text):
            code = ord(character)
            if code in _VARIATIONS:
                before = ord(text[index - 1]) if index else 0
                if (before, code) not in self.variations:
                    yield text[max(0, index - 1) : index + 1]
            elif code not in self.characters and code not in _LAYOUT:
                yield character


@cache
def coverage() -> Coverage:
    """What both fonts hold. Takes about 0.2 s, once."""
    import pylopdf_fonts_jp
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    characters: list[frozenset[int]] = []
    variations: list[frozenset[tuple[int, int]]] = []
    for path in (pylopdf_fonts_jp.serif_path(), pylopdf_fonts_jp.sans_path()):
        with TTFont(path, lazy=True) as font:
            characters.append(frozenset(font.getBestCmap()))
            tables = [table for table in font["cmap"].tables if table.format == 14]
            variations.append(
                frozenset(
                    (base, selector)
                    for table in tables
                    for selector, pairs in table.uvsDict.items()
                    for base, _ in pairs
                )
            )
    return Coverage(characters[0] & characters[1], variations[0] & variations[1])


def require(text: str) -> None:
    """Refuse a text that cannot be shown whole.

    Raises:
        InputError: ``documents.glyph-missing`` with the characters and their code points.
    """
    if missing := dict.fromkeys(coverage().missing(text)):
        codes = " ".join(f"{each} {''.join(spelled(c) for c in each)}" for each in missing)
        raise InputError("documents.glyph-missing", characters=codes)


def spell_missing(text: str) -> str:
    """For file names, which may be in any script: write what the fonts lack by code point, ``{U+1F600}``."""
    if text.isascii():
        return text
    for each in dict.fromkeys(coverage().missing(text)):
        text = text.replace(each, "".join(spelled(c) if c in each[-1:] else c for c in each))
    return text
