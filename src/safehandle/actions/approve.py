"""approve: sign somebody else's plan, or a standing permission for what falls into its scope."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from safehandle.errors import IntegrityError, SecretError, UsageError
from safehandle.files import whole_file
from safehandle.keys import PrivateKey, PublicKey
from safehandle.keys.approvals import sign_approval
from safehandle.model import Approval, ApprovalGiven, Cipher, Contract, Fact, Permit, Plan, Scope


def _new_ident() -> str:
    return f"a-{secrets.token_hex(6)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRequest:
    """Who approves what until when, with which opened key, and where the two files go.

    Exactly one of ``plan`` and ``scope`` is given. ``client_document`` is the number of the client's own paper,
    ``client_document_sha256`` (hex) the hash of its copy. The signature is written to ``output`` with ``.sig`` added.
    """

    approver: str
    at: datetime
    until: datetime
    plan: Plan | None = None
    scope: Scope | None = None
    client_document: str = ""
    client_document_sha256: str = ""
    key: PrivateKey
    output: Path
    ident: str = field(default_factory=_new_ident)

    @property
    def approval(self) -> Approval:
        """What will be signed."""
        return Approval(
            ident=self.ident,
            approver=self.approver,
            at=self.at,
            until=self.until,
            plan_digest=self.plan.digest() if self.plan else "",
            scope=self.scope,
            client_document=self.client_document,
            client_document_sha256=self.client_document_sha256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenApproval:
    """The approval, and the two files that say so."""

    approval: Approval
    files: tuple[Path, Path]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Approve:
    """The verb."""

    contract: Contract

    @property
    def verb(self) -> str:
        return "approve"

    def plan(self, request: ApproveRequest) -> tuple[Fact, ...]:
        """What would be signed.

        Raises:
            UsageError: ``approve.what`` (a plan or a scope), ``approve.other-contract``, ``approve.until``,
                ``approve.document`` (its number and its copy belong together).
            SecretError: ``approve.not-your-key``: contract.toml binds another key, or none, to the approver.
        """
        if (request.plan is None) == (request.scope is None):
            raise UsageError("approve.what")
        if request.plan is not None and request.plan.contract != self.contract.ident:
            raise UsageError("approve.other-contract", contract=request.plan.contract)
        if request.until <= request.at:
            raise UsageError("approve.until", until=request.until.isoformat())
        if bool(request.client_document) != bool(request.client_document_sha256):
            raise UsageError("approve.document")
        person = self.contract.person(request.approver)
        if person is None or not person.key or PublicKey.decode(person.key) != request.key.public:
            raise SecretError("approve.not-your-key", approver=request.approver, key=request.key.id)
        given = ApprovalGiven(approval=request.approval, key_id=request.key.id)
        return (given, *(Cipher(name=name) for name in request.key.public.ciphers))

    def run(self, request: ApproveRequest, plan: Plan, permit: Permit) -> GivenApproval:  # noqa: ARG002 - the door's
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        data, signature = sign_approval(request.approval, request.key)
        beside = request.output.with_name(f"{request.output.name}.sig")
        request.output.parent.mkdir(exist_ok=True)
        # The signature first: an approval file never stands there without one.
        with whole_file(beside) as file:
            file.write(signature.encode())
        try:
            with whole_file(request.output) as file:
                file.write(data)
        except BaseException:
            beside.unlink()
            raise
        return GivenApproval(approval=request.approval, files=(request.output, beside), facts=self.plan(request)[:1])
