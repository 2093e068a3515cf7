"""The nouns: frozen, slotted, standard library only, no I/O."""

from safehandle.model.approval import Approval, ApprovalGiven, ApprovalRevoked, Scope
from safehandle.model.contract import Contract, DataFolder, Person, Place, Recipient, Role, active, within
from safehandle.model.decision import Decision, Finding
from safehandle.model.delivery import Acknowledgement, Attempts, Collection, Connection, ContainerOpened, Delivery
from safehandle.model.ending import Account, Accounted, OutsideReach
from safehandle.model.erasure import ErasurePlan, ErasureReport, ErasureTarget
from safehandle.model.facts import (
    Addressee,
    Artifact,
    Change,
    Cipher,
    DataClass,
    Fact,
    Handout,
    KeyFact,
    Password,
    SealedContainer,
)
from safehandle.model.log import Abandoned, Clock, LedgerCopy, LedgerKey, Redaction, Restored, Timestamped, Witnessed
from safehandle.model.media import CarryBack, CarryOut, Disposal, Medium, Posting, Stocktaking
from safehandle.model.movement import (
    Destination,
    Duplicate,
    Handover,
    HandoverAccepted,
    HandoverSheet,
    KeyExchange,
    PasswordNotice,
    Removal,
)
from safehandle.model.plain import from_plain, split_private, to_plain
from safehandle.model.plan import Plan
from safehandle.model.record import Action, Done, Failed, Intent, Permit, Progress, Record, Refused, Result
from safehandle.model.registers import Attestation, Authentication, ContractVersion, Observance, Reported
from safehandle.model.reports import RegisterExport
from safehandle.model.voiding import voided

__all__ = [
    "Abandoned",
    "Account",
    "Accounted",
    "Acknowledgement",
    "Action",
    "Addressee",
    "Approval",
    "ApprovalGiven",
    "ApprovalRevoked",
    "Artifact",
    "Attempts",
    "Attestation",
    "Authentication",
    "CarryBack",
    "CarryOut",
    "Change",
    "Cipher",
    "Clock",
    "Collection",
    "Connection",
    "ContainerOpened",
    "Contract",
    "ContractVersion",
    "DataClass",
    "DataFolder",
    "Decision",
    "Delivery",
    "Destination",
    "Disposal",
    "Done",
    "Duplicate",
    "ErasurePlan",
    "ErasureReport",
    "ErasureTarget",
    "Fact",
    "Failed",
    "Finding",
    "Handout",
    "Handover",
    "HandoverAccepted",
    "HandoverSheet",
    "Intent",
    "KeyExchange",
    "KeyFact",
    "LedgerCopy",
    "LedgerKey",
    "Medium",
    "Observance",
    "OutsideReach",
    "Password",
    "PasswordNotice",
    "Permit",
    "Person",
    "Place",
    "Plan",
    "Posting",
    "Progress",
    "Recipient",
    "Record",
    "Redaction",
    "Refused",
    "RegisterExport",
    "Removal",
    "Reported",
    "Restored",
    "Result",
    "Role",
    "Scope",
    "SealedContainer",
    "Stocktaking",
    "Timestamped",
    "Witnessed",
    "active",
    "from_plain",
    "split_private",
    "to_plain",
    "voided",
    "within",
]
