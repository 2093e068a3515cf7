"""safehandle: handle a municipality's personal data as the contract demands, and prove it.

The names below are the public API; each loads its room when it is first used, so that ``import safehandle`` costs
nothing. Acts go through the office::

    office = safehandle.open_office()
    done = office.perform(safehandle.Encrypt(office.contract), safehandle.EncryptRequest(...))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from safehandle.version import __version__

if TYPE_CHECKING:
    from safehandle.actions.approve import Approve as Approve
    from safehandle.actions.approve import ApproveRequest as ApproveRequest
    from safehandle.actions.attest import Attest as Attest
    from safehandle.actions.attest import AttestRequest as AttestRequest
    from safehandle.actions.checkpoint import CheckpointRequest as CheckpointRequest
    from safehandle.actions.checkpoint import HandedOutCheckpoint as HandedOutCheckpoint
    from safehandle.actions.checkpoint import HandOut as HandOut
    from safehandle.actions.contract_report import ContractReport as ContractReport
    from safehandle.actions.contract_report import ContractReportRequest as ContractReportRequest
    from safehandle.actions.decrypt import Decrypt as Decrypt
    from safehandle.actions.decrypt import Decrypted as Decrypted
    from safehandle.actions.decrypt import DecryptRequest as DecryptRequest
    from safehandle.actions.deliveries import Ways as Ways
    from safehandle.actions.embed import Embed as Embed
    from safehandle.actions.embed import Embedded as Embedded
    from safehandle.actions.embed import EmbedRequest as EmbedRequest
    from safehandle.actions.encrypt import Encrypt as Encrypt
    from safehandle.actions.encrypt import Encrypted as Encrypted
    from safehandle.actions.encrypt import EncryptRequest as EncryptRequest
    from safehandle.actions.init import Init as Init
    from safehandle.actions.init import InitRequest as InitRequest
    from safehandle.actions.inspect import inspect as inspect
    from safehandle.actions.key_destroy import KeyDestroy as KeyDestroy
    from safehandle.actions.key_destroy import KeyDestroyRequest as KeyDestroyRequest
    from safehandle.actions.key_new import KeyNew as KeyNew
    from safehandle.actions.key_new import KeyNewRequest as KeyNewRequest
    from safehandle.actions.lay_out import LaidOut as LaidOut
    from safehandle.actions.lay_out import LayOut as LayOut
    from safehandle.actions.lay_out import LayOutRequest as LayOutRequest
    from safehandle.actions.ledger_export import Exported as Exported
    from safehandle.actions.ledger_export import LedgerExport as LedgerExport
    from safehandle.actions.ledger_key import ChangedLedgerKey as ChangedLedgerKey
    from safehandle.actions.ledger_key import ChangeLedgerKey as ChangeLedgerKey
    from safehandle.actions.ledger_key import LedgerKeyRequest as LedgerKeyRequest
    from safehandle.actions.ledger_redact import LedgerRedact as LedgerRedact
    from safehandle.actions.ledger_redact import Redacted as Redacted
    from safehandle.actions.ledger_redact import RedactRequest as RedactRequest
    from safehandle.actions.ledger_restore import LedgerRestore as LedgerRestore
    from safehandle.actions.ledger_restore import RestoredLedger as RestoredLedger
    from safehandle.actions.ledger_restore import RestoreRequest as RestoreRequest
    from safehandle.actions.ledger_timestamp import LedgerTimestamp as LedgerTimestamp
    from safehandle.actions.ledger_timestamp import Pending as Pending
    from safehandle.actions.ledger_timestamp import TimestampedCheckpoints as TimestampedCheckpoints
    from safehandle.actions.ledger_timestamp import TimestampRequest as TimestampRequest
    from safehandle.actions.pack import Pack as Pack
    from safehandle.actions.pack import PackedArchive as PackedArchive
    from safehandle.actions.pack import PackRequest as PackRequest
    from safehandle.actions.page_receipts import sealing_of as sealing_of
    from safehandle.actions.place_scan import place_scan as place_scan
    from safehandle.actions.prove import Checkpointed as Checkpointed
    from safehandle.actions.prove import ProvedDelivery as ProvedDelivery
    from safehandle.actions.prove import ProveDelivery as ProveDelivery
    from safehandle.actions.prove import ProveRequest as ProveRequest
    from safehandle.actions.reader import Reader as Reader
    from safehandle.actions.reader import ReaderRequest as ReaderRequest
    from safehandle.actions.reader import WrittenReader as WrittenReader
    from safehandle.actions.receive import Receive as Receive
    from safehandle.actions.receive import Received as Received
    from safehandle.actions.receive import ReceiveRequest as ReceiveRequest
    from safehandle.actions.receive import signers as signers
    from safehandle.actions.receive import waiting as waiting
    from safehandle.actions.receive_receipt import Acknowledged as Acknowledged
    from safehandle.actions.receive_receipt import ReceiptRequest as ReceiptRequest
    from safehandle.actions.receive_receipt import ReceiveReceipt as ReceiveReceipt
    from safehandle.actions.register import Register as Register
    from safehandle.actions.register import RegisterRequest as RegisterRequest
    from safehandle.actions.report_certificate import CertificateRequest as CertificateRequest
    from safehandle.actions.report_certificate import IssueCertificate as IssueCertificate
    from safehandle.actions.report_certificate import IssuedCertificate as IssuedCertificate
    from safehandle.actions.report_certificate import void_since as void_since
    from safehandle.actions.report_compliance import ReportCompliance as ReportCompliance
    from safehandle.actions.report_compliance import ReportComplianceRequest as ReportComplianceRequest
    from safehandle.actions.report_register import ComparedRegister as ComparedRegister
    from safehandle.actions.report_register import ReportedRegister as ReportedRegister
    from safehandle.actions.report_register import ReportRegister as ReportRegister
    from safehandle.actions.report_register import ReportRegisterRequest as ReportRegisterRequest
    from safehandle.actions.report_register import compare_register as compare_register
    from safehandle.actions.revoke import Revoke as Revoke
    from safehandle.actions.revoke import RevokeRequest as RevokeRequest
    from safehandle.actions.revoke_certificate import CertificateRevokeRequest as CertificateRevokeRequest
    from safehandle.actions.revoke_certificate import RevokeCertificate as RevokeCertificate
    from safehandle.actions.revoke_certificate import RevokedCertificate as RevokedCertificate
    from safehandle.actions.send import Send as Send
    from safehandle.actions.send import SendRequest as SendRequest
    from safehandle.actions.send import Sent as Sent
    from safehandle.actions.sent import SentDelivery as SentDelivery
    from safehandle.actions.sent import sent_deliveries as sent_deliveries
    from safehandle.actions.signer_new import NewSigner as NewSigner
    from safehandle.actions.signer_new import SignerNew as SignerNew
    from safehandle.actions.signer_new import SignerNewRequest as SignerNewRequest
    from safehandle.actions.unpack import Unpack as Unpack
    from safehandle.actions.unpack import UnpackedArchive as UnpackedArchive
    from safehandle.actions.unpack import UnpackRequest as UnpackRequest
    from safehandle.actions.wipe import Wipe as Wipe
    from safehandle.actions.wipe import Wiped as Wiped
    from safehandle.actions.wipe import WipeRequest as WipeRequest
    from safehandle.actions.wipe import WipeSurvey as WipeSurvey
    from safehandle.actions.wipe_destroyed import DestructionRequest as DestructionRequest
    from safehandle.actions.wipe_destroyed import RecordDestruction as RecordDestruction
    from safehandle.actions.wipe_key import KeyGiven as KeyGiven
    from safehandle.actions.witness import Cosigned as Cosigned
    from safehandle.actions.witness import Witness as Witness
    from safehandle.actions.witness import WitnessActRequest as WitnessActRequest
    from safehandle.algorithms import listed as listed
    from safehandle.archive import look as look
    from safehandle.container import Header as Header
    from safehandle.container import Identity as Identity
    from safehandle.container import KeyIdentity as KeyIdentity
    from safehandle.container import KeyRecipient as KeyRecipient
    from safehandle.container import Label as Label
    from safehandle.container import Opened as Opened
    from safehandle.container import PasswordIdentity as PasswordIdentity
    from safehandle.container import PasswordRecipient as PasswordRecipient
    from safehandle.container import Recipient as Recipient
    from safehandle.container import Sealed as Sealed
    from safehandle.container import SealedFile as SealedFile
    from safehandle.container import open_bag as open_bag
    from safehandle.container import open_stream as open_stream
    from safehandle.container import read_header as read_header
    from safehandle.container import seal as seal
    from safehandle.container import seal_stream as seal_stream
    from safehandle.container.reader.receipt import PageReceipt as PageReceipt
    from safehandle.container.reader.receipt import read_page_receipt as read_page_receipt
    from safehandle.container.reader.receipt import receipt_code as receipt_code
    from safehandle.contract import contract_history as contract_history
    from safehandle.contract import unreported_changes as unreported_changes
    from safehandle.documents import Certificate as Certificate
    from safehandle.documents import Checked as Checked
    from safehandle.documents import Difference as Difference
    from safehandle.documents import Direction as Direction
    from safehandle.documents import HandoverSlip as HandoverSlip
    from safehandle.documents import Issuer as Issuer
    from safehandle.documents import Item as Item
    from safehandle.documents import OpeningGuide as OpeningGuide
    from safehandle.documents import Part as Part
    from safehandle.documents import Party as Party
    from safehandle.documents import PasswordNotice as PasswordNotice
    from safehandle.documents import Period as Period
    from safehandle.documents import ReceiptSlip as ReceiptSlip
    from safehandle.documents import Seal as Seal
    from safehandle.documents import Signatory as Signatory
    from safehandle.documents import Signer as Signer
    from safehandle.documents import Standing as Standing
    from safehandle.documents import Timestamping as Timestamping
    from safehandle.documents import Validation as Validation
    from safehandle.documents import Verdict as Verdict
    from safehandle.documents import asked_period as asked_period
    from safehandle.documents import certificate_twin as certificate_twin
    from safehandle.documents import load_signer as load_signer
    from safehandle.documents import make_signer as make_signer
    from safehandle.documents import readme_text as readme_text
    from safehandle.documents import recorded_in as recorded_in
    from safehandle.documents import register_forms as register_forms
    from safehandle.documents import register_kinds as register_kinds
    from safehandle.documents import render_certificate as render_certificate
    from safehandle.documents import render_handover as render_handover
    from safehandle.documents import render_opening as render_opening
    from safehandle.documents import render_password as render_password
    from safehandle.documents import render_receipt as render_receipt
    from safehandle.documents import roots_of as roots_of
    from safehandle.documents import sign_pdf as sign_pdf
    from safehandle.documents import timestamp_authority as timestamp_authority
    from safehandle.documents import verify_certificate as verify_certificate
    from safehandle.erase import ReadAgain as ReadAgain
    from safehandle.erase import read_again as read_again
    from safehandle.files import Listing as Listing
    from safehandle.files import opened as opened
    from safehandle.files import survey as survey
    from safehandle.files import whole_file as whole_file
    from safehandle.files.home import home as home
    from safehandle.founding import found_contract as found_contract
    from safehandle.keys import FromCommand as FromCommand
    from safehandle.keys import FromCredentials as FromCredentials
    from safehandle.keys import FromDescriptor as FromDescriptor
    from safehandle.keys import FromFile as FromFile
    from safehandle.keys import FromKeyring as FromKeyring
    from safehandle.keys import KeyStore as KeyStore
    from safehandle.keys import PrivateKey as PrivateKey
    from safehandle.keys import PublicKey as PublicKey
    from safehandle.keys import Secret as Secret
    from safehandle.keys import SecretSource as SecretSource
    from safehandle.keys import StoredKey as StoredKey
    from safehandle.keys import Verifier as Verifier
    from safehandle.keys import act_signer as act_signer
    from safehandle.keys import generate as generate
    from safehandle.keys import generate_password as generate_password
    from safehandle.keys import key_algorithm as key_algorithm
    from safehandle.keys import password_bits as password_bits
    from safehandle.keys.approvals import read_approval as read_approval
    from safehandle.keys.approvals import read_standing as read_standing
    from safehandle.ledger import Authority as Authority
    from safehandle.ledger import Checkpoint as Checkpoint
    from safehandle.ledger import ClockMark as ClockMark
    from safehandle.ledger import Entry as Entry
    from safehandle.ledger import Ledger as Ledger
    from safehandle.ledger import Problem as Problem
    from safehandle.ledger import Proof as Proof
    from safehandle.ledger import Report as Report
    from safehandle.ledger import SignedActs as SignedActs
    from safehandle.ledger import SignedCheckpoint as SignedCheckpoint
    from safehandle.ledger import Stamp as Stamp
    from safehandle.ledger import Submission as Submission
    from safehandle.ledger import WitnessBook as WitnessBook
    from safehandle.ledger import WitnessRequest as WitnessRequest
    from safehandle.ledger import check_signatures as check_signatures
    from safehandle.ledger import claimed_origin as claimed_origin
    from safehandle.ledger import clock_state as clock_state
    from safehandle.ledger import copy_ledger as copy_ledger
    from safehandle.ledger import cosigner as cosigner
    from safehandle.ledger import kept_checkpoints as kept_checkpoints
    from safehandle.ledger import key_change_text as key_change_text
    from safehandle.ledger import log_verifier as log_verifier
    from safehandle.ledger import log_verifiers as log_verifiers
    from safehandle.ledger import look_at_clock as look_at_clock
    from safehandle.ledger import open_ledger as open_ledger
    from safehandle.ledger import read_checkpoint as read_checkpoint
    from safehandle.ledger import read_roots as read_roots
    from safehandle.ledger import read_text as read_text
    from safehandle.ledger import stamp_path as stamp_path
    from safehandle.ledger import unstamped as unstamped
    from safehandle.ledger import verify_stamp as verify_stamp
    from safehandle.office import Office as Office
    from safehandle.office import Performed as Performed
    from safehandle.opening import ledger_place as ledger_place
    from safehandle.opening import open_office as open_office
    from safehandle.policy import AssessmentSubject as AssessmentSubject
    from safehandle.policy import assess as assess
    from safehandle.policy import classify as classify
    from safehandle.policy import coverage as coverage
    from safehandle.policy import find_article as find_article
    from safehandle.policy import load_profile as load_profile
    from safehandle.policy import oscal as oscal
    from safehandle.policy import profile_ids as profile_ids
    from safehandle.policy import read_profile as read_profile
    from safehandle.policy import unready_people as unready_people
    from safehandle.transfer import Access as Access
    from safehandle.transfer import Deadlines as Deadlines
    from safehandle.transfer import Patience as Patience
    from safehandle.transfer import Verification as Verification
    from safehandle.transfer import check_delivery as check_delivery
    from safehandle.transfer import check_receipt as check_receipt

_ROOMS = {
    "safehandle.actions.approve": (
        "Approve",
        "ApproveRequest",
    ),
    "safehandle.actions.attest": (
        "Attest",
        "AttestRequest",
    ),
    "safehandle.actions.checkpoint": (
        "CheckpointRequest",
        "HandOut",
        "HandedOutCheckpoint",
    ),
    "safehandle.actions.contract_report": (
        "ContractReport",
        "ContractReportRequest",
    ),
    "safehandle.actions.decrypt": (
        "Decrypt",
        "DecryptRequest",
        "Decrypted",
    ),
    "safehandle.actions.deliveries": ("Ways",),
    "safehandle.actions.embed": (
        "Embed",
        "EmbedRequest",
        "Embedded",
    ),
    "safehandle.actions.encrypt": (
        "Encrypt",
        "EncryptRequest",
        "Encrypted",
    ),
    "safehandle.actions.init": (
        "Init",
        "InitRequest",
    ),
    "safehandle.actions.inspect": ("inspect",),
    "safehandle.actions.key_destroy": (
        "KeyDestroy",
        "KeyDestroyRequest",
    ),
    "safehandle.actions.key_new": (
        "KeyNew",
        "KeyNewRequest",
    ),
    "safehandle.actions.lay_out": (
        "LaidOut",
        "LayOut",
        "LayOutRequest",
    ),
    "safehandle.actions.ledger_export": (
        "Exported",
        "LedgerExport",
    ),
    "safehandle.actions.ledger_key": (
        "ChangeLedgerKey",
        "ChangedLedgerKey",
        "LedgerKeyRequest",
    ),
    "safehandle.actions.ledger_redact": (
        "LedgerRedact",
        "RedactRequest",
        "Redacted",
    ),
    "safehandle.actions.ledger_restore": (
        "LedgerRestore",
        "RestoreRequest",
        "RestoredLedger",
    ),
    "safehandle.actions.ledger_timestamp": (
        "LedgerTimestamp",
        "Pending",
        "TimestampRequest",
        "TimestampedCheckpoints",
    ),
    "safehandle.actions.pack": (
        "Pack",
        "PackRequest",
        "PackedArchive",
    ),
    "safehandle.actions.page_receipts": ("sealing_of",),
    "safehandle.actions.place_scan": ("place_scan",),
    "safehandle.actions.prove": (
        "Checkpointed",
        "ProveDelivery",
        "ProveRequest",
        "ProvedDelivery",
    ),
    "safehandle.actions.reader": (
        "Reader",
        "ReaderRequest",
        "WrittenReader",
    ),
    "safehandle.actions.receive": (
        "Receive",
        "ReceiveRequest",
        "Received",
        "signers",
        "waiting",
    ),
    "safehandle.actions.receive_receipt": (
        "Acknowledged",
        "ReceiptRequest",
        "ReceiveReceipt",
    ),
    "safehandle.actions.register": (
        "Register",
        "RegisterRequest",
    ),
    "safehandle.actions.report_certificate": (
        "CertificateRequest",
        "IssueCertificate",
        "IssuedCertificate",
        "void_since",
    ),
    "safehandle.actions.report_compliance": (
        "ReportCompliance",
        "ReportComplianceRequest",
    ),
    "safehandle.actions.report_register": (
        "ComparedRegister",
        "ReportRegister",
        "ReportRegisterRequest",
        "ReportedRegister",
        "compare_register",
    ),
    "safehandle.actions.revoke": (
        "Revoke",
        "RevokeRequest",
    ),
    "safehandle.actions.revoke_certificate": (
        "CertificateRevokeRequest",
        "RevokeCertificate",
        "RevokedCertificate",
    ),
    "safehandle.actions.send": (
        "Send",
        "SendRequest",
        "Sent",
    ),
    "safehandle.actions.sent": (
        "SentDelivery",
        "sent_deliveries",
    ),
    "safehandle.actions.signer_new": (
        "NewSigner",
        "SignerNew",
        "SignerNewRequest",
    ),
    "safehandle.actions.unpack": (
        "Unpack",
        "UnpackRequest",
        "UnpackedArchive",
    ),
    "safehandle.actions.wipe": (
        "Wipe",
        "WipeRequest",
        "WipeSurvey",
        "Wiped",
    ),
    "safehandle.actions.wipe_destroyed": (
        "DestructionRequest",
        "RecordDestruction",
    ),
    "safehandle.actions.wipe_key": ("KeyGiven",),
    "safehandle.actions.witness": (
        "Cosigned",
        "Witness",
        "WitnessActRequest",
    ),
    "safehandle.algorithms": ("listed",),
    "safehandle.archive": ("look",),
    "safehandle.container": (
        "Header",
        "Identity",
        "KeyIdentity",
        "KeyRecipient",
        "Label",
        "Opened",
        "PasswordIdentity",
        "PasswordRecipient",
        "Recipient",
        "Sealed",
        "SealedFile",
        "open_bag",
        "open_stream",
        "read_header",
        "seal",
        "seal_stream",
    ),
    "safehandle.container.reader.receipt": (
        "PageReceipt",
        "read_page_receipt",
        "receipt_code",
    ),
    "safehandle.contract": (
        "contract_history",
        "unreported_changes",
    ),
    "safehandle.documents": (
        "Certificate",
        "Checked",
        "Difference",
        "Direction",
        "HandoverSlip",
        "Issuer",
        "Item",
        "OpeningGuide",
        "Part",
        "Party",
        "PasswordNotice",
        "Period",
        "ReceiptSlip",
        "Seal",
        "Signatory",
        "Signer",
        "Standing",
        "Timestamping",
        "Validation",
        "Verdict",
        "asked_period",
        "certificate_twin",
        "load_signer",
        "make_signer",
        "readme_text",
        "recorded_in",
        "register_forms",
        "register_kinds",
        "render_certificate",
        "render_handover",
        "render_opening",
        "render_password",
        "render_receipt",
        "roots_of",
        "sign_pdf",
        "timestamp_authority",
        "verify_certificate",
    ),
    "safehandle.erase": (
        "ReadAgain",
        "read_again",
    ),
    "safehandle.files": (
        "Listing",
        "opened",
        "survey",
        "whole_file",
    ),
    "safehandle.files.home": ("home",),
    "safehandle.founding": ("found_contract",),
    "safehandle.keys": (
        "FromCommand",
        "FromCredentials",
        "FromDescriptor",
        "FromFile",
        "FromKeyring",
        "KeyStore",
        "PrivateKey",
        "PublicKey",
        "Secret",
        "SecretSource",
        "StoredKey",
        "Verifier",
        "act_signer",
        "generate",
        "generate_password",
        "key_algorithm",
        "password_bits",
    ),
    "safehandle.keys.approvals": (
        "read_approval",
        "read_standing",
    ),
    "safehandle.ledger": (
        "Authority",
        "Checkpoint",
        "ClockMark",
        "Entry",
        "Ledger",
        "Problem",
        "Proof",
        "Report",
        "SignedActs",
        "SignedCheckpoint",
        "Stamp",
        "Submission",
        "WitnessBook",
        "WitnessRequest",
        "check_signatures",
        "claimed_origin",
        "clock_state",
        "copy_ledger",
        "cosigner",
        "kept_checkpoints",
        "key_change_text",
        "log_verifier",
        "log_verifiers",
        "look_at_clock",
        "open_ledger",
        "read_checkpoint",
        "read_roots",
        "read_text",
        "stamp_path",
        "unstamped",
        "verify_stamp",
    ),
    "safehandle.office": (
        "Office",
        "Performed",
    ),
    "safehandle.opening": (
        "ledger_place",
        "open_office",
    ),
    "safehandle.policy": (
        "AssessmentSubject",
        "assess",
        "classify",
        "coverage",
        "find_article",
        "load_profile",
        "oscal",
        "profile_ids",
        "read_profile",
        "unready_people",
    ),
    "safehandle.transfer": (
        "Access",
        "Deadlines",
        "Patience",
        "Verification",
        "check_delivery",
        "check_receipt",
    ),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = ["__version__", *_HOME]  # noqa: PLE0604 - every name is in the table above


def __getattr__(name: str) -> object:
    try:
        room = _HOME[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value: object = getattr(importlib.import_module(room), name)
    globals()[name] = value
    return value
