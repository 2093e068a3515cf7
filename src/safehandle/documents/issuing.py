"""Make the certificate's PDF: PDF/A-3b with its JSON twin and its proof inside, the same bytes for the same data."""

from __future__ import annotations

import json

from safehandle.documents.certificate import Certificate, twin
from safehandle.documents.certificate_page import page
from safehandle.documents.qr import qr
from safehandle.documents.typesetting import Attachment, typeset

TWIN = "certificate.json"
PROOF = "ledger.tlog-proof"


def render_certificate(certificate: Certificate, *, proof: str = "", lang: str = "ja") -> bytes:
    """The PDF, not yet signed. ``proof`` is the C2SP tlog-proof of the erasure's entry in the checkpoint.

    A document whose standing is not CERTIFICATE is set in a look that nobody takes for one.

    Raises:
        InputError: ``documents.glyph-missing``.
    """
    attachments = [
        Attachment(
            name=TWIN,
            mime="application/json",
            text=twin_text(certificate),
            about="the content of this document for programs",
            relationship="data",
        )
    ]
    if proof:
        attachments.append(
            Attachment(name=PROOF, mime="text/plain", text=proof, about="inclusion proof (C2SP tlog-proof)")
        )
    drawings = {"qr": qr(certificate.seal.link)} if certificate.seal else {}
    return typeset(
        "certificate",
        page(certificate, lang),
        at=certificate.issued,
        attachments=tuple(attachments),
        drawings=drawings,
    )


def twin_text(certificate: Certificate) -> str:
    """The JSON twin as it is attached."""
    return json.dumps(twin(certificate), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
