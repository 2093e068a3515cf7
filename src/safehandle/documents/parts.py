"""A document of thousands of rows, set in parts by processes of their own and put together as one PDF.

Typst keeps everything that it has set until its process ends: some 160 KiB a row. So ``python -m
safehandle.documents.parts`` sets one part, told on its standard input, and writes the PDF to its standard output; the
pages then go as they are, text and fonts, into one document that numbers them. That one is no PDF/A: typst embeds PDF
pages in plain PDF alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from safehandle.documents import fonts
from safehandle.documents.typesetting import TEMPLATES, compile_pdf

_NOTHING = {"attachments": "[]", "drawings": "{}"}


def typeset_in_parts(
    template: str, data: Mapping[str, Any], rows: Sequence[Sequence[str]], *, at: datetime, most: int
) -> bytes:
    """Set ``template`` with ``data``, and ``rows`` as its ``rows``, ``most`` of them in one part.

    The template is told by ``part`` whether there is more after it ("inner") or not ("last"). The same data gives the
    same bytes.

    Raises:
        InputError: ``documents.glyph-missing``: the fonts lack a character; nothing is issued.
        RuntimeError: typst failed: a bug of this program.
    """
    for text in (text for row in rows for text in row):
        fonts.require(text)
    with tempfile.TemporaryDirectory() as name:  # closed to others
        folder = Path(name)
        pages: list[tuple[str, int]] = []
        for start in range(0, len(rows), most):
            last = start + most >= len(rows)
            told = {**data, "rows": rows[start : start + most], "part": "last" if last else "inner"}
            part = _set_apart(template, told, at)
            (folder / f"{start}.pdf").write_bytes(part)
            pages += [(f"{start}.pdf", page) for page in range(1, _pages(part) + 1)]
        for needed in ("base.typ", "joined.typ"):
            shutil.copyfile(TEMPLATES / needed, folder / needed)
        joined = json.dumps({**data, "pages": pages}, ensure_ascii=False)
        return compile_pdf(folder / "joined.typ", {"data": joined, **_NOTHING}, at=at)


def _set_apart(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    told = json.dumps({"template": template, "data": json.dumps(data, ensure_ascii=False), "at": at.isoformat()})
    done = subprocess.run([sys.executable, "-m", __name__], input=told.encode(), capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout


def _pages(document: bytes) -> int:
    from pyhanko.pdf_utils.reader import PdfFileReader

    return int(PdfFileReader(BytesIO(document)).root["/Pages"]["/Count"])


def _work() -> None:
    told = json.load(sys.stdin.buffer)
    inputs = {"data": told["data"], **_NOTHING}
    at = datetime.fromisoformat(told["at"])
    sys.stdout.buffer.write(compile_pdf(TEMPLATES / f"{told['template']}.typ", inputs, at=at))


if __name__ == "__main__":
    _work()
