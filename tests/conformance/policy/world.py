"""A world in which every act that a profile can allow is allowed, and one way to break each kind of rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from safehandle.model import (
    Addressee,
    Approval,
    Artifact,
    Authentication,
    CarryBack,
    CarryOut,
    Change,
    Cipher,
    Contract,
    Decision,
    Destination,
    Duplicate,
    Fact,
    Handover,
    KeyExchange,
    Medium,
    Password,
    Person,
    Place,
    Plan,
    Posting,
    Recipient,
    Removal,
    Role,
)
from safehandle.model.erasure import ErasurePlan, ErasureTarget, Level
from safehandle.policy import Profile, judge

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
_DAY = date(2026, 5, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A contract, an act under it and the approvals for it."""

    contract: Contract
    facts: tuple[Fact, ...]
    actor: str = "suzuki"
    approved: bool = True

    def judged(self, profile: Profile, verb: str) -> Decision:
        plan = Plan(verb=verb, contract="c", actor=self.actor, at=AT, nonce="0" * 32, facts=self.facts)
        return judge(profile, self.contract, plan, (_approval(plan),) if self.approved else ())

    def having(self, kind: type[Any], **values: Any) -> World:
        """The same with these values in every fact of one type."""
        facts: list[Any] = list(self.facts)
        return replace(self, facts=tuple(replace(fact, **values) if isinstance(fact, kind) else fact for fact in facts))

    def with_places(self, **values: Any) -> World:
        places = tuple(replace(place, **values) for place in self.contract.places)
        return replace(self, contract=replace(self.contract, places=places))

    def with_recipients(self, **values: Any) -> World:
        recipients = tuple(replace(recipient, **values) for recipient in self.contract.recipients)
        return replace(self, contract=replace(self.contract, recipients=recipients))

    def with_people(self, **values: Any) -> World:
        people = tuple(replace(person, **values) for person in self.contract.people)
        return replace(self, contract=replace(self.contract, people=people))


def good_world() -> World:
    """Everything is as every profile wants it; the plan states every fact that any rule asks for."""
    people = (
        Person(ident="suzuki", name="鈴木", role=Role.MANAGER, educated=_DAY, pledged=_DAY, login="hanako"),
        Person(ident="mori", name="森", role=Role.SUPERVISOR, educated=_DAY, pledged=_DAY),
        Person(ident="sato", name="佐藤", role=Role.HANDLER, educated=_DAY, pledged=_DAY),
    )
    contract = Contract(
        ident="c",
        profile="-",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        people=people,
        places=(Place(ident="office", name="本社", kind="work", country="JP", assessed=_DAY),),
        recipients=(Recipient(ident="tanaka", name="区民課 田中", html_agreed=_DAY),),
    )
    facts: tuple[Fact, ...] = (
        Artifact(role="source", name="住民.csv", size=1),
        Authentication(person="suzuki", means="login"),
        Cipher(name="AES-256-GCM", key_bits=256),
        Addressee(recipient="tanaka", means="password"),
        Password(bits=100, generated=True, route="telephone"),
        Destination(place="office", via="sftp", encrypted=True),
        KeyExchange(names=("ecdh-sha2-nistp256",)),
        Duplicate(place="office", purpose="contract"),
        Medium(medium="M1", type="usb", content="納品データ"),
        CarryOut(
            medium="M1",
            carrier="sato",
            approver="mori",
            purpose="納品",
            destination="office",
            encrypted=True,
            content="納品データ",
        ),
        CarryBack(medium="M1", confirmer="mori", carrier="sato"),
        Posting(medium="M1", recipient="tanaka", service="書留", tracking="1", encrypted=True, content="納品データ"),
        Handover(ours="suzuki", theirs="tanaka", direction="received"),
        ErasureTarget(what="files", digest="00", size=1),
        ErasurePlan(method="overwrite", requested=Level.CLEAR, reachable=Level.CLEAR, residuals=(), accepted=False),
        Removal(what="ledger-private", newest=date(2025, 1, 1)),
        Change(part="person", ident="sato", what="add", detail=""),
    )
    return World(contract=contract, facts=facts)


def _approval(plan: Plan) -> Approval:
    return Approval(
        ident="a1",
        approver="mori",
        at=AT - timedelta(hours=1),
        until=AT + timedelta(days=1),
        plan_digest=plan.digest(),
        client_document="7練情第3号",
        client_document_sha256="ab" * 32,
    )


def _unauthenticated_data(world: World, _rule: Any) -> World:
    return world.having(Cipher, name="AES-256-CTR")


def _strangers(world: World, rule: Any) -> World:
    return replace(world, actor="sato" if rule.roles else "outsider")


def _over(world: World) -> World:
    return replace(world, contract=replace(world.contract, end=date(2026, 5, 31)))


def _leaving_bare(world: World, rule: Any) -> World:
    via = rule.via[0] if rule.via else "sftp"
    spoiled = world.having(Destination, encrypted=False, via=via)
    return spoiled.having(CarryOut, encrypted=False).having(Posting, encrypted=False)


def _to_a_friend(world: World, _rule: Any) -> World:
    return world.having(Addressee, recipient="friend", means="key").having(Posting, recipient="friend")


BREAK: dict[str, Callable[[World, Any], World]] = {
    "actor-authenticated": lambda world, _: world.having(Authentication, means="claimed"),
    "carry-parties": lambda world, _: world.having(CarryOut, approver="sato").having(CarryBack, confirmer="sato"),
    "cipher-monitored": lambda world, _: replace(world, facts=(*world.facts, Cipher(name="ZipCrypto"))),
    "cipher-listed": lambda world, _: replace(world, facts=(*world.facts, Cipher(name="RC4"))),
    "client-consent": lambda world, _: replace(world, approved=False),
    "contract-in-force": lambda world, _: _over(world),
    "copy-consent": lambda world, _: replace(world.having(Duplicate, purpose="other"), approved=False),
    "disposal-instructed": lambda world, _: replace(_over(world), approved=False),
    "encrypted-before-leaving": _leaving_bare,
    "erasure-level": lambda world, _: world.having(ErasurePlan, reachable=Level.DELETED),
    "exchange-listed": lambda world, _: replace(
        world.having(KeyExchange, names=("mlkem768x25519-sha256",)), approved=False
    ),
    "handler-educated": lambda world, _: world.with_people(educated=None),
    "handler-pledged": lambda world, _: world.with_people(pledged=None),
    "handler-registered": _strangers,
    "handover-parties": lambda world, _: world.having(Handover, theirs="ghost"),
    "html-agreed": lambda world, _: world.with_recipients(html_agreed=None),
    "log-retained": lambda world, _: world.having(Removal, newest=date(2026, 5, 1)),
    "manager-approval": lambda world, _: replace(world, approved=False),
    "password-route": lambda world, _: world.having(Password, route="sftp"),
    "password-strength": lambda world, _: world.having(Password, bits=20),
    "place-assessed": lambda world, rule: world.with_places(kind=rule.kinds[0], assessed=date(2025, 4, 1)),
    "place-in-japan": lambda world, rule: world.with_places(kind=rule.kinds[0], country="US"),
    "place-registered": lambda world, _: world.with_places(ended=True),
    "recipient-registered": _to_a_friend,
    "tamper-evident": _unauthenticated_data,
    "traceable-post": lambda world, _: world.having(Posting, service="普通郵便"),
}
"""For every kind of rule, a way to do what it forbids and nothing else worse."""
