"""SFTP: whole deliveries with all guarantees and signed papers, beside OpenSSH's sftp, paramiko, rclone and lftp.

Those beside each other take turns, round by round, and of each the best round counts: what else the machine does then
falls on all of them. Only ours hash, flush to the disk, and publish under the final name by a rename.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
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
_LEAST = {("up", "sftp+ssh"): 0.9, ("down", "sftp+ssh"): 0.9, ("up", "sftp"): 0.8, ("down", "sftp"): 0.6}
_DELAY = 0.010
_ROUNDS = 3


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    reason = lacking("ssh", "sftp", "ssh-keygen") or ("" if sshd.program() else "sshd not installed")
    if reason:
        yield Absent("deliveries, beside sftp", reason)
        return
    with sshd.running(work / "sshd") as server:
        bench = Bench(work, server, server.port)
        yield from large(bench, min(1024, mebibytes))
        yield from small(bench, min(2000, mebibytes * 5), "up", 1.2)
        with sshd.delayed(server.port, _DELAY) as port:
            yield from small(Bench(work, server, port), 200, f"up, {2000 * _DELAY:g} ms to and fro", 10.0, rounds=2)
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
        return command(["sftp", "-q", *options, f"{self.server.user}@127.0.0.1"], runs=1)

    def send(self, scheme: str, source: Path) -> Cost:
        """A whole delivery: temporary names, flushed there, hashed on the way, signed papers, one rename."""
        return self._ours(lambda: self.sender(scheme, source).send())

    def fetch(self, scheme: str) -> Cost:
        """The delivery that was sent last: its papers checked, all of it hashed and flushed here, one rename."""
        return self._ours(lambda: self.fetcher(scheme).fetch())

    def _ours(self, act: Callable[[], object]) -> Cost:
        cost = function(act, runs=1)
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


def in_turn(
    contenders: Mapping[str, Callable[[], Cost]], before: Callable[[], None], rounds: int = _ROUNDS
) -> dict[str, Cost]:
    """The best round of each."""
    found: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            before()
            found[name].append(measure())
    return {
        name: Cost(min(cost.seconds for cost in costs), max(cost.mebibytes for cost in costs))
        for name, costs in found.items()
    }


def large(bench: Bench, mebibytes: int) -> Iterator[Line]:
    """One file up, then the delivery that was made of it down."""
    plain = random_file(bench.work / "plain.bin", mebibytes)
    up = {
        "openssh": lambda: bench.sftp(f"put {plain} {bench.drop}/plain.bin\n"),
        "paramiko": lambda: function(lambda: by_paramiko(bench, "put", plain), runs=1),
        **{scheme: lambda scheme=scheme: bench.send(scheme, plain) for scheme in _LINKS},
        **others(bench, f"{bench.drop}/plain.bin", plain, "up"),
    }
    yield from one_way("up", mebibytes, in_turn(up, bench.clear))
    bench.clear()
    bench.send("sftp+ssh", plain)
    there, here = bench.drop / "delivery/plain.bin", bench.here / "plain.bin"
    down = {
        "openssh": lambda: bench.sftp(f"get {there} {here}\n"),
        "paramiko": lambda: function(lambda: by_paramiko(bench, "get", there), runs=1),
        **{scheme: lambda scheme=scheme: bench.fetch(scheme) for scheme in _LINKS},
        **others(bench, str(there), here, "down"),
    }
    yield from one_way("down", mebibytes, in_turn(down, bench.clear_here))
    plain.unlink()
    bench.clear()


def one_way(way: str, mebibytes: int, costs: Mapping[str, Cost]) -> Iterator[Line]:
    peer, about = costs["openssh"], f"{mebibytes} MiB {way}"
    yield Row(f"{about}: sftp ({sshd.CIPHER})", peer)
    for scheme, link in _LINKS.items():
        yield Row(f"{about}: safehandle over {link}, to sftp", costs[scheme], peer, _LEAST[way, scheme])
    yield Row(f"{about}: … over paramiko, to paramiko's own", costs["sftp"], costs["paramiko"], 2.5)
    for name in ("paramiko", "rclone", "lftp"):
        line = f"{about}: {name}, to sftp"
        yield Row(line, costs[name], peer) if name in costs else Absent(line, lacking(name))


def by_paramiko(bench: Bench, way: str, file: Path) -> None:
    import paramiko

    with paramiko.SSHClient() as client:
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
        client.connect("127.0.0.1", bench.port, bench.server.user, key_filename=str(bench.server.key))
        with client.open_sftp() as sftp:
            if way == "put":
                sftp.put(str(file), f"{bench.drop}/plain.bin")
            else:
                sftp.get(str(file), str(bench.here / "plain.bin"))


def others(bench: Bench, there: str, here: Path, way: str) -> dict[str, Callable[[], Cost]]:
    """Tools that people use for this; shown only."""
    server = bench.server
    remote = f":sftp,host=127.0.0.1,port={bench.port},user={server.user},key_file={server.key},shell_type=none:{there}"
    shell = f"sftp://{server.user}:@127.0.0.1:{bench.port}"
    connect = f"set sftp:connect-program 'ssh -a -x {' '.join(server.options(bench.port))}'; open {shell}; "
    ends = (here, remote) if way == "up" else (remote, here)
    verb = f"put {here} -o {there}" if way == "up" else f"get {there} -o {here}"
    environment = os.environ | {"HOME": str(bench.work), "RCLONE_CONFIG": "/dev/null"}
    tools: dict[str, list[str | Path]] = {
        "rclone": ["rclone", "copyto", *ends, "--ignore-times"],
        "lftp": ["lftp", "-c", f"{connect}{verb}"],
    }
    return {
        name: lambda command_=words: command(command_, runs=1, env=environment)
        for name, words in tools.items()
        if not lacking(name)
    }


def small_files(bench: Bench, count: int, size: int) -> tuple[Path, str]:
    """A folder of files, and the commands that put them one by one."""
    folder = bench.work / "small"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05d}.dat").write_bytes(os.urandom(size))
    puts = "".join(f"put {path} {bench.drop}/plain/\n" for path in sorted(folder.iterdir()))
    return folder, f"-mkdir {bench.drop}/plain\n{puts}"


def small(bench: Bench, count: int, way: str, least: float, rounds: int = _ROUNDS) -> Iterator[Line]:
    """Many small files."""
    folder, batch = small_files(bench, count, 20 << 10)
    contenders = {
        "openssh": lambda: bench.sftp(batch),
        **{scheme: lambda scheme=scheme: bench.send(scheme, folder) for scheme in _LINKS},
    }
    costs = in_turn(contenders, bench.clear, rounds)
    about = f"{count:,} x 20 KiB {way}"
    yield Row(f"{about}: sftp -b", costs["openssh"])
    for scheme, link in _LINKS.items():
        yield Row(f"{about}: safehandle over {link}, to sftp", costs[scheme], costs["openssh"], least)
    remover(folder)()
