"""HTML: one page that filters, prints and checks itself against the ledger's tree, without any network."""

from __future__ import annotations

import hashlib
import html
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from safehandle.documents.form import Table
from safehandle.documents.heading import heading
from safehandle.documents.japanese_date import JST, short_time
from safehandle.documents.page_words import WORDS
from safehandle.documents.register import Cell, Column, Register
from safehandle.documents.statement import read, state
from safehandle.errors import InputError, IntegrityError

_PAGE = Path(__file__).parents[1] / "page"
_MOST = 512 << 20
_SHORT = 14  # half-width characters that stand in one line
_HELD = re.compile(r'<template id="register">(.*?)</template>', re.DOTALL)
_STATED = re.compile(r'<p class="sub code" id="statement">(.*?)</p>')


@dataclass(frozen=True, slots=True)
class Html:
    """Data lies escaped in ``template`` elements, so that none of it is markup; script and style are pinned."""

    name: str = "html"

    def write(self, register: Register, out: BinaryIO, /) -> None:
        out.write(_page(register).encode())

    def read(self, file: BinaryIO, /) -> Table:
        content = file.read(_MOST + 1)
        try:
            text = content.decode() if len(content) <= _MOST else ""
        except UnicodeDecodeError:
            text = ""
        if not (text.startswith("<!DOCTYPE html>") and text.rstrip().endswith("</html>")):
            raise InputError("documents.malformed", form="HTML")
        held, stated = _HELD.search(text), _STATED.search(text)
        if held is None or stated is None:
            raise IntegrityError("documents.no-statement")
        return _table(html.unescape(held[1]), html.unescape(stated[1]))


def _table(text: str, stated: str) -> Table:
    try:
        document = json.loads(text)
        statement = read(stated)
        return Table(
            statement=statement,
            text=partial(shown, lang=statement.lang),
            headings=tuple(str(column["title"]) for column in document["columns"]),
            rows=tuple(tuple(str(cell) for cell in row["cells"]) for row in document["rows"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError("documents.malformed", form="HTML") from None


def shown(cell: Cell, lang: str) -> str:
    """A cell as the page shows it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{short_time(cell, lang)}:{cell.astimezone(JST):%S}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def _data(register: Register) -> dict[str, Any]:
    timed = {i for row in register.rows for i, cell in enumerate(row.cells) if isinstance(cell, datetime)}
    columns = [
        {"title": column.title(register.lang), "style": _style(column, timed=index in timed), "time": index in timed}
        for index, column in enumerate(register.kind.columns)
    ]
    rows = [
        {
            "cells": [shown(cell, register.lang) for cell in row.cells],
            "entries": list(row.entries),
            "at": int(row.first.timestamp() * 1000),
        }
        for row in register.rows
    ]
    checked = json.dumps([[column["title"] for column in columns], rows], ensure_ascii=False, separators=(",", ":"))
    return {
        "columns": columns,
        "rows": rows,
        "root": register.seal.root,
        "size": register.seal.size,
        "digest": hashlib.sha256(checked.encode()).hexdigest(),
        "words": WORDS[register.lang],
    }


def _style(column: Column, *, timed: bool) -> str:
    if timed:
        return "time"
    return "short" if column.align == "left" and column.width <= _SHORT else column.align


def _pin(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _hold(ident: str, text: str) -> str:
    return f'<template id="{ident}">{html.escape(text, quote=False)}</template>\n'


def _page(register: Register) -> str:
    style = (_PAGE / "register.css").read_text(encoding="utf-8")
    script = (_PAGE / "register.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_pin(script)}; style-src {_pin(style)}; form-action 'none'; base-uri 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{register.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="safehandle register">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(register.title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{_body(register)}{_held(register)}<script>{script}</script>\n</body>\n</html>\n"
    )


def _held(register: Register) -> str:
    evidence = register.evidence
    return (
        _hold("register", json.dumps(_data(register), ensure_ascii=False, separators=(",", ":")))
        + _hold("entries", "\n".join(evidence.lines) if evidence else "")
        + _hold("note", register.seal.note)
        + _hold("verifier", evidence.verifier if evidence else "")
    )


def _body(register: Register) -> str:
    words = {name: html.escape(text) for name, text in WORDS[register.lang].items()}
    parties, span = (html.escape(line) for line in heading(register))
    titles = "".join(f"<th>{html.escape(title)}</th>" for title in register.headings)
    return f"""<main>
<header><div><h1>{html.escape(register.title)}</h1><p class="sub">{parties}</p><p class="sub">{span}</p></div>
<button id="print" class="screen">{words["print"]}</button></header>
<section><h2>{words["check"]}</h2><div id="verdict" class="verdict" role="status"><b>{words["checking"]}</b></div>
<dl><dt>{words["code"]}</dt><dd class="code" id="code">{register.seal.code}</dd>
<dt>{words["root"]}</dt><dd class="code" id="root">{register.seal.root}</dd>
<dt>{words["ledger"]}</dt><dd class="code">{html.escape(register.seal.origin)}</dd></dl>
<p class="sub foot screen">{words["limits"]}</p></section>
<section class="screen"><h2>{words["time"]}</h2>
<svg id="chart" viewBox="0 0 1000 80" preserveAspectRatio="none" role="img" aria-label="{words["time"]}"></svg>
<p class="sub" id="weeks"></p></section>
<section><h2 class="screen">{words["rows"]}</h2>
<div class="bar screen"><input id="search" placeholder="{words["search"]}" aria-label="{words["search"]}">
<span class="sub" id="count" role="status"></span></div>
<div class="scroll"><table><thead><tr>{titles}</tr></thead><tbody id="rows"></tbody></table></div>
<div class="bar screen foot"><button id="back">{words["back"]}</button><button id="on">{words["on"]}</button></div>
<noscript><p>{words["noscript"]}</p></noscript>
<p class="sub code" id="statement">{html.escape(str(state(register)))}</p></section>
</main>
"""


FORM = Html()
