"""A PostgreSQL server of our own for the tests, from the system's packages, on a socket in a folder of its own."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

ABSENT = "PostgreSQL's server programs (initdb, pg_ctl) are not installed"


def programs() -> Path | None:
    """Where initdb and pg_ctl are: Debian keeps them off the PATH, one folder per version."""
    found = shutil.which("initdb")
    candidates = [Path(found).parent] if found else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``folder`` holds its data and its socket."""

    folder: Path
    bin: Path

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, as the system's postgres user where we are root: it refuses root."""
        user = "postgres" if os.geteuid() == 0 else None
        command = [str(self.bin / program), *arguments]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop; ``immediate`` drops everything as a crash does, and the next start has to recover."""
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", how, "stop")

    def execute(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def url(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = programs()
    if folder is None:
        pytest.skip(ABSENT)
    # A socket's path may have about 100 bytes: not under pytest's own folder.
    place = Path(tempfile.mkdtemp(prefix="pg"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(place, owner.pw_uid, owner.pw_gid)
    made = Server(place, folder)
    try:
        made.run("initdb", "-D", f"{place}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        made.start()
        yield made
        made.stop("immediate")
    finally:
        shutil.rmtree(place)


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"ledger_{secrets.token_hex(8)}"
    server.execute(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
