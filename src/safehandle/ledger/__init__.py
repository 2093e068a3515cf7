"""The tamper-evident log: canonical entries, a Merkle tree, signed checkpoints, proofs; one store per file."""

from safehandle.ledger.checkpoint import Checkpoint, SignedCheckpoint, log_verifier, open_checkpoint, origin_of
from safehandle.ledger.entry import Entry
from safehandle.ledger.ledger import Inclusion, Ledger, open_ledger
from safehandle.ledger.verifying import HandedOut, Problem, Report, verify

__all__ = [
    "Checkpoint",
    "Entry",
    "HandedOut",
    "Inclusion",
    "Ledger",
    "Problem",
    "Report",
    "SignedCheckpoint",
    "log_verifier",
    "open_checkpoint",
    "open_ledger",
    "origin_of",
    "verify",
]
