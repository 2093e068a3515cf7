"""The folder of private keys."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from safehandle.errors import ErasureError, InputError, IntegrityError, OutputError, SecretError, UsageError
from safehandle.keys import pkcs8
from safehandle.keys.kinds import ED25519, P256, SEALING, SIGNING
from safehandle.keys.pairs import generate
from safehandle.keys.secret import Secret
from safehandle.keys.store import KeyStore, StoredKey

PASSPHRASE = Secret("合言葉")
NOW = datetime(2026, 11, 21, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pkcs8, "ROUNDS", 1000)


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "home" / "keys")


def saved(store: KeyStore, algorithm: str = P256, *, created: datetime = NOW) -> StoredKey:
    return store.save(generate(algorithm), PASSPHRASE, created=created)


@pytest.mark.parametrize("algorithm", SEALING + SIGNING)
def test_a_key_comes_back(store: KeyStore, algorithm: str) -> None:
    key = generate(algorithm)
    stored = store.save(key, PASSPHRASE, created=NOW)
    assert store.show(key.id) == stored
    assert (stored.public, stored.created, stored.kept) == (key.public, NOW.replace(microsecond=0), "asked")
    assert store.load(key.id, PASSPHRASE).public == key.public


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode in this sense")
def test_file_and_folder_are_closed_to_others(store: KeyStore) -> None:
    path = saved(store).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_file_says_what_it_is_and_nothing_secret(store: KeyStore) -> None:
    stored = saved(store)
    head, _, rest = stored.path.read_text("utf-8").partition("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert stored.id in head
    assert stored.public.encode() in head
    assert "-----END ENCRYPTED PRIVATE KEY-----" in rest
    assert "合言葉" not in head + rest


def test_keys_are_listed_oldest_first_and_none_without_a_folder(store: KeyStore) -> None:
    assert store.list() == ()
    young, old = saved(store), saved(store, created=NOW - timedelta(days=1))
    assert store.list() == (old, young)


def test_wrong_missing_and_needed_passphrases(store: KeyStore) -> None:
    ident = saved(store).id
    with pytest.raises(SecretError, match=r"keys\.passphrase-wrong"):
        store.load(ident, Secret("違う"))
    with pytest.raises(SecretError, match=r"keys\.passphrase-needed"):
        store.load(ident)


def test_a_key_is_not_replaced(store: KeyStore) -> None:
    key = generate(P256)
    before = store.save(key, PASSPHRASE, created=NOW).path.read_bytes()
    with pytest.raises(OutputError, match=r"keys\.exists"):
        store.save(key, Secret("other"), created=NOW)
    assert store.show(key.id).path.read_bytes() == before


@pytest.mark.parametrize("ident", ["", "../../../etc/passwd", "0" * 19, "0" * 21, "G" * 20, "0" * 20 + "\n"])
def test_an_id_is_twenty_hex_digits(store: KeyStore, ident: str) -> None:
    with pytest.raises(UsageError, match=r"keys\.id-malformed"):
        store.show(ident)


def test_a_key_that_is_not_there(store: KeyStore) -> None:
    for act in (store.show, store.load, store.destroy):
        with pytest.raises(InputError, match=r"keys\.missing"):
            act("0" * 20)


def _drop(word: str) -> tuple[str, str]:
    return word, "X"


@pytest.mark.parametrize(("old", "new"), [_drop("Public: "), _drop("Created: "), ("asked", "nowhere"), ("+09:00", "")])
def test_a_damaged_explanation_is_refused(store: KeyStore, old: str, new: str) -> None:
    stored = saved(store)
    stored.path.write_text(stored.path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"keys\.file-malformed"):
        store.show(stored.id)
    with pytest.raises(InputError, match=r"keys\.file-malformed"):
        store.list()


def test_foreign_files_are_named_or_left_alone(store: KeyStore) -> None:
    stored = saved(store)
    (store.folder / "README.txt").write_text("hello")
    assert store.list() == (stored,)
    (store.folder / "old.pem").write_text("hello")
    with pytest.raises(InputError, match=r"keys\.file-malformed.*old\.pem"):
        store.list()


def test_a_file_under_another_keys_name_is_refused(store: KeyStore) -> None:
    one, other = saved(store), saved(store)
    one.path.write_bytes(other.path.read_bytes())
    with pytest.raises(InputError, match=r"keys\.file-malformed"):
        store.show(one.id)


@pytest.mark.parametrize("algorithm", [P256, ED25519])
def test_an_exchanged_private_key_is_found_when_it_is_opened(store: KeyStore, algorithm: str) -> None:
    stored = saved(store)
    head = stored.path.read_text("utf-8").partition("-----BEGIN")[0]
    stored.path.write_text(head + pkcs8.encrypt(generate(algorithm).parts, PASSPHRASE), encoding="utf-8")
    with pytest.raises(IntegrityError, match=r"keys\.file-mismatch"):
        store.load(stored.id, PASSPHRASE)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_in_a_keys_place_is_not_followed(store: KeyStore, tmp_path: Path) -> None:
    stored = saved(store)
    stored.path.rename(tmp_path / "elsewhere.pem")
    stored.path.symlink_to(tmp_path / "elsewhere.pem")
    for act in (store.show, store.destroy):
        with pytest.raises(InputError, match=r"keys\.file-malformed"):
            act(stored.id)


def test_destroying_overwrites_the_blocks_and_takes_the_name(store: KeyStore) -> None:
    stored = saved(store)
    before = stored.path.read_bytes()
    with stored.path.open("rb") as held:  # the same inode, seen after its name is gone
        assert store.destroy(stored.id) == stored
        after = held.read()
    assert not stored.path.exists()
    assert len(after) == 4096
    assert before[:64] not in after
    assert b"PRIVATE KEY" not in after
    with pytest.raises(InputError, match=r"keys\.missing"):
        store.load(stored.id, PASSPHRASE)


@pytest.mark.skipif(os.name == "nt", reason="hard links are made differently on Windows")
def test_a_key_that_lives_under_a_second_name_is_not_destroyed_in_part(store: KeyStore, tmp_path: Path) -> None:
    stored = saved(store)
    (tmp_path / "second.pem").hardlink_to(stored.path)
    with pytest.raises(ErasureError, match=r"keys\.destroy-links"):
        store.destroy(stored.id)
    assert store.load(stored.id, PASSPHRASE).public == stored.public


def test_the_default_folder_follows_safehandle_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path))
    assert KeyStore.default().folder == tmp_path / "keys"
    monkeypatch.delenv("SAFEHANDLE_HOME")
    assert KeyStore.default().folder.name == "keys"
    assert "safehandle" in str(KeyStore.default().folder)


def test_times_are_kept_with_their_offset(store: KeyStore) -> None:
    stored = saved(store, created=datetime(2026, 1, 1, tzinfo=UTC))
    assert store.show(stored.id).created.utcoffset() == timedelta(0)
