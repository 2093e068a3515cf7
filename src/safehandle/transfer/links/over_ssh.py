"""The link that the system's own ``ssh`` makes: for agents, jump hosts, hardware keys, and for speed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from safehandle.errors import RemoteError, UsageError
from safehandle.transfer.links import ssh_log
from safehandle.transfer.links.link import Deadlines, Route
from safehandle.transfer.offers import POST_QUANTUM, SMALLEST_MODULUS, key_type
from safehandle.transfer.server import Access, Server

_BUFFER: Final = 1 << 20


class SystemSshLink:
    """A :class:`~safehandle.transfer.links.link.Link` over the standard streams of ``ssh -s … sftp``.

    The user's own configuration is read (for ``ProxyJump`` and the like), but what this link depends on is set on the
    command line, which goes before it.
    """

    has_room = True

    def __init__(self, server: Server, access: Access, deadlines: Deadlines) -> None:
        if os.name == "nt" or shutil.which("ssh") is None:
            raise UsageError("transfer.no-system-ssh")
        if access.password is not None:
            raise UsageError("transfer.password-needs-paramiko")
        self._deadlines = deadlines
        self._buffer = memoryview(bytearray(_BUFFER))
        self._begin = self._end = 0
        self._keep = ExitStack()
        self._socket, self.route = self._connect(server, access)

    def _connect(self, server: Server, access: Access) -> tuple[socket.socket, Route]:
        """Start ``ssh``, again for every type of host key that the server has until one is shown that is pinned."""
        first = ""
        types = server.offer.host_keys
        while True:
            with ExitStack() as stack:
                ours, process, log = _launch(server, access, self._deadlines, types, stack)
                ready = _wait(process, log, self._deadlines)
                text = log.read_text(errors="replace")
                if ready:
                    route = ssh_log.route(text, server.shown, server.offer)
                    ours.settimeout(self._deadlines.reply)
                    self._keep = stack.pop_all()
                    return ours, route
            shown = ssh_log.shown_key(text)
            if shown is not None and not server.knows(shown.fingerprint):
                first = first or shown.fingerprint
                types = tuple(name for name in types if key_type(name) != shown.algorithm)
                if server.pins and types:
                    continue
            if first:
                raise server.refusal(first)
            if process.returncode is None:
                seconds = self._deadlines.connect + self._deadlines.key_exchange + self._deadlines.authenticate
                raise RemoteError("transfer.no-answer", stage="connect", seconds=seconds)
            raise ssh_log.explain(text, host=server.shown, user=access.user, seconds=self._deadlines.connect)

    def send(self, *parts: bytes | bytearray | memoryview) -> None:
        try:
            sent = self._socket.sendmsg(parts)
            if sent < sum(map(len, parts)):
                self._socket.sendall(memoryview(b"".join(parts))[sent:])
        except TimeoutError:
            raise self._no_answer() from None
        except OSError:
            raise RemoteError("transfer.disconnected") from None

    def receive(self, size: int) -> memoryview:
        if self._end - self._begin < size and len(self._buffer) - self._begin < size:
            left = bytes(self._buffer[self._begin : self._end])
            self._buffer[: len(left)] = left
            self._begin, self._end = 0, len(left)
        while self._end - self._begin < size:
            try:
                arrived = self._socket.recv_into(self._buffer[self._end :])
            except TimeoutError:
                raise self._no_answer() from None
            except OSError:
                arrived = 0
            if not arrived:
                raise RemoteError("transfer.disconnected")
            self._end += arrived
        taken = self._buffer[self._begin : self._begin + size]
        self._begin += size
        return taken

    def close(self) -> None:
        self._keep.close()

    def _no_answer(self) -> RemoteError:
        return RemoteError("transfer.no-answer", stage="reply", seconds=self._deadlines.reply)


def _launch(
    server: Server, access: Access, deadlines: Deadlines, types: tuple[str, ...], stack: ExitStack
) -> tuple[socket.socket, subprocess.Popen[bytes], Path]:
    log = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="safehandle-")), "log")
    log.touch(0o600)
    ours, theirs = socket.socketpair()
    stack.callback(ours.close)
    with theirs:
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        command = ["ssh", "-v", "-E", str(log), *_options(server, access, deadlines, types)]
        process = subprocess.Popen(
            [*command, "-s", "-p", str(server.port), "-l", access.user, "--", server.host, "sftp"],
            stdin=theirs.fileno(),
            stdout=theirs.fileno(),
            stderr=subprocess.DEVNULL,
        )
    stack.callback(_stop, process, ours)
    return ours, process, log


def _stop(process: subprocess.Popen[bytes], ours: socket.socket) -> None:
    ours.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(0.2)
        return
    process.kill()
    process.wait()


def _wait(process: subprocess.Popen[bytes], log: Path, deadlines: Deadlines) -> bool:
    until = time.monotonic() + deadlines.connect + deadlines.key_exchange + deadlines.authenticate
    while time.monotonic() < until and process.poll() is None:
        if ssh_log.is_ready(log.read_text(errors="replace")):
            return True
        time.sleep(0.01)
    return False


def _options(server: Server, access: Access, deadlines: Deadlines, types: tuple[str, ...]) -> list[str]:
    wanted = server.offer
    settings = {
        "BatchMode": "yes",
        "ConnectTimeout": str(max(1, round(deadlines.connect))),
        "StrictHostKeyChecking": "yes",
        "UserKnownHostsFile": "/dev/null",
        "GlobalKnownHostsFile": "/dev/null",
        "KnownHostsCommand": _pinned(server.pins),
        "CheckHostIP": "no",
        "VerifyHostKeyDNS": "no",
        "UpdateHostKeys": "no",
        "KexAlgorithms": ",".join(_key_exchanges(server)),
        "HostKeyAlgorithms": ",".join(types),
        "PubkeyAcceptedAlgorithms": ",".join((*wanted.host_keys, *map(_certified, wanted.host_keys))),
        "Ciphers": ",".join(wanted.ciphers),
        "MACs": ",".join(wanted.macs),
        "IgnoreUnknown": "RequiredRSASize",  # OpenSSH before 9.1
        "RequiredRSASize": str(SMALLEST_MODULUS),
        "Compression": "no",
        "ForwardAgent": "no",
        "ClearAllForwardings": "yes",
        "PermitLocalCommand": "no",
        "ControlMaster": "no",
        "ControlPath": "none",
        "RequestTTY": "no",
    }
    if access.key_file is not None:
        settings |= {"IdentityFile": _quoted(access.key_file), "IdentitiesOnly": "yes"}
        if not access.agent:
            settings["IdentityAgent"] = "none"
    if access.certificate is not None:
        settings["CertificateFile"] = _quoted(access.certificate)
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def _key_exchanges(server: Server) -> list[str]:
    """Those that may be named to ``ssh``, which refuses names that it does not know.

    Raises:
        UsageError: ``transfer.no-pqc``.
    """
    wanted = server.offer.key_exchanges
    if server.algorithms != POST_QUANTUM:
        # Group exchange stays out: ssh cannot be told the smallest modulus to accept.
        return [name for name in wanted if "exchange" not in name]
    known = subprocess.run(["ssh", "-Q", "kex"], capture_output=True, text=True, check=False).stdout.split()
    if not (found := [name for name in wanted if name in known]):
        raise UsageError("transfer.no-pqc", wanted=wanted)
    return found


def _pinned(pins: tuple[str, ...]) -> str:
    """A command that knows exactly the pinned keys: it answers with the key that it is asked about, or with nothing.

    Fingerprints hold no character that means anything to a shell (:class:`Server` checks them).
    """
    return f"/bin/sh -c \"case ' {' '.join(pins)} ' in *' '$0' '*) echo $1 $2 $3;; esac\" %f %H %t %K"


def _certified(name: str) -> str:
    return f"{name}-cert-v01@openssh.com"


def _quoted(path: Path) -> str:
    """A path as ssh's options want it: in quotes, and without tokens to expand."""
    return '"' + str(path.absolute()).replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"') + '"'
