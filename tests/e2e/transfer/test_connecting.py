"""Who we talk to, how, and as whom: real servers that are strange, weak, dead, or do not want us."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.e2e.transfer.parcels import names, parcel, sender
from tests.e2e.transfer.proxies import resetting
from tests.e2e.transfer.sshd import Server, free_port, keygen, pin_of, running

from safehandle.errors import InputError, RemoteError, SecretError, UsageError
from safehandle.keys import Secret
from safehandle.transfer import Access, Deadlines, Remote, Target, method_for

STRANGER = "SHA256:" + "A" * 43
QUICK = Deadlines(connect=1.5, key_exchange=1.5, authenticate=1.5, reply=1.5)


def connect(target: Target) -> Remote:
    return method_for(target.address.scheme).connect(target)


def test_an_unknown_host_key_is_refused_and_shown(server: Server, scheme: str) -> None:
    with pytest.raises(RemoteError, match=r"transfer\.host-key-unknown") as refused:
        connect(server.target(scheme, pins=()))
    assert refused.value.fields["shown"] == server.pin


def test_a_changed_host_key_is_refused_and_shown(server: Server, scheme: str) -> None:
    with pytest.raises(RemoteError, match=r"transfer\.host-key-changed") as refused:
        connect(server.target(scheme, pins=(STRANGER,)))
    assert refused.value.fields["shown"] == server.pin
    assert refused.value.fields["pinned"] == (STRANGER,)


def test_a_pin_may_be_of_any_of_the_servers_keys(server: Server, scheme: str) -> None:
    pin = pin_of(server.folder / "host_ecdsa")
    with closing(connect(server.target(scheme, pins=(STRANGER, pin)))) as remote:
        assert (remote.route.host_key, remote.route.host_key_algorithm) == (pin, "ecdsa-sha2-nistp256")


def test_the_pinned_key_may_be_the_servers_last(tmp_path: Path, scheme: str) -> None:
    with running(tmp_path, host_keys=("rsa-3072", "ecdsa", "ed25519")) as server:
        pin = pin_of(server.folder / "host_rsa-3072")
        with closing(connect(server.target(scheme, pins=(pin,)))) as remote:
            assert remote.route.host_key == pin


def test_a_known_hosts_file_that_knows_the_server_changes_nothing(
    server: Server, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = (server.folder / "host_ed25519.pub").read_text()
    (tmp_path / ".ssh").mkdir(mode=0o700)
    (tmp_path / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{server.port} {key}")
    (tmp_path / ".ssh/config").write_text("Host *\n  StrictHostKeyChecking no\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(RemoteError, match=r"transfer\.host-key-changed"):
        connect(server.target(scheme, pins=(STRANGER,)))


WEAK = {
    "cipher": "Ciphers aes256-cbc",
    "mac": "Ciphers aes256-ctr\nMACs hmac-sha1",
    "key-exchange": "KexAlgorithms diffie-hellman-group14-sha256",
    "host-key": "HostKeyAlgorithms ssh-rsa",
}


@pytest.mark.parametrize("what", WEAK)
def test_a_server_that_offers_only_weak_algorithms_is_refused_by_name(tmp_path: Path, scheme: str, what: str) -> None:
    keys = ("rsa-3072",) if what == "host-key" else ("ed25519",)
    with running(tmp_path, WEAK[what], host_keys=keys) as weak:
        with pytest.raises(RemoteError, match=r"transfer\.weak-algorithms") as refused:
            connect(weak.target(scheme))
        assert refused.value.fields["what"] == what
        assert WEAK[what].split()[-1] in str(refused.value.fields["offered"])


def test_a_short_rsa_host_key_is_refused(tmp_path: Path, scheme: str) -> None:
    with running(tmp_path, host_keys=("rsa-2048",)) as weak:
        pin = pin_of(weak.folder / "host_rsa-2048")
        with pytest.raises(RemoteError, match=r"transfer\.weak-host-key"):
            connect(weak.target(scheme, pins=(pin,)))


@pytest.mark.parametrize(
    "lines",
    [
        "Ciphers aes128-ctr\nMACs hmac-sha2-512",
        "Ciphers aes256-ctr\nMACs hmac-sha2-256-etm@openssh.com",
        "Ciphers aes128-gcm@openssh.com\nKexAlgorithms diffie-hellman-group16-sha512",
    ],
)
def test_every_kind_of_listed_algorithm_works(tmp_path: Path, scheme: str, lines: str) -> None:
    with running(tmp_path, *lines.split("\n"), host_keys=("rsa-3072",)) as server:
        target = server.target(scheme, pins=(pin_of(server.folder / "host_rsa-3072"),))
        done = sender(target, parcel(tmp_path / "out")).send()
        assert done.route.cipher in lines
        assert done.route.mac in lines
        assert done.route.host_key_algorithm == "rsa-sha2-512"


POST_QUANTUM = "KexAlgorithms sntrup761x25519-sha512@openssh.com"


def test_a_post_quantum_key_exchange_is_used_where_the_place_wants_it(tmp_path: Path) -> None:
    with running(tmp_path, POST_QUANTUM) as server:
        target = replace(server.target("sftp+ssh"), algorithms="pqc")
        done = sender(target, parcel(tmp_path / "out")).send()
        assert done.route.key_exchange == "sntrup761x25519-sha512@openssh.com"
        assert done.route.cipher == "aes256-gcm@openssh.com"


def test_a_post_quantum_key_exchange_is_not_used_unasked(tmp_path: Path, scheme: str) -> None:
    with running(tmp_path, POST_QUANTUM) as server:
        with pytest.raises(RemoteError, match=r"transfer\.weak-algorithms") as refused:
            connect(server.target(scheme))
        assert refused.value.fields["what"] == "key-exchange"


def test_a_place_that_wants_it_gets_nothing_less(tmp_path: Path) -> None:
    with running(tmp_path, "KexAlgorithms ecdh-sha2-nistp256") as server:
        with pytest.raises(RemoteError, match=r"transfer\.weak-algorithms") as refused:
            connect(replace(server.target("sftp+ssh"), algorithms="pqc"))
        assert "ecdh-sha2-nistp256" in str(refused.value.fields["offered"])


@pytest.mark.parametrize(
    ("wrong", "algorithms", "code"),
    [("sftp", "pqc", "transfer.pqc-needs-system-ssh"), ("sftp+ssh", "best", "transfer.algorithms-unknown")],
)
def test_what_cannot_be_offered(server: Server, wrong: str, algorithms: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        connect(replace(server.target(wrong), algorithms=algorithms))


def test_an_ssh_that_knows_no_post_quantum_key_exchange(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ssh").write_text("#!/bin/sh\necho ecdh-sha2-nistp256\n")
    (tmp_path / "ssh").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(UsageError, match=r"transfer\.no-pqc"):
        connect(replace(server.target("sftp+ssh"), algorithms="pqc"))


def test_group_exchange_works(tmp_path: Path) -> None:
    lines = "KexAlgorithms diffie-hellman-group-exchange-sha256"
    with running(tmp_path, lines) as server, closing(connect(server.target("sftp"))) as remote:
        assert remote.route.key_exchange == "diffie-hellman-group-exchange-sha256"
        assert remote.look(str(server.drop)) is not None


def test_a_key_that_is_not_authorised(server: Server, scheme: str, tmp_path: Path) -> None:
    access = replace(server.access, key_file=keygen(tmp_path / "stranger"))
    with pytest.raises(RemoteError, match=r"transfer\.auth-refused"):
        connect(server.target(scheme, access=access))


def test_a_wrong_password(tmp_path: Path) -> None:
    with running(tmp_path, "PasswordAuthentication yes") as server:
        access = Access(user=server.access.user, password=lambda: Secret("wrong horse"))
        with pytest.raises(RemoteError, match=r"transfer\.auth-refused") as refused:
            connect(server.target("sftp", access=access))
        assert "horse" not in repr(refused.value.fields)
        assert "horse" not in repr(access)


def test_the_systems_ssh_takes_no_password(server: Server) -> None:
    with pytest.raises(UsageError, match=r"transfer\.password-needs-paramiko"):
        connect(server.target("sftp+ssh", access=Access(user="x", password=lambda: Secret("x"))))


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_a_locked_key_file(server: Server, tmp_path: Path, kind: str) -> None:
    key = keygen(tmp_path / "locked", kind, "-N", "correct horse")
    with (server.folder / "authorized").open("a") as file:
        file.write(Path(f"{key}.pub").read_text())
    right = replace(server.access, key_file=key, password=lambda: Secret("correct horse"))
    connect(server.target("sftp", access=right)).close()
    with pytest.raises(SecretError, match=r"transfer\.key-password-wrong"):
        connect(server.target("sftp", access=replace(right, password=lambda: Secret("wrong"))))
    with pytest.raises(SecretError, match=r"transfer\.key-locked"):
        connect(server.target("sftp", access=replace(right, password=None)))


def test_a_key_file_that_is_none(server: Server, tmp_path: Path) -> None:
    (tmp_path / "none").write_text("not a key")
    with pytest.raises(InputError, match=r"transfer\.key-unreadable"):
        connect(server.target("sftp", access=replace(server.access, key_file=tmp_path / "none")))
    with pytest.raises(InputError, match=r"files\.unreadable"):
        connect(server.target("sftp", access=replace(server.access, key_file=tmp_path / "missing")))


def test_the_agents_key(server: Server, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as short:  # a socket's path has 107 bytes at most
        agent = subprocess.Popen(["ssh-agent", "-D", "-a", f"{short}/agent"], stdout=subprocess.DEVNULL)
        try:
            monkeypatch.setenv("SSH_AUTH_SOCK", f"{short}/agent")
            until = time.monotonic() + 5
            while not Path(short, "agent").exists() and time.monotonic() < until:
                time.sleep(0.01)
            subprocess.run(["ssh-add", "-q", str(server.key)], check=True, capture_output=True)
            access = Access(user=server.access.user, agent=True)
            connect(server.target(scheme, access=access)).close()
        finally:
            agent.kill()
            agent.wait()


def test_a_certificate(tmp_path: Path, scheme: str) -> None:
    authority, key = keygen(tmp_path / "authority"), keygen(tmp_path / "certified")
    with running(tmp_path, f"TrustedUserCAKeys {authority}.pub") as server:
        user = server.access.user
        sign = ["ssh-keygen", "-q", "-s", str(authority), "-I", "test", "-n", user, f"{key}.pub"]
        subprocess.run(sign, check=True)
        access = Access(user=user, key_file=key, certificate=Path(f"{key}-cert.pub"))
        connect(server.target(scheme, access=access)).close()


def test_a_server_without_sftp(tmp_path: Path, scheme: str) -> None:
    with running(tmp_path, subsystem="/bin/false") as server, pytest.raises(RemoteError, match=r"transfer\.no-sftp"):
        connect(server.target(scheme))


def test_a_chroot_without_a_shell(tmp_path: Path, scheme: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root: OpenSSH's server calls chroot(2)")
    root = Path(tempfile.mkdtemp(dir="/run"))  # every folder above a chroot must belong to root alone
    root.chmod(0o755)
    try:
        (root / "drop").mkdir()
        lines = (f"ChrootDirectory {root}", "ForceCommand internal-sftp")
        with running(tmp_path, *lines) as server:
            target = server.target(scheme)
            target = replace(target, address=replace(target.address, folder="/drop"))
            sender(target, parcel(tmp_path / "out")).send()
        assert names(root / "drop") == ["delivery"]
    finally:
        shutil.rmtree(root)


def test_nobody_listens(server: Server, scheme: str) -> None:
    with pytest.raises(RemoteError, match=r"transfer\.unreachable"):
        connect(server.target(scheme, port=free_port()))


def test_a_name_that_nobody_has(server: Server, scheme: str) -> None:
    target = server.target(scheme)
    target = replace(target, address=replace(target.address, host="nowhere.invalid"))
    with pytest.raises(RemoteError, match=r"transfer\.unreachable"):
        connect(target)


def test_a_server_that_accepts_and_says_nothing(server: Server, scheme: str) -> None:
    began = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(RemoteError, match=r"transfer\.no-answer"):
        connect(server.target(scheme, port=silent.getsockname()[1], deadlines=QUICK))
    assert time.monotonic() - began < 12


def test_a_server_that_stops_before_the_session_is_open(tmp_path: Path, scheme: str) -> None:
    stopper = tmp_path / "stopper"
    stopper.write_text("#!/bin/sh\nexec sleep 60\n")
    stopper.chmod(0o700)
    with running(tmp_path, subsystem=str(stopper)) as server, pytest.raises(RemoteError, match=r"transfer\.no-answer"):
        connect(server.target(scheme, deadlines=QUICK))


def test_something_else_listens(server: Server, scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def speak() -> None:
            connection, _ = other.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=speak)
        thread.start()
        with pytest.raises(RemoteError, match=r"transfer\.(disconnected|no-answer)"):
            connect(server.target(scheme, port=other.getsockname()[1], deadlines=QUICK))
        thread.join()


def test_a_connection_that_is_reset(server: Server, scheme: str, tmp_path: Path) -> None:
    what = parcel(tmp_path / "out")
    cut = pytest.raises(RemoteError, match=r"transfer\.disconnected")
    with resetting(server.port, after=3_000_000) as port, cut:
        sender(server.target(scheme, port=port), what).send()
    assert [name for name in names(server.drop) if not name.endswith(".part")] == []
    assert sender(server.target(scheme), what).send().resumed > 0


def test_keys_are_renewed_under_way(tmp_path: Path, scheme: str) -> None:
    with running(tmp_path, "RekeyLimit 256K") as server:
        sender(server.target(scheme), parcel(tmp_path / "out")).send()
        assert (server.drop / "delivery/big.bin").read_bytes() == (tmp_path / "out/big.bin").read_bytes()


def test_no_process_and_no_thread_is_left(server: Server, scheme: str) -> None:
    before = threading.active_count()
    connect(server.target(scheme)).close()
    until = time.monotonic() + 5
    while (server.sessions() or threading.active_count() > before) and time.monotonic() < until:
        time.sleep(0.02)
    assert server.sessions() == []
    assert threading.active_count() <= before


def test_no_child_survives_a_kill(server: Server) -> None:
    remote = connect(server.target("sftp+ssh"))
    server.signal_sessions(signal.SIGKILL)
    with pytest.raises(RemoteError, match=r"transfer\.disconnected"):
        remote.look("/")
    remote.close()
