"""Whole deliveries over SFTP with their signed papers, beside OpenSSH's sftp, rclone, lftp and paramiko."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilities import sshd
from measure import Absent, Cost, Line, Row, command, function, lacking, memory, random_file, remover

if TYPE_CHECKING:
    from safehandle.keys import PrivateKey
    from safehandle.transfer import Fetcher, Remote, Sender

_LINKS = {"sftp+ssh": "system ssh", "sftp": "paramiko"}
_UP = {"sftp+ssh": 0.9, "sftp": 0.8}
_DOWN = {"sftp+ssh": 0.9, "sftp": 0.6}
_DELAY = 0.010


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    reason = lacking("ssh", "sftp", "ssh-keygen") or ("" if sshd.program() else "sshd not installed")
    if reason:
        yield Absent("deliveries, beside sftp", reason)
        return
    with sshd.running(work / "sshd") as server:
        bench = Bench(work, server, server.port)
        yield from large(bench, min(1024, mebibytes))
        yield from many(bench, min(2000, mebibytes * 5))
        with sshd.delayed(server.port, _DELAY) as port:
            yield from far(Bench(work, server, port), 200)
        yield memory("memory of sending and fetching", 100, *bench.costs)


@dataclass
class Bench:
    """Where things lie, and how each program reaches the server. ``drop`` is the folder on its side."""

    work: Path
    server: sshd.Server
    port: int
    costs: list[Cost] = field(default_factory=list)

    def __post_init__(self) -> None:
        import safehandle

        self.signing: PrivateKey = safehandle.generate("ed25519")
        self.drop, self.here = self.work / "drop", self.work / "here"
        self.clear()

    def clear(self) -> None:
        for folder in (self.drop, self.here):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

    def clear_here(self) -> None:
        shutil.rmtree(self.here)
        self.here.mkdir()

    def sftp(self, batch: str) -> Cost:
        """OpenSSH's client with a list of commands."""
        path = self.work / "batch"
        path.write_text(batch)
        options = [*self.server.options(self.port), "-b", path]
        return command(["sftp", "-q", *options, f"{self.server.user}@127.0.0.1"], before=self.clear_here)

    def send(self, scheme: str, source: Path) -> Cost:
        """A whole delivery: temporary names, flushed there, hashed on the way, signed papers, one rename."""
        return self._ours(lambda: self.sender(scheme, source).send(), before=self.clear)

    def fetch(self, scheme: str) -> Cost:
        """The delivery that was sent last: its papers checked, all of it hashed and flushed here, one rename."""
        return self._ours(lambda: self.fetcher(scheme).fetch(), before=self.clear_here)

    def _ours(self, act: Callable[[], object], before: Callable[[], None]) -> Cost:
        cost = function(act, before=before)
        self.costs.append(cost)
        return cost

    def sender(self, scheme: str, source: Path) -> Sender:
        from safehandle.files import survey
        from safehandle.model import DataClass
        from safehandle.transfer import Moved, Outgoing, Parcel, Party, Sender, Slip, SlipFile, from_entry, papers

        def documents(moved: dict[str, Moved]) -> dict[str, bytes]:
            slip = Slip(
                delivery="delivery",
                contract="r8-tax",
                title="納税通知書",
                sender=Party(organisation="みどり情報"),
                receiver=Party(organisation="川原市"),
                purpose="",
                data_class=DataClass.PERSONAL,
                route="city",
                made=datetime.now(UTC),
                files=tuple(SlipFile(path=path, size=file.size, sha256=file.sha256) for path, file in moved.items()),
            )
            return papers.write(slip, self.signing)

        found = survey([source]).files
        payload = tuple(Outgoing(path=entry.path, size=entry.size, source=from_entry(entry)) for entry in found)
        parcel = Parcel(name="delivery", payload=payload, documents=documents)
        return Sender(connect=self.connector(scheme), folder=str(self.drop), parcel=parcel)

    def fetcher(self, scheme: str) -> Fetcher:
        from safehandle.transfer import Fetcher, papers

        return Fetcher(
            connect=self.connector(scheme),
            folder=str(self.drop),
            name="delivery",
            into=self.here,
            check=lambda contents: papers.read(contents, [self.signing.public]),
        )

    def connector(self, scheme: str) -> Callable[[], Remote]:
        from safehandle.transfer import Access, Address, Target, method_for

        target = Target(
            address=Address(scheme=scheme, folder=str(self.drop), host="127.0.0.1", port=self.port),
            pins=(self.server.pin,),
            access=Access(user=self.server.user, key_file=self.server.key),
        )
        return lambda: method_for(scheme).connect(target)


def large(bench: Bench, mebibytes: int) -> Iterator[Line]:
    plain = random_file(bench.work / "plain.bin", mebibytes)
    up = bench.sftp(f"put {plain} {bench.drop}/plain.bin\n")
    down = bench.sftp(f"get {bench.drop}/plain.bin {bench.here}/plain.bin\n")
    yield Row(f"sftp put, {mebibytes} MiB, {sshd.CIPHER}", up)
    yield Row("sftp get", down)
    own: dict[str, Cost] = {}
    for way, peer in (("put", up), ("get", down)):
        own[way] = function(lambda way=way: by_paramiko(bench, way, plain), before=bench.clear_here)
        yield Row(f"paramiko's own {way}, beside sftp {way}", own[way], peer)
    yield from others(bench, plain, up, down)
    for scheme, link in _LINKS.items():
        sent, fetched = bench.send(scheme, plain), bench.fetch(scheme)
        yield Row(f"safehandle sends over {link}, beside sftp put", sent, up, _UP[scheme])
        yield Row(f"safehandle fetches over {link}, beside sftp get", fetched, down, _DOWN[scheme])
        if link == "paramiko":
            yield Row("the same sending, beside paramiko's own put", sent, own["put"], 2.5)
            yield Row("the same fetching, beside paramiko's own get", fetched, own["get"], 2.5)
    plain.unlink()
    bench.clear()


def by_paramiko(bench: Bench, way: str, plain: Path) -> None:
    import paramiko

    with paramiko.SSHClient() as client:
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
        client.connect("127.0.0.1", bench.port, bench.server.user, key_filename=str(bench.server.key))
        with client.open_sftp() as sftp:
            if way == "put":
                sftp.put(str(plain), f"{bench.drop}/plain.bin")
            else:
                sftp.get(f"{bench.drop}/plain.bin", str(bench.here / "plain.bin"))


def others(bench: Bench, plain: Path, up: Cost, down: Cost) -> Iterator[Line]:
    """Tools that people use for this; shown only."""
    server, there = bench.server, f"{bench.drop}/plain.bin"
    remote = f":sftp,host=127.0.0.1,port={bench.port},user={server.user},key_file={server.key},shell_type=none:"
    shell = f"sftp://{server.user}:@127.0.0.1:{bench.port}"
    connect = f"set sftp:connect-program 'ssh -a -x {' '.join(server.options(bench.port))}'; open {shell}; "
    tools: dict[str, tuple[list[str | Path], list[str | Path]]] = {
        "rclone": (
            ["rclone", "copyto", plain, f"{remote}{there}", "--ignore-times"],
            ["rclone", "copyto", f"{remote}{there}", bench.here / "plain.bin", "--ignore-times"],
        ),
        "lftp": (
            ["lftp", "-c", f"{connect}put {plain} -o {there}"],
            ["lftp", "-c", f"{connect}get {there} -o {bench.here}/plain.bin"],
        ),
    }
    environment = os.environ | {"HOME": str(bench.work), "RCLONE_CONFIG": "/dev/null"}
    for name, (put, get) in tools.items():
        if reason := lacking(name):
            yield Absent(f"{name} up and down", reason)
            continue
        yield Row(f"{name} up, beside sftp put", command(put, runs=1, env=environment), up)
        cost = command(get, runs=1, before=bench.clear_here, env=environment)
        yield Row(f"{name} down, beside sftp get", cost, down)


def small_files(bench: Bench, count: int, size: int) -> tuple[Path, str]:
    """A folder of files, and the commands that put them one by one."""
    folder = bench.work / "small"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05d}.dat").write_bytes(os.urandom(size))
    puts = "".join(f"put {path} {bench.drop}/plain/\n" for path in sorted(folder.iterdir()))
    return folder, f"-mkdir {bench.drop}/plain\n{puts}"


def many(bench: Bench, count: int) -> Iterator[Line]:
    folder, batch = small_files(bench, count, 20 << 10)
    peer = bench.sftp(batch)
    yield Row(f"sftp -b, {count:,} files of 20 KiB", peer)
    for scheme, link in _LINKS.items():
        yield Row(f"safehandle sends them over {link}, beside sftp -b", bench.send(scheme, folder), peer, 1.2)
    remover(folder)()


def far(bench: Bench, count: int) -> Iterator[Line]:
    folder, batch = small_files(bench, count, 20 << 10)
    peer = bench.sftp(batch)
    yield Row(f"sftp -b, {count} files of 20 KiB, {2000 * _DELAY:g} ms to and fro", peer)
    for scheme, link in _LINKS.items():
        yield Row(f"safehandle sends them over {link}, beside sftp -b", bench.send(scheme, folder), peer, 10.0)
    remover(folder)()
