"""The PostgreSQL server that some of these tests run against."""

from tests.e2e.ledger.server import database, server

__all__ = ["database", "server"]
