"""The keyring: the real Secret Service in both directions, and everything that may not be used refused by its name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import chainer, fail, null

from safehandle.errors import SecretError
from safehandle.keys import ring
from safehandle.keys.secret import Secret

HAS_SERVICE = all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon")))


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    before = keyring.core._keyring_backend
    yield
    keyring.core._keyring_backend = before


def refusal() -> SecretError:
    with pytest.raises(SecretError) as caught:
        ring.put("name", Secret("合言葉"))
    with pytest.raises(SecretError) as again:
        ring.get("name")
    assert caught.value.code == again.value.code
    return caught.value


@pytest.mark.parametrize("nowhere", [fail.Keyring, null.Keyring])
def test_a_keyring_that_keeps_nothing_is_none(nowhere: type) -> None:
    keyring.set_keyring(nowhere())
    assert refusal().code == "keys.keyring-absent"


def test_a_keyring_in_plain_text_is_refused_by_its_name() -> None:
    plain = pytest.importorskip("keyrings.alt.file", reason="keyrings.alt is not installed")
    keyring.set_keyring(plain.PlaintextKeyring())
    error = refusal()
    assert error.code == "keys.keyring-refused"
    assert error.fields["backend"] == "keyrings.alt.file.PlaintextKeyring"
    assert not Path(plain.PlaintextKeyring().file_path).exists()


def test_one_that_nobody_knows_is_refused_even_if_it_descends_from_one_that_is_allowed() -> None:
    from keyring.backends import SecretService

    descendant = type("Keyring", (SecretService.Keyring,), {"priority": 100})
    keyring.set_keyring(descendant())
    assert refusal().code == "keys.keyring-refused"


def test_a_chain_is_only_as_good_as_each_of_its_links(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pytest.importorskip("keyrings.alt.file", reason="keyrings.alt is not installed")
    from keyring.backends import SecretService

    kinds: list[type] = [SecretService.Keyring, plain.PlaintextKeyring]
    links = [kind() for kind in kinds]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", links)
    chain: type = chainer.ChainerBackend
    keyring.set_keyring(chain())
    error = refusal()
    assert (error.code, error.fields["backend"]) == ("keys.keyring-refused", "keyrings.alt.file.PlaintextKeyring")
    links.clear()
    assert refusal().code == "keys.keyring-absent"


PROGRAM = """
from datetime import UTC, datetime
from pathlib import Path
import sys

from safehandle.errors import SafehandleError
from safehandle.keys import FromKeyring, KeyStore, generate, ring
from safehandle.keys.secret import Secret

assert ring.check() == "Secret Service (GNOME Keyring, KeePassXC)"
ring.put("配送", Secret("合言葉"))
assert FromKeyring("配送").read() == Secret("合言葉")
assert ring.remove("配送") and not ring.remove("配送")
try:
    ring.get("配送")
except SafehandleError as error:
    assert error.code == "keys.keyring-empty", error.code
else:
    raise AssertionError

store = KeyStore(Path(sys.argv[1]))
key = generate("p256")
stored = store.save(key, None, created=datetime.now(UTC))
assert stored.kept == "keyring" and store.load(key.id).public == key.public
held = ring.get(f"key {key.id}")
store.destroy(key.id)
assert not stored.path.exists() and not ring.remove(f"key {key.id}")
assert len(held.text) >= 43
print("all held")
"""


@pytest.mark.skipif(not HAS_SERVICE, reason="dbus-run-session or gnome-keyring-daemon is not installed")
def test_the_real_secret_service_keeps_and_forgets(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    unlocked = 'printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    environment = {**os.environ, **dict.fromkeys(names, str(tmp_path))}
    environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"
    command = ["dbus-run-session", "--", "sh", "-c", unlocked, "sh", sys.executable, str(tmp_path / "program.py")]
    done = subprocess.run(
        [*command, str(tmp_path / "keys")], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.endswith("all held\n"), done.stderr
