"""SFTP against a real OpenSSH server on loopback, beside OpenSSH's sftp and paramiko's own; connecting included."""

from __future__ import annotations

import asyncio
import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from measure import Cost, Row, command, function, remover

from safehandle.files import survey
from safehandle.transfer import Access, Address, Incoming, Outgoing, Target, from_entry, method_for
from safehandle.transfer.moving import Sink

SMALL, SMALL_SIZE = 2000, 20 * 1024
DELAYED = 200
ROUND_TRIP = 0.020
SCHEMES = {"sftp+ssh": "system ssh", "sftp": "paramiko"}


def table(work: Path, size_mib: int) -> Iterator[Row]:
    server = Server(work)
    try:
        yield from large(server, min(size_mib, 1024))
        yield from small(server)
        yield from delayed(server)
    finally:
        server.stop()


class Server:
    """OpenSSH's server on a port and with keys of its own; files lie in ``work``."""

    def __init__(self, work: Path) -> None:
        self.work = work
        for name in ("host", "client"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / name], check=True)
        (work / "known").write_text(f"* {(work / 'host.pub').read_text()}")
        self.pin = subprocess.run(
            ["ssh-keygen", "-lf", work / "host.pub"], check=True, capture_output=True, text=True
        ).stdout.split()[1]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        lines = f"""Port {self.port}
ListenAddress 127.0.0.1
HostKey {work}/host
AuthorizedKeysFile {work}/client.pub
StrictModes no
UsePAM no
PermitRootLogin yes
PidFile none
Subsystem sftp internal-sftp
"""
        (work / "config").write_text(lines)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        program = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin") or "sshd"
        self._process = subprocess.Popen([program, "-D", "-e", "-f", work / "config"], stderr=subprocess.DEVNULL)
        for name in ("there", "here"):
            (work / name).mkdir()
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                break

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def clear(self) -> None:
        for name in ("there", "here"):
            remover(self.work / name)()
            (self.work / name).mkdir()

    def peer(self, lines: list[str], port: int = 0, runs: int = 3) -> Cost:
        """OpenSSH's sftp, with the cipher that we use."""
        (self.work / "batch").write_text("".join(f"{line}\n" for line in lines))
        arguments = ["sftp", "-q", "-P", str(port or self.port), "-i", self.work / "client"]
        arguments += ["-o", f"UserKnownHostsFile={self.work}/known", "-c", "aes256-gcm@openssh.com"]
        user = getpass.getuser()
        return command([*arguments, "-b", self.work / "batch", f"{user}@127.0.0.1"], before=self.clear, runs=runs)

    def target(self, scheme: str, port: int = 0) -> Target:
        user = getpass.getuser()
        return Target(
            address=Address(scheme=scheme, folder=str(self.work), host="127.0.0.1", port=port or self.port, user=user),
            pins=(self.pin,),
            access=Access(user=user, key_file=self.work / "client"),
        )

    def put(self, scheme: str, source: Path, port: int = 0, most: int = SMALL) -> None:
        with closing(method_for(scheme).connect(self.target(scheme, port))) as remote:
            files = survey([source]).files[:most]
            items = (
                Outgoing(path=f"{self.work}/there/{Path(file.path).name}", size=file.size, source=from_entry(file))
                for file in files
            )
            if len(list(remote.put(items))) != len(files):
                raise AssertionError

    def get(self, scheme: str, source: Path) -> None:
        with closing(method_for(scheme).connect(self.target(scheme))) as remote:
            files = survey([source]).files
            items = (
                Incoming(path=str(file.source), size=file.size, sink=sink(self.work / "here" / Path(file.path).name))
                for file in files
            )
            if len(list(remote.get(items))) != len(files):
                raise AssertionError


def sink(path: Path) -> Sink:
    return lambda: path.open("xb", buffering=0)


def large(server: Server, size_mib: int) -> Iterator[Row]:
    """One large file, hashed on the way; sftp and paramiko hash nothing."""
    big = server.work / "big"
    with big.open("wb") as file:
        for _ in range(size_mib):
            file.write(os.urandom(1 << 20))
    wanted = {
        ("up", "sftp+ssh"): (0.9, None),
        ("down", "sftp+ssh"): (0.9, None),
        ("up", "sftp"): (0.8, 2.5),
        ("down", "sftp"): (0.6, 2.5),
    }
    for way, line in (("up", f"put {big} {server.work}/there/big"), ("down", f"get {big} {server.work}/here/big")):
        peer = server.peer([line])
        yield Row(f"{size_mib} MiB {way}: sftp (aes256-gcm)", peer)
        paramiko = function(lambda way=way: with_paramiko(server, big, way), before=server.clear, runs=1)
        yield Row(f"{size_mib} MiB {way}: paramiko's own", paramiko, peer)
        for scheme, name in SCHEMES.items():
            act = server.put if way == "up" else server.get
            cost = function(lambda act=act, scheme=scheme: act(scheme, big), before=server.clear)
            target, beside = wanted[way, scheme]
            yield Row(f"{size_mib} MiB {way}: safehandle over {name}", cost, peer, target)
            if beside:
                yield Row(f"{size_mib} MiB {way}: … beside paramiko's own", cost, paramiko, beside)
    big.unlink()


def with_paramiko(server: Server, big: Path, way: str) -> None:
    import paramiko

    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect("127.0.0.1", server.port, getpass.getuser(), key_filename=str(server.work / "client"))
    with closing(client), client.open_sftp() as sftp:
        if way == "up":
            sftp.put(str(big), f"{server.work}/there/big")
        else:
            sftp.get(str(big), f"{server.work}/here/big")


def small(server: Server) -> Iterator[Row]:
    """Many small files, each flushed to the disk of the other side and hashed."""
    folder = server.work / "small"
    folder.mkdir()
    for number in range(SMALL):
        (folder / f"{number:04}").write_bytes(os.urandom(SMALL_SIZE))
    lines = [f"put {folder}/{number:04} {server.work}/there/{number:04}" for number in range(SMALL)]
    peer = server.peer(lines)
    yield Row(f"{SMALL} files of 20 KiB up: sftp -b", peer)
    for scheme, name in SCHEMES.items():
        cost = function(lambda scheme=scheme: server.put(scheme, folder), before=server.clear)
        yield Row(f"{SMALL} files of 20 KiB up: safehandle over {name}", cost, peer, 1.2)


def delayed(server: Server) -> Iterator[Row]:
    """Small files over a line with a round trip of 20 ms."""
    folder = server.work / "small"
    with delaying(server.port) as port:
        lines = [f"put {folder}/{number:04} {server.work}/there/{number:04}" for number in range(DELAYED)]
        peer = server.peer(lines, port, runs=1)
        yield Row(f"{DELAYED} files, 20 ms round trip, up: sftp -b", peer)
        for scheme, name in SCHEMES.items():
            cost = function(
                lambda scheme=scheme: server.put(scheme, folder, port, DELAYED), before=server.clear, runs=2
            )
            yield Row(f"{DELAYED} files, 20 ms round trip, up: safehandle over {name}", cost, peer, 10)


@contextmanager
def delaying(port: int) -> Iterator[int]:
    """A proxy, in a process of its own, that holds everything back for half a round trip each way."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        child = os.fork()
        if child == 0:
            asyncio.run(_delay(listener, port))
        try:
            yield int(listener.getsockname()[1])
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


async def _delay(listener: socket.socket, port: int) -> None:
    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))

    server = await asyncio.start_server(accept, sock=listener)
    await server.serve_forever()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    clock = asyncio.get_running_loop().time
    queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def release() -> None:
        data = b"more"
        while data:
            due, data = await queue.get()
            await asyncio.sleep(max(0.0, due - clock()))
            writer.write(data)
            await writer.drain()
        writer.close()

    releasing = asyncio.create_task(release())
    data = b"more"
    while data:
        try:
            data = await reader.read(1 << 18)
        except ConnectionError:
            data = b""
        queue.put_nowait((clock() + ROUND_TRIP / 2, data))
    await asyncio.gather(releasing, return_exceptions=True)
