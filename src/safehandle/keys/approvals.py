"""Approvals as files: canonical JSON, and beside it its SSHSIG signature.

Two files rather than one, so that whoever has no safehandle can approve with ``ssh-keygen -Y sign -n
approval@safehandle`` and anybody can check with ``ssh-keygen -Y verify``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from safehandle.errors import InputError, IntegrityError
from safehandle.keys.pairs import PrivateKey, PublicKey
from safehandle.keys.sshsig import APPROVAL, sign, verify
from safehandle.model import Approval, Contract, from_plain, to_plain

FORMAT = "safehandle.approval/1"
MAX_BYTES = 65_536


def encode_approval(approval: Approval) -> bytes:
    """The bytes that are signed: RFC 8785 canonical JSON, without a line end."""
    import rfc8785

    plain: dict[str, Any] = to_plain(approval)
    del plain["voided"]  # what the ledger says of it later is no part of it
    return rfc8785.dumps({"format": FORMAT, **plain})


def decode_approval(data: bytes) -> Approval:
    """Read an approval without checking who signed it.

    Raises:
        IntegrityError: ``approve.malformed``: not JSON, not canonical (a key given twice, say), an unknown field,
            a time without offset, or not exactly one of a plan and a scope.
    """
    try:
        plain = json.loads(data) if len(data) <= MAX_BYTES else None
        if not isinstance(plain, dict) or plain.pop("format", None) != FORMAT:
            raise IntegrityError("approve.malformed")
        approval = from_plain(Approval, plain)
        exact = encode_approval(approval) == data
    except (ValueError, RecursionError, InputError):
        raise IntegrityError("approve.malformed") from None
    timed = approval.at.tzinfo is not None and approval.until.tzinfo is not None
    if not (exact and timed and bool(approval.plan_digest) != (approval.scope is not None)):
        raise IntegrityError("approve.malformed")
    return approval


def sign_approval(approval: Approval, private: PrivateKey) -> tuple[bytes, str]:
    """The two files: the approval, and its signature."""
    data = encode_approval(approval)
    return data, sign(data, APPROVAL, private)


def verify_approval(data: bytes, signature: str, contract: Contract) -> Approval:
    """Check that the person whom an approval names as the approver signed it, with the key that contract.toml has.

    Whether that person may approve, and whether the approval fits a plan, is for the policy.

    Raises:
        IntegrityError: ``approve.malformed``, ``approve.approver-unknown`` (nobody of that id, or without a key), or
            as :func:`safehandle.keys.sshsig.verify`.
    """
    approval = decode_approval(data)
    person = contract.person(approval.approver)
    if person is None or not person.key:
        raise IntegrityError("approve.approver-unknown", approval=approval.ident, approver=approval.approver)
    verify(signature, data, APPROVAL, [PublicKey.decode(person.key)])
    return approval


def read_approval(path: Path, contract: Contract) -> Approval:
    """Read ``path`` and ``path`` with ``.sig`` added, and check them as :func:`verify_approval` does.

    Raises:
        InputError: ``approve.missing``: one of the two files is not there or cannot be read.
        IntegrityError: as :func:`verify_approval`.
    """
    data, signature = _read(path)
    try:
        return verify_approval(data, signature, contract)
    except IntegrityError as error:
        raise IntegrityError(error.code, **error.fields, path=str(path)) from None


def read_standing(folder: Path, contract: Contract) -> tuple[Approval, ...]:
    """Every approval in ``approvals/`` of a contract folder.

    One that its approver's present key did not sign comes back as voided ("unverified"): a changed key must not close
    the whole office, and what relied on that approval is refused by its number.

    Raises:
        InputError: as :func:`read_approval`.
        IntegrityError: ``approve.malformed``.
    """
    return tuple(_standing(path, contract) for path in sorted((folder / "approvals").glob("*.json")))


def _standing(path: Path, contract: Contract) -> Approval:
    try:
        return read_approval(path, contract)
    except IntegrityError as error:
        if error.code == "approve.malformed":
            raise
        return replace(decode_approval(_read(path)[0]), voided="unverified")


def _read(path: Path) -> tuple[bytes, str]:
    try:
        data, signature = _start_of(path), _start_of(path.with_name(f"{path.name}.sig"))
    except OSError as error:
        raise InputError("approve.missing", path=str(error.filename or path)) from None
    return data, signature.decode("ascii", "replace")


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
