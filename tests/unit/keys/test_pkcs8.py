"""Encrypted PKCS#8: other programs read it, damage and hostile parameters are refused."""

from __future__ import annotations

import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from safehandle.errors import InputError, SecretError
from safehandle.keys import pkcs8
from safehandle.keys.kinds import ED25519, MLKEM1024_P384, P256, P384
from safehandle.keys.pairs import PrivateKey, generate
from safehandle.keys.secret import Secret

PASSPHRASE = Secret("合言葉 with spaces")
KEY = generate(P384)
PEM = pkcs8.encrypt(KEY.parts, PASSPHRASE)


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer rounds while testing anything else; PEM above was written with the real number."""
    monkeypatch.setattr(pkcs8, "ROUNDS", 1000)


def openssl(*arguments: str | Path, stdin: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=True).stdout


@pytest.mark.parametrize("algorithm", [MLKEM1024_P384, P384, P256, ED25519])
def test_what_is_written_is_read_again(algorithm: str) -> None:
    key = generate(algorithm)
    pem = pkcs8.encrypt(key.parts, PASSPHRASE)
    assert pem.count("-----BEGIN ENCRYPTED PRIVATE KEY-----") == len(key.parts)
    assert PrivateKey.of(algorithm, pkcs8.decrypt(pem, PASSPHRASE)).public == key.public


def test_it_is_pbes2_with_600000_rounds_of_hmac_sha512_and_aes_256_cbc(tmp_path: Path) -> None:
    (tmp_path / "k.pem").write_text(PEM)
    shown = openssl("asn1parse", "-in", tmp_path / "k.pem").decode()
    for expected in ("PBES2", "PBKDF2", "hmacWithSHA512", "aes-256-cbc", f":{600_000:06X}"):
        assert expected in shown
    assert pkcs8.rounds(PEM) == 600_000


@pytest.mark.parametrize("algorithm", [P384, P256, ED25519])
def test_openssl_opens_it_with_the_passphrase(algorithm: str, tmp_path: Path) -> None:
    key = generate(algorithm)
    (tmp_path / "k.pem").write_text("a line of explanation\n" + pkcs8.encrypt(key.parts, PASSPHRASE))
    (tmp_path / "pass").write_text(PASSPHRASE.text, encoding="utf-8")
    public = openssl("pkey", "-in", tmp_path / "k.pem", "-passin", f"file:{tmp_path / 'pass'}", "-pubout")
    loaded = serialization.load_pem_public_key(public)
    assert loaded == key.parts[0].public_key()


def test_a_key_that_openssl_encrypted_is_read(tmp_path: Path) -> None:
    plain = KEY.parts[0].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem = openssl("pkcs8", "-topk8", "-v2", "aes-128-cbc", "-iter", "4096", "-passout", "pass:abc", stdin=plain)
    assert PrivateKey.of(P384, pkcs8.decrypt(pem.decode(), Secret("abc"))).public == KEY.public


def test_a_full_width_passphrase_is_the_same_passphrase() -> None:
    pem = pkcs8.encrypt(KEY.parts, Secret("abc 123"))
    assert pkcs8.decrypt(pem, Secret("ａｂｃ　１２３"))


@pytest.mark.parametrize("wrong", ["", "合言葉", "合言葉 with spaceS"])
def test_a_wrong_passphrase_is_said_to_be_one(wrong: str) -> None:
    pem = pkcs8.encrypt(KEY.parts, PASSPHRASE)
    with pytest.raises(SecretError, match=r"keys\.passphrase-wrong"):
        pkcs8.decrypt(pem, Secret(wrong))


@pytest.mark.parametrize("rounds", [0, 8_388_607])
def test_rounds_beyond_the_cap_are_refused_before_any_work(rounds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pkcs8, "MAX_ROUNDS", 8_000_000)  # the highest cap that three bytes can pass
    body = b64decode("".join(PEM.splitlines()[1:-1]))
    old, new = b"\x02\x03" + (600_000).to_bytes(3), b"\x02\x03" + rounds.to_bytes(3)
    assert body.count(old) == 1
    hostile = "\n".join([PEM.splitlines()[0], b64encode(body.replace(old, new)).decode(), PEM.splitlines()[-1]])
    with pytest.raises(InputError, match=r"keys\.pem-(rounds|malformed)"):
        pkcs8.decrypt(hostile, PASSPHRASE)


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
        PEM[:-40],
        PEM * 3,
        PEM.replace("ENCRYPTED ", ""),
    ],
)
def test_what_is_no_encrypted_key_is_refused(pem: str) -> None:
    with pytest.raises(InputError, match=r"keys\.pem-malformed"):
        pkcs8.decrypt(pem, PASSPHRASE)


@pytest.mark.parametrize("arguments", [("-scrypt",), ("-v1", "PBE-SHA1-3DES")])
def test_other_ways_to_encrypt_are_refused_before_any_work(arguments: tuple[str, ...]) -> None:
    plain = KEY.parts[0].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem = openssl("pkcs8", "-topk8", *arguments, "-passout", "pass:abc", stdin=plain).decode()
    with pytest.raises(InputError, match=r"keys\.pem-unsupported"):
        pkcs8.decrypt(pem, Secret("abc"))


def test_kinds_of_keys_that_are_not_used_here_are_refused() -> None:
    strong = serialization.BestAvailableEncryption(b"abc")
    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, strong
    )
    with pytest.raises(InputError, match=r"keys\.pem-unsupported.*RSA"):
        pkcs8.decrypt(pem.decode(), Secret("abc"))


def test_a_curve_that_is_not_used_here_makes_no_key() -> None:
    parts = (ec.generate_private_key(ec.SECP521R1()),)
    pem = pkcs8.encrypt(parts, PASSPHRASE)
    with pytest.raises(InputError, match=r"keys\.public-malformed"):
        PrivateKey.of(P384, pkcs8.decrypt(pem, PASSPHRASE))
