"""Make the certificate's PDF: PDF/A-3b with its JSON twin and its proof inside, the same bytes for the same data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from safehandle.documents.certificate import Certificate, twin
from safehandle.documents.certificate_page import page
from safehandle.documents.qr import qr
from safehandle.documents.typesetting import Attachment, typeset

TWIN = "certificate.json"
PROOF_SUFFIX = ".tlog-proof"
PROOF = f"ledger{PROOF_SUFFIX}"
LISTED = re.compile(r"erased-\d+\.jsonl")
"""The names under which long lists of files are attached."""


def render_certificate(
    certificate: Certificate, *, proofs: Sequence[str] = (), lists: Mapping[str, str] | None = None, lang: str = "ja"
) -> bytes:
    """The PDF, not yet signed. ``proofs`` are C2SP tlog-proofs of the erasures' entries in the checkpoint, ``lists`` by
    name the lists of files that are too long for the reports.

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
    for number, proof in enumerate(proofs, 1):
        name = PROOF if number == 1 else f"ledger-{number}{PROOF_SUFFIX}"
        attachments.append(Attachment(name=name, mime="text/plain", text=proof, about="C2SP tlog-proof"))
    for name, text in (lists or {}).items():
        attachments.append(
            Attachment(name=name, mime="application/jsonl", text=text, about="the files that were erased")
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
