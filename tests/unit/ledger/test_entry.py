"""Records to bytes and back."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from tests.unit.ledger.records import AT, decision, done, failed, intent, plan, refused

from safehandle.errors import InputError, IntegrityError
from safehandle.ledger import verify
from safehandle.ledger.entry import LIMIT, Encoded, Entry, canonical, encode
from safehandle.model import Artifact, Done, Intent, Record


def entry(record: Record, number: int = 7) -> Entry:
    encoded = encode(record, AT)
    return Entry(number, encoded.body, encoded.private)


@pytest.mark.parametrize(
    "record", [intent(), refused(), done(3), failed(3)], ids=["intent", "refused", "done", "failed"]
)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    kept = entry(record)
    assert kept.record == record
    assert kept.at == AT
    assert kept.kind == type(record).__name__.lower()
    assert canonical(json.loads(kept.body)) == kept.body


def test_the_bytes_of_an_intent_are_those_of_the_specification() -> None:
    kept = entry(Intent(plan=plan(facts=()), decision=decision()))
    assert kept.private is not None
    assert kept.body.decode() == (
        '{"at":"2026-11-21T09:30:00.123456+09:00","kind":"intent",'
        f'"plan_digest":"{plan(facts=()).digest()}","private":"{sha256(kept.private).hexdigest()}",'
        '"record":{"approvals":[],"decision":{"findings":[{"about":"","article":"5","citation":"第5条","code":"",'
        '"rule":"handler-registered","satisfied":true}],"profile":"baseline"},'
        '"plan":{"actor":"tanaka","at":"2026-11-21T09:30:00.123456+09:00","contract":"r8-tax","facts":[],'
        '"verb":"encrypt"}},"version":1}'
    )


def test_names_are_beside_the_bytes_and_not_in_them() -> None:
    kept = entry(intent())
    assert kept.private is not None
    assert "住民一覧" not in kept.body.decode()
    assert json.loads(kept.private)["fields"]["plan.facts.0.name"] == "住民一覧0.csv"


def test_equal_private_parts_have_different_commitments() -> None:
    assert entry(intent()).head.commitment != entry(intent()).head.commitment


def test_a_redacted_entry_can_still_be_read() -> None:
    kept = Entry(7, entry(intent()).body, None)
    assert kept.redacted
    record = kept.record
    assert isinstance(record, Intent)
    assert record.plan.facts == (Artifact(role="source", name="", size=1000),)


def test_an_altered_private_part_is_refused() -> None:
    kept = entry(intent())
    assert kept.private is not None
    altered = Entry(7, kept.body, kept.private.replace("住民".encode(), "市民".encode()))
    with pytest.raises(IntegrityError, match=r"ledger\.private-altered"):
        _ = altered.record


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        entry(done(3)).body[:-1],
        entry(done(3)).body.replace(b'"kind":"done"', b'"kind":"undone"'),
        entry(done(3)).body.replace(b'"version":1', b'"version":1,"version":1'),
        entry(done(3)).body.replace(b'"version":1', b'"version": 1'),
        entry(done(3)).body.replace(b'"role":', b'"rule":'),
        entry(done(3)).body.replace(b'"size":2048', b'"size":"2048"'),
        entry(done(3)).body.replace(b'"kind":"artifact"', b'"kind":"unheard-of"'),
        entry(done(3)).body.replace(b'"intent":3', b'"intent":03'),
    ],
)
def test_bytes_that_are_no_entry_are_refused(body: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"ledger\.entry-malformed"):
        _ = Entry(7, body).record


def test_a_newer_entry_is_refused() -> None:
    newer = Entry(7, entry(done(3)).body.replace(b'"version":1', b'"version":2'))
    with pytest.raises(IntegrityError) as caught:
        _ = newer.record
    assert (caught.value.code, caught.value.fields["number"]) == ("ledger.entry-newer", 7)


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (b'"version":2}', "ledger.entry-newer"),
        (b'"version":999}', "ledger.entry-newer"),
        (b'"version":01}', "ledger.entry-malformed"),
        (b'"version":1} ', "ledger.entry-malformed"),
        (b'"version":1', "ledger.entry-malformed"),
        (b"}", "ledger.entry-malformed"),
    ],
)
def test_a_verification_passes_over_no_other_version(end: bytes, code: str) -> None:
    body = entry(intent()).body.removesuffix(b'"version":1}')
    report = verify([Entry(0, body + end, entry(intent()).private)])
    assert [problem.code for problem in report.problems] == [code]


def test_an_entry_has_a_largest_size() -> None:
    fits = Artifact(role="output", name="あ" * (LIMIT // 3 - 100), size=1)
    assert isinstance(encode(Done(intent=0, facts=(fits,)), AT), Encoded)
    with pytest.raises(InputError) as caught:
        encode(Done(intent=0, facts=(fits, Artifact(role="output", name="い" * 200, size=1))), AT)
    assert caught.value.code == "ledger.entry-too-large"
    assert caught.value.fields["limit"] == LIMIT


def test_what_is_not_unicode_is_refused() -> None:
    undecodable = Artifact(role="source", name="\udc80.csv", size=1)
    with pytest.raises(InputError, match=r"ledger\.not-recordable"):
        encode(Intent(plan=plan(facts=(undecodable,)), decision=decision()), AT)
