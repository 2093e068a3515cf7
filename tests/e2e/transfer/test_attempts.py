"""Faults from the outside: exit codes, an entry in the ledger for every attempt, and nothing partial on either side."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.transfer import hostile_sftp
from tests.e2e.transfer.parcels import finals
from tests.e2e.transfer.parties import Party
from tests.e2e.transfer.proxies import resetting
from tests.e2e.transfer.sshd import Server, running
from tests.e2e.transfer.test_faults_download import KEY, deliver

SIZE = 8_000_000
SLOWLY = ("--limit-rate", "4m")


@dataclass
class Scene:
    """A vendor, a server that both ends of the test can reach, and what a fault may need."""

    vendor: Party
    server: Server
    folder: Path
    fixture: Callable[[str], Any]
    stack: ExitStack
    key: Path
    timeout: str = "30"
    extra: tuple[str, ...] = ()
    threads: list[threading.Thread] = field(default_factory=list)

    def when(self, pattern: str, size: int, act: Callable[[], object]) -> None:
        """Do something once, when a file of that name has grown to that size on either side."""

        def wait() -> None:
            until = time.monotonic() + 30
            while time.monotonic() < until:
                if any(path.stat().st_size >= size for path in self.folder.rglob(pattern)):
                    act()
                    return
                time.sleep(0.01)

        thread = threading.Thread(target=wait)
        thread.start()
        self.threads.append(thread)

    def place(self, server: Server | None = None, **options: Any) -> None:
        self.vendor.place(server or self.server, **options)

    def entries(self, verb: str) -> list[tuple[str, str]]:
        """Every attempt: how it ended and the error's code, in order."""
        shown = json.loads(self.vendor.run("ledger", "show", "--json").stdout)["entries"]
        begun = [one["number"] for one in shown if one["kind"] == "intent" and one["record"]["plan"]["verb"] == verb]
        ended = {one["record"]["intent"]: one for one in shown if "intent" in one["record"]}
        return [(ended[number]["kind"], ended[number]["record"].get("code", "")) for number in begun]


def killed(scene: Scene, pattern: str) -> None:
    scene.place()
    scene.when(pattern, SIZE // 4, lambda: scene.server.signal_sessions(signal.SIGKILL))


def stopped(scene: Scene, pattern: str) -> None:
    scene.timeout = "2"
    scene.place()
    scene.stack.callback(scene.server.signal_sessions, signal.SIGKILL)
    scene.when(pattern, SIZE // 4, lambda: scene.server.signal_sessions(signal.SIGSTOP))


def reset(scene: Scene, pattern: str) -> None:
    del pattern
    scene.server.port = scene.stack.enter_context(
        resetting(scene.server.port, SIZE // 4, down=scene.extra[0] == "receive")
    )
    scene.place()


def full(scene: Scene, pattern: str) -> None:
    scene.server.drop = scene.fixture("small_disk")
    scene.place()
    scene.when(pattern, SIZE // 4, lambda: os.posix_fallocate(os.open(scene.server.drop / ".o", 66), 0, 5 << 20))


def over_quota(scene: Scene, pattern: str) -> None:
    del pattern
    scene.server.drop = scene.fixture("quota")
    scene.place()


def another_key(scene: Scene, pattern: str) -> None:
    del pattern
    scene.place(host_key="SHA256:" + "A" * 43)


def weak(*lines: str) -> Callable[[Scene, str], None]:
    def arrange(scene: Scene, pattern: str) -> None:
        del pattern
        folder = scene.folder / "weak"
        folder.mkdir()
        server = scene.stack.enter_context(running(folder, *lines))
        server.drop = scene.server.drop
        scene.place(server)

    return arrange


def name_taken(scene: Scene, pattern: str) -> None:
    del pattern
    (scene.server.drop / "d1").mkdir()
    scene.place()


SENDING: dict[str, tuple[Callable[[Scene, str], None], str, int]] = {
    "server killed": (killed, "transfer.disconnected", 8),
    "server stopped": (stopped, "transfer.no-answer", 8),
    "connection reset": (reset, "transfer.disconnected", 8),
    "disk full": (full, "transfer.remote-full", 8),
    "quota": (over_quota, "transfer.refused", 8),
    "host key changed": (another_key, "transfer.host-key-changed", 8),
    "only CBC": (weak("Ciphers aes256-cbc"), "transfer.weak-algorithms", 8),
    "only SHA-1": (weak("Ciphers aes256-ctr", "MACs hmac-sha1"), "transfer.weak-algorithms", 8),
    "name exists": (name_taken, "transfer.exists", 7),
}
RECEIVING: dict[str, tuple[Callable[[Scene, str], None], str, int]] = {
    "server killed": (killed, "transfer.disconnected", 8),
    "server stopped": (stopped, "transfer.no-answer", 8),
    "connection reset": (reset, "transfer.disconnected", 8),
    "host key changed": (another_key, "transfer.host-key-changed", 8),
    "only CBC": (weak("Ciphers aes256-cbc"), "transfer.weak-algorithms", 8),
}


@pytest.fixture
def scene(
    new_party: Callable[..., Party], server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Scene]:
    port = server.port
    with ExitStack() as stack:
        yield Scene(new_party("vendor"), server, tmp_path, request.getfixturevalue, stack, server.key)
    server.port = port


def perform(scene: Scene, code: int) -> str:
    """Run the command, and let the fault come to its end."""
    reach = (*SLOWLY, "--timeout", scene.timeout, "-i", str(scene.key), "--password-file", "../pw")
    done = scene.vendor.run(*scene.extra, *reach, code=code)
    for thread in scene.threads:
        thread.join()
    return done.stderr


@pytest.mark.parametrize("fault", SENDING)
def test_a_fault_while_sending(scene: Scene, fault: str) -> None:
    arrange, code, exit_code = SENDING[fault]
    source = scene.folder / "big.bin"
    source.write_bytes(os.urandom(SIZE if fault != "disk full" else SIZE * 3 // 4))
    scene.extra = ("send", str(source), "--to", "drop", "--plain", "--name", "d1", "--attempts", "1")
    arrange(scene, "*.part/big.bin")
    before = [name for name in finals(scene.server.drop) if name != ".o"]
    assert code in perform(scene, exit_code)
    assert [name for name in finals(scene.server.drop) if name != ".o"] == before
    assert not any((scene.server.drop / "d1").glob("*"))
    assert scene.entries("send") == [("failed", code)]
    assert not (scene.vendor.folder / "k/documents/deliveries").exists()
    scene.vendor.run("ledger", "verify")


@pytest.mark.parametrize("fault", RECEIVING)
def test_a_fault_while_receiving(scene: Scene, fault: str) -> None:
    arrange, code, exit_code = RECEIVING[fault]
    scene.vendor.run("recipient", "add", "city", "--name", "市", "--signing-key", KEY.public.encode())
    deliver(scene.server.target(), scene.folder / "out", {"big.bin": SIZE})
    scene.extra = ("receive", "drop", "-d", "in", "--name", "delivery", "--attempts", "1")
    arrange(scene, "in/.delivery.part/big.bin")
    assert code in perform(scene, exit_code)
    assert finals(scene.vendor.folder / "k/in") == []
    assert finals(scene.server.drop) == ["delivery"]
    assert not (scene.server.drop / "delivery/juryo.txt").exists()
    assert scene.entries("receive") == [("failed", code)]
    assert not (scene.vendor.folder / "k/documents/deliveries").exists()


@pytest.mark.parametrize("sealed", [False, True])
def test_every_attempt_has_an_entry_of_its_own(scene: Scene, sealed: bool) -> None:
    source = scene.folder / "big.bin"
    source.write_bytes(os.urandom(SIZE))
    how = ("--generate-password",) if sealed else ("--plain",)
    scene.extra = ("send", str(source), "--to", "drop", *how, "--name", "d1", "--attempts", "3")
    killed(scene, "*.part/d1.shc" if sealed else "*.part/big.bin")
    perform(scene, 0)
    assert scene.entries("send") == [("failed", "transfer.disconnected"), ("done", "")]
    assert finals(scene.server.drop) == ["d1"]
    if not sealed:
        assert (scene.server.drop / "d1/big.bin").read_bytes() == source.read_bytes()
    scene.vendor.run("ledger", "verify")


def test_nobody_there_is_as_many_entries_as_attempts(scene: Scene) -> None:
    scene.place()
    scene.server.signal_sessions(signal.SIGKILL)
    scene.vendor.run("place", "edit", "drop", "--url", f"sftp://{scene.server.access.user}@127.0.0.1:1/drop")
    (scene.folder / "a").write_text("x")
    scene.extra = ("send", str(scene.folder / "a"), "--to", "drop", "--plain", "--attempts", "3")
    perform(scene, 8)
    assert scene.entries("send") == [("failed", "transfer.unreachable")] * 3


HOSTILE = {
    "a name above": (("../x",), 1, "transfer.hostile-name"),
    "an absolute name": (("/etc/passwd",), 1, "transfer.hostile-name"),
    "a million entries": (("x{}",), 1_000_000, "transfer.too-many"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_server_that_lists_what_no_folder_holds(scene: Scene, case: str) -> None:
    listed, count, code = HOSTILE[case]
    folder = scene.folder / "hostile"
    folder.mkdir()
    program = f"{sys.executable} -I -S {hostile_sftp.__file__} /drop {count} {' '.join(listed)}"
    hostile = scene.stack.enter_context(running(folder, subsystem=program))
    hostile.drop = Path("/drop")
    scene.place(hostile)
    scene.key = hostile.key
    began = time.monotonic()
    scene.extra = ("receive", "drop", "-d", "in", "--attempts", "1")
    assert code in perform(scene, 8)
    assert time.monotonic() - began < 30
    assert finals(scene.vendor.folder / "k/in") == []


@pytest.mark.parametrize("name", ["CON", "a\\x", "a:b"])
def test_a_delivery_with_a_name_that_no_folder_here_may_have(scene: Scene, name: str) -> None:
    scene.place()
    deliver(scene.server.target(), scene.folder / "out", {"a.bin": 10})
    (scene.server.drop / "delivery").rename(scene.server.drop / name)
    scene.extra = ("receive", "drop", "-d", "in", "--attempts", "1")
    assert "transfer.hostile-name" in perform(scene, 8)
    assert finals(scene.vendor.folder / "k/in") == []
    assert scene.entries("receive") == [("failed", "transfer.hostile-name")]


def test_two_senders_at_once_are_one_delivery_and_one_refusal(scene: Scene) -> None:
    scene.place()
    source = scene.folder / "big.bin"
    source.write_bytes(os.urandom(SIZE // 4))
    arguments = (
        "send",
        str(source),
        "--to",
        "drop",
        "--plain",
        "--name",
        "d1",
        "--attempts",
        "1",
        "--limit-rate",
        "2m",
    )
    command = [sys.executable, "-m", "safehandle", *arguments, "-i", str(scene.server.key), "--password-file", "../pw"]
    party = scene.vendor
    both = [
        subprocess.Popen(command, cwd=party.folder / "k", env=party.environment, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    codes = sorted(process.wait(60) for process in both)
    assert codes[0] == 0
    assert codes[1] in (7, 8)
    assert finals(scene.server.drop) == ["d1"]
    assert (scene.server.drop / "d1/big.bin").read_bytes() == source.read_bytes()
    assert sorted(kind for kind, _ in scene.entries("send")) == ["done", "failed"]
