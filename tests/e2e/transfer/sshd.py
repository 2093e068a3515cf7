"""A real OpenSSH server on the loopback interface, on a port of its own, with keys of its own."""

from __future__ import annotations

import atexit
import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from safehandle.transfer import Access, Address, Deadlines, Meter, Target

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
SCHEMES = ("sftp", "sftp+ssh")

_CONFIG = """
ListenAddress 127.0.0.1
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PermitRootLogin yes
MaxStartups 100
PidFile none
"""


def keygen(path: Path, kind: str = "ed25519", *options: str) -> Path:
    """A key pair made by ssh-keygen, without a passphrase unless one is among the options."""
    if not {"-N"} & set(options):
        options = (*options, "-N", "")
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-f", str(path), *options], check=True)
    return path


@cache
def _host_key(kind: str) -> Path:
    """A host key such as ``rsa-3072``, made once: RSA keys take seconds."""
    folder = Path(tempfile.mkdtemp(prefix="safehandle-test-"))
    atexit.register(shutil.rmtree, folder)
    name, _, bits = kind.partition("-")
    return keygen(folder / "key", name, *(("-b", bits) if bits else ()))


def pin_of(key: Path) -> str:
    """A key's fingerprint as ssh-keygen prints it."""
    shown = subprocess.run(["ssh-keygen", "-lf", f"{key}.pub"], check=True, capture_output=True, text=True)
    return shown.stdout.split()[1]


class Server:
    """One running server. ``drop`` is a folder that it can reach."""

    def __init__(self, folder: Path, port: int, process: subprocess.Popen[bytes]) -> None:
        self.folder, self.port, self.process = folder, port, process
        self.key = folder / "client"
        self.pin = pin_of(folder / "host_ed25519")
        self.drop = folder / "drop"

    @property
    def access(self) -> Access:
        return Access(user=getpass.getuser(), key_file=self.key)

    def target(
        self,
        scheme: str = "sftp",
        *,
        pins: tuple[str, ...] | None = None,
        access: Access | None = None,
        deadlines: Deadlines | None = None,
        meter: Meter | None = None,
        port: int = 0,
    ) -> Target:
        return Target(
            address=Address(scheme=scheme, folder=str(self.drop), host="127.0.0.1", port=port or self.port),
            pins=(self.pin,) if pins is None else pins,
            access=access or self.access,
            deadlines=deadlines or Deadlines(),
            meter=meter or Meter(),
        )

    def sessions(self) -> list[int]:
        """The processes that serve connections now."""
        return _children(self.process.pid)

    def signal_sessions(self, number: int) -> None:
        for pid in self.sessions():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue

    def stop(self) -> None:
        for pid in self.sessions():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.kill()
        self.process.wait()


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found += [int(entry.name), *_children(int(entry.name))]
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _with_password(folder: Path, password: str) -> list[str]:
    """Words before a command that is to see another /etc/shadow: one in which the user has this password."""
    if os.geteuid() != 0:
        pytest.skip("needs root: the server sees a list of passwords of its own")
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"], input=password, check=True, capture_output=True, text=True
    )
    shadow = folder / "shadow"
    shadow.touch(0o600)
    shadow.write_text(f"{getpass.getuser()}:{hashed.stdout.strip()}:20000:0:99999:7:::\n")
    bind = 'mount --bind "$0" /etc/shadow && exec "$@"'
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", bind, str(shadow)]


@contextmanager
def running(
    folder: Path,
    *extra: str,
    host_keys: tuple[str, ...] = ("ed25519",),
    subsystem: str = "internal-sftp",
    password: str = "",
    port: int = 0,
) -> Iterator[Server]:
    """A server whose files are in ``folder``; ``extra`` are more lines of its configuration.

    With a ``password``, whoever runs the tests may log in with that and with nothing else.
    """
    if SSHD is None:
        pytest.skip("needs OpenSSH's server (apt install openssh-server)")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    (folder / "drop").mkdir(exist_ok=True)
    for kind in {"ed25519", *host_keys}:
        for ending in ("", ".pub"):
            shutil.copy(f"{_host_key(kind)}{ending}", f"{folder}/host_{kind}{ending}")
    if not (folder / "client").exists():
        keygen(folder / "client")
    shutil.copy(folder / "client.pub", folder / "authorized")
    port = port or free_port()
    before = _with_password(folder, password) if password else []
    if password:
        extra = (*extra, "AuthenticationMethods password", "PasswordAuthentication yes")
    lines = [*extra, f"Port {port}", f"Subsystem sftp {subsystem}"]
    lines += [f"HostKey {folder}/host_{kind}" for kind in host_keys]
    (folder / "config").write_text("\n".join(lines) + _CONFIG.format(folder=folder))
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([*before, SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=log)
    server = Server(folder, port, process)
    try:
        _await(server)
        yield server
    finally:
        server.stop()


def _await(server: Server) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and server.process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError((server.folder / "log").read_text())
