"""Acts signed by who acted: what holds, what does not, and what can no longer be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.ledger.records import AT, decision, done, intent, plan, refused

from safehandle.keys import act_signer, generate
from safehandle.keys.sshsig import APPROVAL, sign
from safehandle.ledger import Entry, check_signatures, verify
from safehandle.ledger.entry import encode
from safehandle.model import Contract, Intent, Person, Record, Refused, Role

TANAKA, SATO, STRANGER = (generate(kind) for kind in ("ed25519", "ecdsa-p256", "ed25519"))
CONTRACT = Contract(
    ident="r8-tax",
    profile="baseline",
    people=(
        Person(ident="tanaka", name="田中", role=Role.HANDLER, key=TANAKA.public.encode()),
        Person(ident="sato", name="佐藤", role=Role.HANDLER, key=SATO.public.encode()),
        Person(ident="suzuki", name="鈴木", role=Role.HANDLER),
    ),
)
SIGNED = act_signer(TANAKA)(plan().digest().encode())


def entries(*records: Record) -> list[Entry]:
    encoded = [encode(record, AT) for record in records]
    return [Entry(number, one.body, one.private) for number, one in enumerate(encoded)]


def false(*records: Record) -> list[tuple[str, int]]:
    return [(problem.code, problem.start) for problem in check_signatures(entries(*records), CONTRACT).problems]


@pytest.mark.parametrize("record", [intent(), refused()], ids=["intent", "refused"])
def test_a_signature_comes_back_and_holds(record: Intent | Refused) -> None:
    signed = replace(record, signature=SIGNED)
    (entry,) = entries(signed)
    assert entry.record == signed
    assert verify([entry]).signed == (0,)
    assert check_signatures([entry], CONTRACT).good == (0,)


def test_an_act_that_is_not_signed_has_no_such_member_and_is_passed_over() -> None:
    plain = entries(intent(), done(0), refused())
    assert not any(b"signature" in entry.body for entry in plain)
    assert verify(plain).signed == ()
    assert check_signatures(plain, CONTRACT) == check_signatures([], CONTRACT)


def test_an_ecdsa_key_signs_too() -> None:
    stated = replace(plan(), actor="sato")
    signed = Intent(plan=stated, decision=decision(), signature=act_signer(SATO)(stated.digest().encode()))
    assert check_signatures(entries(signed), CONTRACT).good == (0,)


def test_forged_signatures_are_found() -> None:
    digest = plan().digest().encode()
    broken = SIGNED.replace("AAAA", "AAAB", 1)
    forged = {
        "of another plan": replace(intent(1), signature=SIGNED),
        "under another name": replace(intent(), plan=replace(plan(), actor="sato"), signature=SIGNED),
        "by another person of the contract": replace(intent(), signature=act_signer(SATO)(digest)),
        "made for another purpose": replace(intent(), signature=sign(digest, APPROVAL, TANAKA)),
        "no signature at all": replace(intent(), signature="signed: tanaka"),
        "damaged": replace(intent(), signature=broken),
    }
    for how, record in forged.items():
        assert false(intent(), record) == [("ledger.signature-false", 1)], how


def test_a_private_part_that_was_exchanged_voids_the_signature_although_the_digest_was_kept() -> None:
    (signed,) = entries(replace(intent(), signature=SIGNED))
    (other,) = entries(replace(intent(1), signature=SIGNED))
    kept = other.body.replace(plan(1).digest().encode(), plan().digest().encode())
    assert kept.count(signed.document["plan_digest"].encode()) == 1
    (problem,) = check_signatures([Entry(0, kept, other.private)], CONTRACT).problems
    assert problem.code == "ledger.signature-false"


def test_a_redacted_act_is_checked_by_its_digest() -> None:
    (signed,) = entries(replace(intent(), signature=SIGNED))
    assert check_signatures([signed._replace(private=None)], CONTRACT).good == (0,)
    (forged,) = entries(replace(intent(1), signature=SIGNED))
    assert check_signatures([forged._replace(private=None)], CONTRACT).problems


def test_a_key_that_was_replaced_cannot_be_checked_and_is_no_failure() -> None:
    tanaka, *others = CONTRACT.people
    changed = replace(CONTRACT, people=(replace(tanaka, key=STRANGER.public.encode()), *others))
    found = check_signatures(entries(replace(intent(), signature=SIGNED)), changed)
    assert (found.good, found.unknown, found.problems) == ((), (0,), ())
    gone = replace(CONTRACT, people=())
    assert check_signatures(entries(replace(intent(), signature=SIGNED)), gone).unknown == (0,)
    of_another = replace(intent(1), signature=SIGNED)
    assert check_signatures(entries(of_another), gone).problems, "whoever made it, it is not of this plan"
