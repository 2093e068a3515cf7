"""Key pairs: their text form, their id, and that they do what HPKE and signatures need."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.keys.kinds import MLKEM1024_P384, P256, P384, SEALING, SIGNING
from safehandle.keys.pairs import PrivateKey, PublicKey, generate

KEMS = {MLKEM1024_P384: KEM.MLKEM1024_P384, P384: KEM.P384, P256: KEM.P256}


@pytest.mark.parametrize("algorithm", SEALING + SIGNING)
def test_the_text_form_comes_back_as_the_same_key_on_one_line(algorithm: str) -> None:
    public = generate(algorithm).public
    text = public.encode()
    assert "\n" not in text
    assert PublicKey.decode(f" {text}\n") == public
    assert PublicKey.decode(text).id == public.id
    assert len(public.id) == 20


@pytest.mark.parametrize("algorithm", SEALING)
def test_a_sealing_key_opens_what_its_public_half_sealed(algorithm: str) -> None:
    key = generate(algorithm)
    suite = Suite(KEMS[algorithm], KDF.HKDF_SHA384, AEAD.AES_256_GCM)
    sealed = suite.encrypt(b"file key", PublicKey.decode(key.public.encode()).hpke, b"info")
    assert suite.decrypt(sealed, key.hpke, b"info") == b"file key"
    with pytest.raises(UsageError, match="not-for-signing"):
        key.sign(b"data")
    with pytest.raises(UsageError, match="not-for-signing"):
        key.public.verify(b"", b"data")


@pytest.mark.parametrize("algorithm", SIGNING)
def test_a_signature_holds_for_its_data_and_its_key_only(algorithm: str) -> None:
    key, other = generate(algorithm), generate(algorithm)
    signature = key.sign(b"data")
    key.public.verify(signature, b"data")
    for public, data in ((key.public, b"datb"), (other.public, b"data")):
        with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
            public.verify(signature, data)
    with pytest.raises(UsageError, match="not-for-sealing"):
        _ = key.hpke
    with pytest.raises(UsageError, match="not-for-sealing"):
        _ = key.public.hpke


def test_a_public_key_made_by_ssh_keygen_is_understood_with_its_comment(tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "山田 太郎", "-f", tmp_path / "k"], check=True)
    public = PublicKey.decode((tmp_path / "k.pub").read_text())
    assert public.algorithm == "ed25519"
    assert public.encode() == " ".join((tmp_path / "k.pub").read_text().split()[:2])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p384",
        "p384:",
        "p384:AAAA",
        "p384:鍵",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ==",
        "ecdsa-sha2-nistp256 AAAAC3NzaC1lZDI1NTE5AAAAIJcm4Rqp19P3tWzO7ZzC1n5qnHRLt8r26ohJTCt3B6tM",
        "x25519:AAAA",
        "ed25519:AAAA",
    ],
)
def test_what_is_no_key_is_refused_by_code(text: str) -> None:
    with pytest.raises(InputError, match=r"keys\.public-(malformed|unsupported)"):
        PublicKey.decode(text)


def test_a_point_that_is_not_on_the_curve_is_refused() -> None:
    raw = bytearray(generate(P384).public.raw)
    raw[-1] ^= 1
    with pytest.raises(InputError, match=r"keys\.public-malformed"):
        PublicKey(P384, bytes(raw))


def test_no_part_of_a_private_key_is_in_its_repr() -> None:
    key = generate(MLKEM1024_P384)
    assert repr(key) == str(key) == f"PrivateKey(id='{key.id}')"


def test_halves_of_the_wrong_kind_make_no_key() -> None:
    curve, signing = generate(P384), generate("ed25519")
    with pytest.raises(InputError, match=r"keys\.private-malformed"):
        PrivateKey.of(MLKEM1024_P384, (*curve.parts, *curve.parts))
    with pytest.raises(InputError, match=r"keys\.private-malformed"):
        PrivateKey.of(P384, signing.parts)
    with pytest.raises(InputError, match=r"keys\.public-malformed"):
        PrivateKey.of(P256, curve.parts)
    with pytest.raises(UsageError, match=r"keys\.algorithm-unknown"):
        generate("rsa")
