"""``safehandle ledger``: what was recorded, whether it still stands, and proof of it for somebody else."""

from safehandle.cli.commands.ledger import checkpoint, moving, prove, redact, restore, show, timestamp, verify, witness
from safehandle.cli.commands.ledger.group import COMMAND

__all__ = ["COMMAND", "checkpoint", "moving", "prove", "redact", "restore", "show", "timestamp", "verify", "witness"]
