"""Which language to speak, and texts that exist in both."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Japanese and in English."""

    ja: str
    en: str

    def __str__(self) -> str:
        return self.ja if _current == "ja" else self.en

    def format(self, **fields: object) -> str:
        """The text in the language of this run, with its fields filled in."""
        return str(self).format(**fields)


_current: Language = "ja"


def current() -> Language:
    """The language of this run."""
    return _current


def speak(language: Language) -> None:
    """Choose the language of this run."""
    global _current  # noqa: PLW0603 - one process speaks one language, and click renders help without a context of ours
    _current = language


def choose(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Language:
    """Find the language: ``--lang`` wherever it stands, else ``SAFEHANDLE_LANG``, else the locale, else Japanese.

    A locale that names another language gets English; one that names none ("C", "POSIX", nothing) gets Japanese.
    """
    environment = os.environ if environment is None else environment
    asked = _option(arguments) or environment.get("SAFEHANDLE_LANG", "")
    if asked in ("ja", "en"):
        return "ja" if asked == "ja" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name, "")
        if locale:
            language = locale.replace("-", "_").partition(".")[0].partition("_")[0].lower()
            return "ja" if language in ("ja", "japanese", "c", "posix") else "en"
    return _windows_language() if os.name == "nt" else "ja"


def _option(arguments: Sequence[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return ""


def _windows_language() -> Language:
    import ctypes  # Windows only

    primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF  # type: ignore[attr-defined]
    return "ja" if primary == 0x11 else "en"
