"""Set a document with typst: data goes in as JSON, a PDF/A-3b comes out, the same bytes for the same data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from safehandle.documents import fonts
from safehandle.documents.japanese_date import in_japan

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the PDF. ``text`` is its content (UTF-8), ``relationship`` as in PDF/A-3 (ISO 19005-3, 6.8)."""

    name: str
    mime: str
    text: str
    about: str
    relationship: str = "supplement"  # "data" where the document was made from it


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    attachments: tuple[Attachment, ...] = (),
    drawings: Mapping[str, str] | None = None,
) -> bytes:
    """Set ``template`` with ``data`` (plain JSON values) and give the PDF.

    ``at`` is the document's own time and goes into its metadata; ``drawings`` are SVG texts by name.

    Raises:
        InputError: ``documents.glyph-missing``: the fonts lack a character; nothing is issued.
        RuntimeError: the template is wrong, or typst warned of something: a bug of this program.
    """
    for text in _texts(data):
        fonts.require(text)
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "attachments": json.dumps([asdict(each) for each in attachments], ensure_ascii=False),
        "drawings": json.dumps(dict(drawings or {})),
    }
    return compile_pdf(TEMPLATES / f"{template}.typ", inputs, at=at, archival=True)


def compile_pdf(main: Path, inputs: Mapping[str, str], *, at: datetime, archival: bool = False) -> bytes:
    """Run typst on a template, which may read what lies in its folder; ``archival`` asks for a PDF/A-3b.

    Raises:
        RuntimeError: the template is wrong, or typst warned of something: a bug of this program.
    """
    import typst

    document, warnings = typst.compile_with_warnings(
        main,
        root=main.parent,
        font_paths=[fonts.folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=dict(inputs),
        pdf_standards=["a-3b"] if archival else [],
        timestamp=in_japan(at).replace(microsecond=0),
    )
    if warnings or not isinstance(document, bytes):
        msg = f"typst, {main.stem}: " + "; ".join(str(warning) for warning in warnings)
        raise RuntimeError(msg)
    return document


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
