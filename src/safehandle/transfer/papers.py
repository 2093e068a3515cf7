"""The documents of a delivery, taken together: the manifest, the 受渡票 and its signature. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safehandle.errors import IntegrityError
from safehandle.keys import PrivateKey, PublicKey, sshsig
from safehandle.transfer import manifest, receipt, slip
from safehandle.transfer.receipt import Receipt
from safehandle.transfer.slip import Slip

NAMES = (slip.NAME, manifest.NAME, slip.SIGNATURE_NAME)
"""In the order in which they are written; the signature is the last thing of a delivery to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """A delivery's documents after they were found to agree. ``signer`` signed the slip."""

    slip: Slip
    hashes: Mapping[str, str]
    manifest: bytes
    signer: PublicKey


def write(value: Slip, key: PrivateKey) -> dict[str, bytes]:
    """The documents of a delivery, by name, in their order.

    Raises:
        UsageError: ``keys.not-for-signing``.
    """
    content = slip.write(value)
    hashes = {file.path: file.sha256 for file in value.files} | {slip.NAME: _sha256(content)}
    return {
        slip.NAME: content,
        manifest.NAME: manifest.write(hashes),
        slip.SIGNATURE_NAME: sshsig.sign(content, sshsig.MANIFEST, key).encode(),
    }


def read(contents: Mapping[str, bytes], allowed: Iterable[PublicKey]) -> Papers:
    """Check documents that came from the other side: the signature first, then that they say the same.

    Raises:
        IntegrityError: ``transfer.papers-missing``, ``transfer.papers-differ``, ``transfer.manifest-malformed``,
            ``transfer.slip-malformed``, ``transfer.hostile-name``, or what
            :func:`safehandle.keys.sshsig.verify` raises.
    """
    missing = [name for name in NAMES if name not in contents]
    if missing:
        raise IntegrityError("transfer.papers-missing", names=missing)
    content = contents[slip.NAME]
    signature = contents[slip.SIGNATURE_NAME].decode("ascii", "replace")
    signer = sshsig.verify(signature, content, sshsig.MANIFEST, allowed)
    hashes = manifest.read(contents[manifest.NAME])
    found = slip.read(content)
    stated = {file.path: file.sha256 for file in found.files} | {slip.NAME: _sha256(content)}
    if stated != hashes:
        raise IntegrityError("transfer.papers-differ", path=min(stated.items() ^ hashes.items())[0])
    return Papers(slip=found, hashes=hashes, manifest=contents[manifest.NAME], signer=signer)


def write_receipt(value: Receipt, key: PrivateKey) -> dict[str, bytes]:
    """A receipt and its signature, by name, the signature last."""
    content = receipt.write(value)
    signature = sshsig.sign(content, sshsig.RECEIPT, key).encode()
    return {receipt.NAME: content, receipt.SIGNATURE_NAME: signature}


def read_receipt(
    content: bytes, signature: bytes, manifest_content: bytes, allowed: Iterable[PublicKey]
) -> tuple[Receipt, PublicKey]:
    """Check a receipt that came back for the delivery with this manifest. It may still say that files are bad.

    Raises:
        IntegrityError: what :func:`safehandle.keys.sshsig.verify`, :func:`safehandle.transfer.receipt.read` and
            :func:`safehandle.transfer.receipt.check` raise.
    """
    signer = sshsig.verify(signature.decode("ascii", "replace"), content, sshsig.RECEIPT, allowed)
    found = receipt.read(content)
    receipt.check(found, manifest_content)
    return found, signer


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
