"""QR codes as drawings for the typesetter."""

from __future__ import annotations

import io


def qr(text: str) -> str:
    """``text`` as a QR code (error correction M) in SVG, without a quiet zone: the page leaves one."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()
