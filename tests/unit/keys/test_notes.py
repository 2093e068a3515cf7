"""C2SP signed notes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.keys.kinds import P384
from safehandle.keys.notes import COSIGNATURE, Verifier, add_signature, cosign_note, open_note, sign_note, verify_note
from safehandle.keys.pairs import generate

KEY, WITNESS = generate("ed25519"), generate("ed25519")
LOG = Verifier("vendor/市役所/K-1", KEY.public)
OFFICE = Verifier("city.example/office", WITNESS.public, COSIGNATURE)
TEXT = "vendor/市役所/K-1\n3\nAAAA\n\nanother paragraph\n"

# The example of the specification's reference implementation (golang.org/x/mod/sumdb/note).
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_made_by_another_implementation_verifies() -> None:
    assert verify_note(NEUMANN_NOTE, [Verifier.decode(NEUMANN)]).endswith("what your problem is.\n")
    assert Verifier.decode(NEUMANN).encode() == NEUMANN


def test_sign_and_verify() -> None:
    note = sign_note(TEXT, LOG.name, KEY)
    assert note.startswith(TEXT + "\n— vendor/市役所/K-1 ")
    assert verify_note(note, [OFFICE, LOG]) == TEXT


def test_several_signatures_and_a_cosignature_with_its_time() -> None:
    other = generate("ed25519")
    note = add_signature(sign_note(TEXT, LOG.name, KEY), "second", other)
    note = cosign_note(note, OFFICE.name, WITNESS, datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC))
    opened = open_note(note, [LOG, OFFICE])
    assert [(held.verifier, held.cosigned_at) for held in opened.signatures] == [(LOG, None), (OFFICE, 1795222923)]
    assert verify_note(note, [Verifier("second", other.public)]) == TEXT


def test_a_cosignature_is_not_taken_for_a_signature() -> None:
    note = cosign_note(sign_note(TEXT, LOG.name, KEY), OFFICE.name, WITNESS, datetime(2026, 11, 21, tzinfo=UTC))
    with pytest.raises(IntegrityError, match=r"keys\.note-unsigned"):
        verify_note(note, [Verifier(OFFICE.name, WITNESS.public)])


def test_nobody_known_signed() -> None:
    note = sign_note(TEXT, LOG.name, KEY)
    for verifiers in ([], [OFFICE], [Verifier("other", KEY.public)]):
        with pytest.raises(IntegrityError, match=r"keys\.note-unsigned"):
            verify_note(note, verifiers)


def test_one_signature_that_does_not_hold_condemns_the_note() -> None:
    good = sign_note(TEXT, LOG.name, KEY)
    forged = sign_note(TEXT.replace("3", "4"), "second", WITNESS).rpartition("\n\n")[2]
    with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
        verify_note(good + forged, [LOG, Verifier("second", WITNESS.public)])


@pytest.mark.parametrize(("old", "new"), [("\n3\n", "\n4\n"), ("AAAA", "AAAB"), ("another", "Another")])
def test_an_altered_text_is_found(old: str, new: str) -> None:
    with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
        verify_note(sign_note(TEXT, LOG.name, KEY).replace(old, new), [LOG])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name AAAA",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name !!!!!!!!\n",
        "text\n\n— na+me AAAAAAAA\n",
        "te\txt\n\n— name AAAAAAAA\n",
        "\ud800\n\n— name AAAAAAAA\n",
        "text\n\n" + "— name AAAAAAAA\n" * 101,
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(IntegrityError, match=r"keys\.note-malformed"):
        open_note(note, [LOG])


@pytest.mark.parametrize("text", ["no newline", "tab\t\n", "\ud800\n", ""])
def test_a_text_that_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(UsageError, match=r"keys\.note-text"):
        sign_note(text, LOG.name, KEY)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "全角\N{IDEOGRAPHIC SPACE}空白", "a\n"])
def test_names_that_would_be_ambiguous_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"keys\.note-name"):
        sign_note(TEXT, name, KEY)


def test_only_ed25519_signs_notes() -> None:
    with pytest.raises(UsageError, match=r"keys\.note-key"):
        sign_note(TEXT, "name", generate(P384))


@pytest.mark.parametrize("text", ["", "name", "name+00000000+AAAA", NEUMANN.replace("c74f", "c74e"), NEUMANN[:-4]])
def test_a_damaged_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"keys\.verifier-malformed"):
        Verifier.decode(text)
