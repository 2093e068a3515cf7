"""Organisations that send and receive: each with a contract folder, a home and a person with a signing key."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.e2e.transfer.sshd import Server

from safehandle.contract import read_contract


class Party:
    """One organisation: a contract folder ``k``, a home, and a person with a signing key."""

    def __init__(self, folder: Path, environment: dict[str, str], template: Path | None = None) -> None:
        self.folder = folder
        self.environment = environment | {"HOME": str(folder / "home"), "SAFEHANDLE_HOME": str(folder / "home/data")}
        if template is not None:
            shutil.copytree(template, folder)

    @property
    def public(self) -> str:
        """The manager's public signing key."""
        (manager,) = read_contract(self.folder / "k").people
        return manager.key

    def found(self, profile: str) -> Path:
        """Make the contract folder and the key; the folder given back can be copied."""
        (self.folder / "home").mkdir(parents=True)
        (self.folder / "pw").write_text("k7mw-hard-to-guess\n")
        (self.folder / "pw").chmod(0o600)
        init = ("init", "k", "--profile", profile, "--manager", "佐藤", "--password-file", "pw")
        self.run(*init, "--from", "2026-01-01", "--to", "2030-03-31", cwd=self.folder)
        made = self.json("key", "new", "--purpose", "sign", "--password-file", "../pw")
        (manager,) = read_contract(self.folder / "k").people
        self.run("person", "edit", manager.ident, "--key", str(made["public"]), "--educated", "2026-04-01")
        return self.folder

    def run(self, *arguments: str, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "safehandle", *arguments],
            cwd=cwd or self.folder / "k",
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def json(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(*arguments, "--json", code=code).stdout)
        return found

    def place(self, server: Server, scheme: str = "sftp", host_key: str = "") -> None:
        user = server.access.user
        url = f"{scheme}://{user}@127.0.0.1:{server.port}{server.drop}"
        pin = host_key or server.pin
        self.run("place", "add", "drop", "--name", "市", "--kind", "sftp", "--url", url, "--host-key", pin)
