"""A PostgreSQL server of our own, from the system's packages, with its defaults: every commit reaches the disk."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Where initdb and pg_ctl are: Debian keeps them off the PATH, one folder per version."""
    found = shutil.which("initdb")
    candidates = [Path(found).parent] if found else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The URL of an empty database; ``folder`` holds the server's programs."""
    place = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may have about 100 bytes
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        os.chown(place, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)

    def run(program: str, *arguments: str) -> None:
        # The server refuses to be root.
        identity = {"user": user, "group": user, "extra_groups": []} if user else {}
        subprocess.run(
            [str(folder / program), "-D", f"{place}/data", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=place,
            **identity,
        )

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories='{place}'"
        run("pg_ctl", "-w", "-l", f"{place}/log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={place}"
        finally:
            run("pg_ctl", "-w", "-m", "fast", "stop")
    finally:
        shutil.rmtree(place)
