"""The servers and the contract that these tests run against."""

from tests.e2e.ledger.authority import authority
from tests.e2e.ledger.contract import founded, run
from tests.e2e.ledger.server import database, server

__all__ = ["authority", "database", "founded", "run", "server"]
