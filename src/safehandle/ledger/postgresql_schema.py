"""The tables and functions of a ledger in PostgreSQL, as the database's own statements."""

from __future__ import annotations

from collections.abc import Iterator

VERSION = 1
WRITERS = "safehandle_writer"
"""Members of this role may read, append and redact, by the functions alone; it is the administrator's to make."""

_TABLES = (
    """CREATE TABLE ledger_entry (number bigint PRIMARY KEY, body bytea NOT NULL, private bytea)""",
    """CREATE TABLE ledger_node (level int, number bigint, hash bytea NOT NULL, PRIMARY KEY (level, number))""",
    # One row that every append rewrites: with room on its page, old versions are cleared away as it goes.
    """CREATE TABLE ledger_head (
        id int PRIMARY KEY CHECK (id = 0), version int NOT NULL, size bigint NOT NULL, frontier bytea NOT NULL,
        origin text NOT NULL) WITH (fillfactor = 10)""",
)

# Waiting for an advisory lock, writers take turns in order; waiting for the row, each wakes up, finds it changed and
# looks again, at half the rate. The row's lock stays what protects the tree.
_APPEND = """
CREATE FUNCTION ledger_append(new_body bytea, new_private bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
    added bigint; peaks bytea; hash bytea; place bigint; level int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock('ledger_head'::regclass::oid::bigint);
    SELECT size, frontier INTO STRICT added, peaks FROM ledger_head FOR UPDATE;
    hash := sha256('\\x00'::bytea || new_body);
    place := added;
    WHILE place & 1 = 1 LOOP
        hash := sha256('\\x01'::bytea || substr(peaks, length(peaks) - 31, 32) || hash);
        peaks := substr(peaks, 1, length(peaks) - 32);
        place := place >> 1;
        level := level + 1;
        IF level % 8 = 0 THEN
            INSERT INTO ledger_node VALUES (level, place, hash);
        END IF;
    END LOOP;
    INSERT INTO ledger_entry VALUES (added, new_body, new_private);
    UPDATE ledger_head SET size = added + 1, frontier = peaks || hash;
    RETURN added;
END $$"""

_REDACT = """
CREATE FUNCTION ledger_redact(which bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    UPDATE ledger_entry SET private = NULL WHERE number = which
$$"""

_RIGHTS = (
    "REVOKE ALL ON ledger_entry, ledger_node, ledger_head FROM PUBLIC",
    "REVOKE ALL ON FUNCTION ledger_append(bytea, bytea), ledger_redact(bigint) FROM PUBLIC",
)
_GRANTS = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{WRITERS}') THEN
        GRANT USAGE ON SCHEMA {{schema}} TO {WRITERS};
        GRANT SELECT ON ledger_entry, ledger_node, ledger_head TO {WRITERS};
        GRANT EXECUTE ON FUNCTION ledger_append(bytea, bytea), ledger_redact(bigint) TO {WRITERS};
    END IF;
END $$"""


def statements(schema: str) -> Iterator[bytes]:
    """Everything that makes an empty ledger; ``schema`` is a quoted identifier."""
    for text in (*_TABLES, _APPEND, _REDACT, *_RIGHTS, _GRANTS):
        yield text.replace("{schema}", schema).encode()
