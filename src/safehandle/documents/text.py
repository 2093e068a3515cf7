"""Text as a document may show it: hostile names made harmless, sizes and codes that a person can read."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB")


def visible(text: str) -> str:
    """Compose ``text`` (NFC) and spell out every character that shows nothing or moves others.

    Control and format characters, line separators and surrogates become ``{U+000A}``: a name with a newline or a
    bidirectional override in it cannot forge a line of a certificate.
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(_shown(c) for c in composed)


def _shown(character: str) -> str:
    return spelled(character) if unicodedata.category(character) in _HIDDEN else character


def spelled(character: str) -> str:
    """A character by its code point: ``{U+1F600}``."""
    return f"{{U+{ord(character):04X}}}"


def size(amount: int) -> str:
    """Bytes in binary units: ``1.5 MiB``."""
    power = min((amount.bit_length() - 1) // 10, len(_UNITS) - 1) if amount else 0
    return f"{amount / 1024**power:.1f} {_UNITS[power]}" if power else f"{amount} B"
