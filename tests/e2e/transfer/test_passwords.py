"""Logging in with a password, out of each place that may hold one; nothing of it is ever shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.e2e.transfer.parcels import names
from tests.e2e.transfer.parties import Party
from tests.e2e.transfer.sshd import Server, running

from safehandle.errors import RemoteError
from safehandle.keys import Secret
from safehandle.transfer import Access, method_for

PASSWORD = "川の k7mw-hard-to-guess"
HAS_SERVICE = all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon")))
KEEP = """
import sys
from safehandle.keys import ring
from safehandle.keys.secret import Secret
ring.put("drop", Secret(sys.stdin.read()))
"""


@pytest.fixture(scope="module")
def with_password(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("sshd"), password=PASSWORD) as server:
        yield server


@pytest.fixture
def locked(with_password: Server, tmp_path: Path) -> Server:
    """A server that takes one password and no key, with an empty drop folder."""
    with_password.drop = tmp_path / "drop"
    with_password.drop.mkdir()
    return with_password


@pytest.fixture
def vendor(new_party: Callable[..., Party], locked: Server) -> Party:
    party = new_party("vendor")
    party.place(locked)
    (party.folder / "data.csv").write_text("1,練馬 太郎\n")
    return party


SEND = ("send", "../data.csv", "--to", "drop", "--plain", "--name", "d1", "--password-file", "../pw")


def kept(party: Party, text: str) -> Path:
    path = party.folder / "login"
    path.write_text(f"{text}\n", "utf-8")
    path.chmod(0o600)
    return path


def test_the_right_password_opens_and_a_wrong_one_does_not(locked: Server) -> None:
    def access(password: str) -> Access:
        return Access(user=locked.access.user, password=lambda: Secret(password))

    with closing(method_for("sftp").connect(locked.target(access=access(PASSWORD)))) as remote:
        assert remote.look(str(locked.drop)) is not None
    with pytest.raises(RemoteError, match=r"transfer\.auth-refused"):
        method_for("sftp").connect(locked.target(access=access(PASSWORD + "x")))
    with pytest.raises(RemoteError, match=r"transfer\.auth-refused"):
        method_for("sftp").connect(locked.target())


def test_a_password_out_of_a_file(vendor: Party, locked: Server) -> None:
    vendor.run(*SEND, "--login-password-file", str(kept(vendor, PASSWORD)))
    assert names(locked.drop) == ["d1"]


def test_a_wrong_password_is_exit_8_and_one_attempt(vendor: Party, locked: Server) -> None:
    refused = vendor.run(*SEND, "--login-password-file", str(kept(vendor, "wrong horse")), code=8)
    assert "transfer.auth-refused" in refused.stderr
    shown = vendor.run("ledger", "show", "--json").stdout
    assert shown.count("transfer.auth-refused") == 1
    assert "horse" not in shown + refused.stderr + refused.stdout
    assert names(locked.drop) == []


@pytest.mark.skipif(not HAS_SERVICE, reason="dbus-run-session or gnome-keyring-daemon is not installed")
def test_a_password_out_of_the_keyring(vendor: Party, locked: Server) -> None:
    keep = vendor.folder / "keep.py"
    keep.write_text(KEEP, "utf-8")
    names_ = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    environment = vendor.environment | dict.fromkeys(names_, str(vendor.folder / "home"))
    environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"
    unlocked = (
        "printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
        f'"$0" {keep} < ../login && exec "$0" -m safehandle "$@"'
    )
    kept(vendor, PASSWORD).write_text(PASSWORD, "utf-8")
    subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", unlocked, sys.executable, *SEND, "--login-password-keyring", "drop"],
        cwd=vendor.folder / "k",
        env=environment,
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )
    assert names(locked.drop) == ["d1"]
