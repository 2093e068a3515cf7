"""What holds for every note, signature and password."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehandle.errors import IntegrityError, SafehandleError, SecretError
from safehandle.keys.notes import Verifier, open_note, sign_note, verify_note
from safehandle.keys.pairs import PublicKey, generate
from safehandle.keys.passwords import ALPHABET, GENERATED_BITS, generate_password, normalise_password, password_bits
from safehandle.keys.secret import first_line
from safehandle.keys.sshsig import APPROVAL, sign, signer, verify

KEY = generate("ed25519")
LOG = Verifier("log", KEY.public)
NOTE = sign_note("one\ntwo\n", "log", KEY)
printable = st.characters(exclude_categories=["Cs", "Cc"])
lines = st.lists(st.text(printable), max_size=5).map(lambda parts: "".join(f"{part}\n" for part in ["x", *parts]))


@given(lines)
def test_any_text_that_can_be_signed_verifies_as_itself(text: str) -> None:
    assert verify_note(sign_note(text, "log", KEY), [LOG]) == text


@given(st.integers(0, len(NOTE) - 1), st.characters(exclude_categories=["Cs"]))
def test_no_other_character_anywhere_is_accepted_as_the_same_note(position: int, char: str) -> None:
    changed = NOTE[:position] + char + NOTE[position + 1 :]
    try:
        opened = verify_note(changed, [LOG])
    except IntegrityError:
        return
    assert opened == "one\ntwo\n"  # what changed was not signed: base64's unused bits


@given(st.text())
def test_any_text_is_a_note_or_an_error_of_ours(text: str) -> None:
    with pytest.raises(IntegrityError):
        open_note(text, [LOG])


@given(st.binary(), st.binary())
def test_an_ssh_signature_holds_for_one_message(message: bytes, other: bytes) -> None:
    text = sign(message, APPROVAL, KEY)
    assert verify(text, message, APPROVAL, [KEY.public]) == KEY.public
    if other != message:
        with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
            verify(text, other, APPROVAL, [KEY.public])


@given(st.text())
def test_any_text_is_a_signature_a_key_or_an_error_of_ours(text: str) -> None:
    for read in (signer, PublicKey.decode, Verifier.decode):
        with pytest.raises(SafehandleError):
            read(text)


@given(st.binary(max_size=100))
def test_any_first_line_is_a_secret_or_an_error_of_ours(data: bytes) -> None:
    try:
        secret = first_line(data, "here")
    except SecretError:
        return
    assert data.lstrip(b"\xef\xbb\xbf").startswith(secret.text.encode())


@given(st.text())
def test_normalising_is_done_once_for_all(text: str) -> None:
    once = normalise_password(text)
    assert normalise_password(once) == once
    assert normalise_password(unicodedata.normalize("NFD", text)) == once


@given(st.text(), st.text(max_size=3))
def test_a_repeated_end_is_worth_nothing_and_no_password_more_than_its_length(text: str, end: str) -> None:
    password = normalise_password(text + end)
    assert 0 <= password_bits(password) <= max(GENERATED_BITS, 10 + 2 * len(password.casefold()))
    if password and not password[-1].isspace():
        assert password_bits(password + password[-1].casefold() * 9) <= password_bits(password) + 6


@given(st.integers(0, 23), st.sampled_from(ALPHABET))
def test_a_slip_in_a_generated_password_is_noticed(position: int, char: str) -> None:
    password = generate_password()
    bare = password.replace("-", "")
    slipped = bare[:position] + char + bare[position + 1 :]
    assert (normalise_password(slipped) == password) == (slipped == bare)
