"""What a message is: an error line and a hint line, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.cli.language import current


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Two lines a language: what happened, and what to do next. ``{fields}`` are filled in from the error."""

    ja: tuple[str, str]
    en: tuple[str, str]

    def render(self, fields: dict[str, object]) -> tuple[str, str]:
        """The error line and the hint line in the language of this run."""
        error, hint = self.ja if current() == "ja" else self.en
        return error.format_map(_Fields(fields)), hint.format_map(_Fields(fields))


class _Fields(dict[str, object]):
    """A field that an error did not bring shows as a question mark: a message must never hide its error."""

    def __missing__(self, key: str) -> str:
        return "?"
