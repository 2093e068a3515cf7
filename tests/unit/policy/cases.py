"""Plans and contracts that the policy's tests judge."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from safehandle.model import Approval, Contract, Fact, Person, Place, Plan, Recipient, Role
from safehandle.policy.case import Case

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)  # noon in Japan
HANDLER = Person(ident="sato", name="佐藤", role=Role.HANDLER, start=date(2026, 4, 1), end=date(2027, 3, 31))
MANAGER = Person(ident="suzuki", name="鈴木", role=Role.MANAGER, educated=date(2026, 4, 2), pledged=date(2026, 4, 3))


def contract(
    *people: Person, recipients: tuple[Recipient, ...] = (), places: tuple[Place, ...] = (), disposal: str = ""
) -> Contract:
    return Contract(
        ident="nerima-2026",
        profile="baseline",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        people=people or (HANDLER, MANAGER),
        recipients=recipients,
        places=places,
        disposal=disposal,
        disposal_document="7練情第12号" if disposal else "",
    )


def plan(*facts: Fact, verb: str = "encrypt", actor: str = "sato", at: datetime = AT) -> Plan:
    return Plan(verb=verb, contract="nerima-2026", actor=actor, at=at, nonce="0" * 32, facts=facts)


def case(
    *facts: Fact, of: Contract | None = None, actor: str = "sato", at: datetime = AT, by: tuple[Approval, ...] = ()
) -> Case:
    return Case(contract=of or contract(), plan=plan(*facts, actor=actor, at=at), at=at, approvals=by)


def approval(*facts: Fact, document: str = "7練情第3号") -> Approval:
    """The manager's approval of exactly the plan that :func:`case` makes of ``facts``."""
    return Approval(
        ident="a1",
        approver="suzuki",
        at=AT - timedelta(hours=1),
        until=AT + timedelta(days=1),
        plan_digest=plan(*facts).digest(),
        client_document=document,
        client_document_sha256="ab" * 32 if document else "",
    )
