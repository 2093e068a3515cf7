"""Documents: registers, certificates and slips. Pure data in; PDF, XLSX, CSV, HTML, JSON out."""

from safehandle.documents.acts import Act, Entry, State, acts
from safehandle.documents.certificate import Certificate, Issuer, Part, Signatory, Standing, Validation, recorded_in
from safehandle.documents.certificate import twin as certificate_twin
from safehandle.documents.checking import Checked, Verdict, verify_certificate
from safehandle.documents.compare import Difference, Kind, compare
from safehandle.documents.evidence import Evidence, gather
from safehandle.documents.form import Form, ReadableForm, Table
from safehandle.documents.formats import find as find_form
from safehandle.documents.formats import forms as register_forms
from safehandle.documents.formats import readable
from safehandle.documents.issuing import render_certificate
from safehandle.documents.outside import Outside, outside
from safehandle.documents.period import Period, between, fiscal, last_of
from safehandle.documents.period import asked as asked_period
from safehandle.documents.register import Column, Register, RegisterKind, Row, project
from safehandle.documents.registers import find as find_register
from safehandle.documents.registers import kinds as register_kinds
from safehandle.documents.seal import Seal, reading_code, same_code
from safehandle.documents.signing import Signer, Timestamping, load_signer, make_signer, roots_of
from safehandle.documents.signing import sign as sign_pdf
from safehandle.documents.slips import (
    DeliveryProofSheet,
    Direction,
    HandoverSlip,
    Item,
    OpeningGuide,
    Party,
    PasswordNotice,
    ReceiptSlip,
    SignedPaper,
    delivery_proof_text,
    printable_password,
    readme_text,
    render_delivery_proof,
    render_handover,
    render_opening,
    render_password,
    render_receipt,
)
from safehandle.documents.statement import Statement
from safehandle.documents.timestamping import timestamp_authority

__all__ = [
    "Act",
    "Certificate",
    "Checked",
    "Column",
    "DeliveryProofSheet",
    "Difference",
    "Direction",
    "Entry",
    "Evidence",
    "Form",
    "HandoverSlip",
    "Issuer",
    "Item",
    "Kind",
    "OpeningGuide",
    "Outside",
    "Part",
    "Party",
    "PasswordNotice",
    "Period",
    "ReadableForm",
    "ReceiptSlip",
    "Register",
    "RegisterKind",
    "Row",
    "Seal",
    "Signatory",
    "SignedPaper",
    "Signer",
    "Standing",
    "State",
    "Statement",
    "Table",
    "Timestamping",
    "Validation",
    "Verdict",
    "acts",
    "asked_period",
    "between",
    "certificate_twin",
    "compare",
    "delivery_proof_text",
    "find_form",
    "find_register",
    "fiscal",
    "gather",
    "last_of",
    "load_signer",
    "make_signer",
    "outside",
    "printable_password",
    "project",
    "readable",
    "reading_code",
    "readme_text",
    "recorded_in",
    "register_forms",
    "register_kinds",
    "render_certificate",
    "render_delivery_proof",
    "render_handover",
    "render_opening",
    "render_password",
    "render_receipt",
    "roots_of",
    "same_code",
    "sign_pdf",
    "timestamp_authority",
    "verify_certificate",
]
