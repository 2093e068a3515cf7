"""The line that every exported register carries: from which state of the ledger it came, so that it can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safehandle.documents.period import Period, parse
from safehandle.documents.register import Register
from safehandle.errors import IntegrityError, UsageError

_MARK = "safehandle-register/1"
_LINE = re.compile(
    _MARK + r" kind=(?P<kind>[a-z-]+) lang=(?P<lang>ja|en) period=(?P<period>[0-9./-]+)"
    r" rows=(?P<rows>\d{1,15}) size=(?P<size>\d{1,15}) code=(?P<code>[0-9A-Z-]{39})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Which register a file claims to be. ``rows`` counts its lines, so that a file that was cut short is found."""

    kind: str
    lang: str
    period: Period
    rows: int
    size: int
    code: str

    def __str__(self) -> str:
        return (
            f"{_MARK} kind={self.kind} lang={self.lang} period={self.period}"
            f" rows={self.rows} size={self.size} code={self.code}"
        )


def state(register: Register) -> Statement:
    """The statement of a register."""
    return Statement(
        kind=register.kind.ident,
        lang=register.lang,
        period=register.period,
        rows=len(register.rows),
        size=register.seal.size,
        code=register.seal.code,
    )


def read(line: str) -> Statement:
    """Read a statement back.

    Raises:
        IntegrityError: ``documents.no-statement``, the line is missing or not of this form.
    """
    match = _LINE.fullmatch(line.strip())
    try:
        period = parse(match["period"]) if match else None
    except UsageError:
        period = None
    if match is None or period is None:
        raise IntegrityError("documents.no-statement")
    return Statement(
        kind=match["kind"],
        lang=match["lang"],
        period=period,
        rows=int(match["rows"]),
        size=int(match["size"]),
        code=match["code"],
    )


def is_statement(text: str) -> bool:
    """Whether a text begins as a statement does."""
    return text.startswith(_MARK)
