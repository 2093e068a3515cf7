"""The sheets that go with data: hand-over slip, password notice, receipt, opening guide, read-me. One a file."""

from safehandle.documents.slips.delivery_proof import (
    DeliveryProofSheet,
    SignedPaper,
    delivery_proof_text,
    render_delivery_proof,
)
from safehandle.documents.slips.handover import Direction, HandoverSlip, render_handover
from safehandle.documents.slips.item import Item, Party
from safehandle.documents.slips.opening import OpeningGuide, render_opening
from safehandle.documents.slips.password import PasswordNotice, printable_password, render_password
from safehandle.documents.slips.readme import readme_text
from safehandle.documents.slips.receipt import ReceiptSlip, render_receipt

__all__ = [
    "DeliveryProofSheet",
    "Direction",
    "HandoverSlip",
    "Item",
    "OpeningGuide",
    "Party",
    "PasswordNotice",
    "ReceiptSlip",
    "SignedPaper",
    "delivery_proof_text",
    "printable_password",
    "readme_text",
    "render_delivery_proof",
    "render_handover",
    "render_opening",
    "render_password",
    "render_receipt",
]
