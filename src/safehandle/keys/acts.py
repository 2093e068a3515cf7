"""Signed acts: an SSHSIG over a plan's digest, by the key that contract.toml has for who acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from safehandle.keys.pairs import PrivateKey, PublicKey
from safehandle.keys.sshsig import ACT, sign, signer, verify


def act_signer(private: PrivateKey) -> Callable[[bytes], str]:
    """What signs for one person: takes a plan's digest as hex digits and gives the armoured signature."""
    return partial(sign, namespace=ACT, private=private)


def verify_act(signature: str, digest: str) -> PublicKey:
    """Check the signature of a plan's digest (hex) and say which key made it; whose key that is, contract.toml says.

    Raises:
        IntegrityError: as :func:`safehandle.keys.sshsig.verify`.
    """
    return verify(signature, digest.encode(), ACT, [signer(signature)])
