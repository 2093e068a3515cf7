"""A real OpenSSH server on the loopback interface, with keys of its own, and a way to it that takes its time."""

from __future__ import annotations

import getpass
import os
import select
import shutil
import signal
import socket
import subprocess
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CIPHER = "aes256-gcm@openssh.com"
_CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/client.pub
Subsystem sftp internal-sftp
StrictModes no
UsePAM no
PermitRootLogin yes
MaxStartups 100
PidFile none
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``pin`` is its host key's fingerprint, ``key`` the file of the key that may log in."""

    folder: Path
    port: int
    pin: str

    @property
    def user(self) -> str:
        return getpass.getuser()

    @property
    def key(self) -> Path:
        return self.folder / "client"

    def options(self, port: int = 0) -> list[str]:
        """What OpenSSH's clients need to reach it."""
        settings = {
            "Port": port or self.port,
            "IdentityFile": self.key,
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "BatchMode": "yes",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "Ciphers": CIPHER,
            "LogLevel": "ERROR",
        }
        return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def program() -> str | None:
    return shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    sshd = program()
    assert sshd is not None
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    for name in ("host", "client"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shown = subprocess.run(["ssh-keygen", "-lf", folder / "host.pub"], check=True, capture_output=True, text=True)
    port = free_port()
    (folder / "config").write_text(_CONFIG.format(folder=folder, port=port))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sshd, "-D", "-e", "-f", folder / "config"], stderr=log)
    try:
        reachable(port)
        yield Server(folder, port, shown.stdout.split()[1])
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def reachable(port: int) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def delayed(port: int, seconds: float) -> Iterator[int]:
    """The port of a proxy to ``port`` by which everything arrives ``seconds`` later, in each direction."""
    listening = socket.create_server(("127.0.0.1", 0))
    child = os.fork()
    if child == 0:
        with suppress(KeyboardInterrupt):
            serve(listening, port, seconds)
        os._exit(0)
    mine = int(listening.getsockname()[1])
    listening.close()
    try:
        yield mine
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def serve(listening: socket.socket, port: int, seconds: float) -> None:
    """One thread for all connections. What was read waits in a queue with the time at which it is due."""
    across: dict[socket.socket, socket.socket] = {}
    queues: dict[socket.socket, deque[tuple[float, bytes]]] = {}
    while True:
        now = time.monotonic()
        due = min((queue[0][0] for queue in queues.values() if queue), default=now + 1)
        readable, _, _ = select.select([listening, *across], [], [], max(0.0, due - now))
        for ready in readable:
            if ready is listening:
                client, server = listening.accept()[0], socket.create_connection(("127.0.0.1", port))
                for one, other in ((client, server), (server, client)):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    across[one], queues[one] = other, deque()
                continue
            data = b""
            with suppress(OSError):
                data = ready.recv(1 << 18)
            other = across[ready] if data else across.pop(ready)
            queues[other].append((time.monotonic() + seconds, data))
        pass_on(queues)


def pass_on(queues: dict[socket.socket, deque[tuple[float, bytes]]]) -> None:
    """Send what is due; empty data is the end."""
    now = time.monotonic()
    for target, queue in queues.items():
        while queue and queue[0][0] <= now:
            data = queue.popleft()[1]
            with suppress(OSError):
                target.sendall(data) if data else target.shutdown(socket.SHUT_WR)
