"""Signed checkpoints: our own, altered ones, and other logs'."""

from __future__ import annotations

import pytest
from tests.unit.ledger.records import ORIGIN

from safehandle.errors import IntegrityError
from safehandle.keys.notes import sign_note
from safehandle.keys.pairs import PrivateKey, generate
from safehandle.ledger import Checkpoint, log_verifier, open_checkpoint, origin_of
from safehandle.model import Contract

STATE = Checkpoint(ORIGIN, 17, bytes(range(32)))


@pytest.fixture(scope="module")
def key() -> PrivateKey:
    return generate("ed25519")


def test_the_text_is_three_lines() -> None:
    assert STATE.text == f"{ORIGIN}\n17\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert Checkpoint.decode(STATE.text) == STATE


def test_a_signed_checkpoint_opens(key: PrivateKey) -> None:
    opened = open_checkpoint(STATE.sign(key), [log_verifier(ORIGIN, key.public.encode())])
    assert opened.checkpoint == STATE


def test_any_of_the_logs_keys_will_do_but_no_other(key: PrivateKey) -> None:
    older, stranger = log_verifier(ORIGIN, generate("ed25519").public.encode()), generate("ed25519")
    note = STATE.sign(key)
    assert open_checkpoint(note, [older, log_verifier(ORIGIN, key.public.encode())]).checkpoint == STATE
    with pytest.raises(IntegrityError, match=r"keys\.note-unsigned"):
        open_checkpoint(note, [log_verifier(ORIGIN, stranger.public.encode())])


def test_another_logs_signature_is_not_ours(key: PrivateKey) -> None:
    note = sign_note(STATE.text, "another/log", key)
    with pytest.raises(IntegrityError, match=r"ledger\.checkpoint-unsigned"):
        open_checkpoint(note, [log_verifier("another/log", key.public.encode())])


def test_a_changed_size_breaks_the_signature(key: PrivateKey) -> None:
    note = STATE.sign(key).replace("\n17\n", "\n18\n")
    with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
        open_checkpoint(note, [log_verifier(ORIGIN, key.public.encode())])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n1\n",
        "\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "origin\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "origin\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "origin\n１\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",  # a full-width digit
        "origin\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==\n",
        "origin\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",  # trailing bits that are not zero
        "origin\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "origin\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nextension\n",
    ],
)
def test_a_text_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError, match=r"ledger\.checkpoint-malformed"):
        Checkpoint.decode(text)


def test_an_origin_names_vendor_client_and_contract() -> None:
    contract = Contract(ident="r8-tax", profile="baseline", contractor="みどり 情報/(株)", client="川原市+")
    assert origin_of(contract) == "みどり-情報-(株)/川原市-/r8-tax"
    assert origin_of(Contract(ident="baseline", profile="baseline")) == "baseline"
