"""The tamper-evident log: canonical entries, a Merkle tree, signed checkpoints, proofs; one store per file."""

from safehandle.ledger.checkpoint import (
    Checkpoint,
    SignedCheckpoint,
    claimed_origin,
    log_verifier,
    open_checkpoint,
    origin_of,
)
from safehandle.ledger.clock import ClockMark, clock_state, look_at_clock
from safehandle.ledger.copying import copy_ledger, move_ledger
from safehandle.ledger.entry import Entry
from safehandle.ledger.examining import HandedOut, Problem
from safehandle.ledger.guard import kept_states, known_states
from safehandle.ledger.held import kept_checkpoints, read_checkpoint, read_text
from safehandle.ledger.key_change import key_change_text, log_verifiers
from safehandle.ledger.ledger import Inclusion, Ledger, open_ledger
from safehandle.ledger.proof_file import Proof
from safehandle.ledger.restoring import Restoring
from safehandle.ledger.signatures import SignedActs, check_signatures
from safehandle.ledger.timestamping import Authority, Stamp, read_roots, stamp_path, unstamped, verify_stamp
from safehandle.ledger.verifying import Report, verify
from safehandle.ledger.witness import Submission, WitnessBook, WitnessRequest, cosigner

__all__ = [
    "Authority",
    "Checkpoint",
    "ClockMark",
    "Entry",
    "HandedOut",
    "Inclusion",
    "Ledger",
    "Problem",
    "Proof",
    "Report",
    "Restoring",
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
    "kept_states",
    "key_change_text",
    "known_states",
    "log_verifier",
    "log_verifiers",
    "look_at_clock",
    "move_ledger",
    "open_checkpoint",
    "open_ledger",
    "origin_of",
    "read_checkpoint",
    "read_roots",
    "read_text",
    "stamp_path",
    "unstamped",
    "verify",
    "verify_stamp",
]
