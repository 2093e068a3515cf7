"""SSHSIG, with the real ssh-keygen in both directions."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from safehandle.errors import IntegrityError, UsageError
from safehandle.keys.kinds import P384, SIGNING
from safehandle.keys.pairs import PublicKey, generate
from safehandle.keys.sshsig import APPROVAL, MANIFEST, sign, signer, verify

MESSAGE = "e3b0c442  受渡/宛名データ 2026.csv\n".encode() * 1000
SSH_KEYGEN = shutil.which("ssh-keygen")
needs_ssh_keygen = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not installed")


def ssh_keygen_verify(folder: Path, public: PublicKey, signature: str, message: bytes, namespace: str) -> int:
    (folder / "allowed").write_text(f'vendor@example namespaces="{MANIFEST}" {public.encode()}\n')
    (folder / "m.sig").write_text(signature)
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "vendor@example", "-n", namespace, "-s", "m.sig"]
    return subprocess.run(command, cwd=folder, input=message, capture_output=True, check=False).returncode


@needs_ssh_keygen
@pytest.mark.parametrize("algorithm", SIGNING)
def test_ssh_keygen_accepts_what_we_sign_and_nothing_else(algorithm: str, tmp_path: Path) -> None:
    key = generate(algorithm)
    for _ in range(4):  # the integers of ECDSA differ in length from time to time
        signature = sign(MESSAGE, MANIFEST, key)
        assert ssh_keygen_verify(tmp_path, key.public, signature, MESSAGE, MANIFEST) == 0
    assert ssh_keygen_verify(tmp_path, key.public, signature, MESSAGE + b"x", MANIFEST) != 0
    assert ssh_keygen_verify(tmp_path, key.public, signature, MESSAGE, APPROVAL) != 0
    assert ssh_keygen_verify(tmp_path, generate(algorithm).public, signature, MESSAGE, MANIFEST) != 0


@needs_ssh_keygen
@pytest.mark.parametrize("kind", [("ed25519",), ("ecdsa", "-b", "256"), ("ecdsa", "-b", "384")])
@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_we_accept_what_ssh_keygen_signs(kind: tuple[str, ...], hash_name: str, tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", *kind, "-N", "", "-f", "k"], cwd=tmp_path, check=True)
    (tmp_path / "m").write_bytes(MESSAGE)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-O", f"hashalg={hash_name}", "-f", "k", "-n", MANIFEST, "m"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    public = PublicKey.decode((tmp_path / "k.pub").read_text())
    text = (tmp_path / "m.sig").read_text()
    assert verify(text, MESSAGE, MANIFEST, [generate("ed25519").public, public]) == public
    assert signer(text) == public


@pytest.mark.parametrize("algorithm", SIGNING)
def test_each_way_a_signature_can_be_wrong_has_its_own_code(algorithm: str) -> None:
    key = generate(algorithm)
    text = sign(MESSAGE, APPROVAL, key)
    assert verify(text, MESSAGE, APPROVAL, [key.public]) == key.public
    with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
        verify(text, MESSAGE + b"x", APPROVAL, [key.public])
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-namespace"):
        verify(text, MESSAGE, MANIFEST, [key.public])
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-stranger"):
        verify(text, MESSAGE, APPROVAL, [generate(algorithm).public])
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-stranger"):
        verify(text, MESSAGE, APPROVAL, [])


def test_no_flipped_bit_is_accepted() -> None:
    key = generate("ed25519")
    lines = sign(b"plan", APPROVAL, key).splitlines()
    body = b64decode("".join(lines[1:-1]))
    for position in range(len(body)):
        for bit in range(8):
            flipped = bytearray(body)
            flipped[position] ^= 1 << bit
            text = "\n".join([lines[0], b64encode(bytes(flipped)).decode(), lines[-1]])
            with pytest.raises(IntegrityError):
                verify(text, b"plan", APPROVAL, [key.public])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-----BEGIN SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
        "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n",
        "-----BEGIN SSH SIGNATURE-----\n!!!\n-----END SSH SIGNATURE-----\n",
        "-----BEGIN SSH SIGNATURE-----\n" + "A" * 20_000 + "\n-----END SSH SIGNATURE-----\n",
    ],
)
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-malformed"):
        signer(text)


def test_a_sealing_key_does_not_sign() -> None:
    with pytest.raises(UsageError, match=r"keys\.not-for-signing"):
        sign(b"plan", APPROVAL, generate(P384))
