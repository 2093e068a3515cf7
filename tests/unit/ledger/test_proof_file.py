"""Proofs in files: what is in them, and everything that must not pass."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.ledger.records import ORIGIN, done, intent

from safehandle.errors import IntegrityError
from safehandle.keys.pairs import PrivateKey, generate
from safehandle.ledger import Entry, Ledger, Proof, log_verifier, open_ledger

KEY = generate("ed25519")
LOG = log_verifier(ORIGIN, KEY.public.encode())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("proofs") / "ledger.db", ORIGIN, create=True) as made:
        for index in range(10):
            made.append(done(made.append(intent(index))))
        yield made


def proof_of(ledger: Ledger, number: int, key: PrivateKey = KEY, *, private: bool = True) -> Proof:
    inclusion = ledger.prove(number)
    entry = inclusion.entry if private else Entry(number, inclusion.entry.body)
    return Proof(entry, inclusion.path, inclusion.checkpoint.sign(key))


def test_the_file_has_the_lines_of_the_specification(ledger: Ledger) -> None:
    proof = proof_of(ledger, 6, private=False)
    lines = proof.encode().split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[1] == f"extra {b64encode(proof.entry.body).decode()}"
    assert lines[2] == "index 6"
    assert lines[3 : 3 + len(proof.path)] == [b64encode(part).decode() for part in proof.path]
    assert lines[3 + len(proof.path)] == ""
    assert "\n".join(lines[4 + len(proof.path) :]) == proof.note


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("number", [0, 7, 19])
def test_a_proof_survives_its_file_and_holds(ledger: Ledger, number: int, private: bool, tmp_path: Path) -> None:
    proof_of(ledger, number, private=private).write(tmp_path / "one.tlog-proof")
    read = Proof.decode((tmp_path / "one.tlog-proof").read_text("utf-8"))
    assert read.verify([LOG]).checkpoint == ledger.head()
    assert read.entry.number == number
    assert (read.entry.private is not None) is private
    if private:
        assert read.entry.record == ledger.entry(number).record


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("index 6", "index 7"),
        lambda text: text.replace("index 6", "index 26"),
        lambda text: text.replace("\nextra e", "\nextra f"),
        lambda text: "\n".join(line for place, line in enumerate(text.split("\n")) if place != 3),
    ],
    ids=["another number", "a number beyond", "another entry", "a hash less"],
)
def test_a_proof_of_something_else_does_not_hold(ledger: Ledger, change: Callable[[str], str]) -> None:
    text = proof_of(ledger, 6).encode()
    altered = Proof.decode(change(text))
    assert change(text) != text
    with pytest.raises(IntegrityError, match=r"ledger\.proof-false"):
        altered.verify([LOG])


def test_a_proof_under_a_strangers_signature_does_not_hold(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError, match=r"keys\.note-unsigned"):
        proof_of(ledger, 6, generate("ed25519")).verify([LOG])


def test_an_invented_private_part_does_not_hold(ledger: Ledger) -> None:
    proof = proof_of(ledger, 6)
    other = Entry(6, proof.entry.body, ledger.entry(4).private)
    with pytest.raises(IntegrityError, match=r"ledger\.private-altered"):
        Proof(other, proof.path, proof.note).verify([LOG])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: text.replace("tlog-proof@v1", "tlog-proof@v2"),
        lambda text: text.replace("index 6", "index 06"),
        lambda text: text.replace("index 6", "index -6"),
        lambda text: text.replace("index 6\n", ""),
        lambda text: text.replace("extra ", "extra *"),
        lambda text: text.replace("index 6\n", "index 6\nAAAA\n"),
        lambda text: text.replace("\n\n", "\n", 1),
    ],
)
def test_text_of_another_form_is_refused(ledger: Ledger, change: Callable[[str], str]) -> None:
    with pytest.raises(IntegrityError, match=r"ledger\.proof-malformed"):
        Proof.decode(change(proof_of(ledger, 6).encode()))
