"""Approvals as signed files."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from safehandle.errors import InputError, IntegrityError
from safehandle.keys.approvals import (
    decode_approval,
    encode_approval,
    read_approval,
    read_standing,
    sign_approval,
    verify_approval,
)
from safehandle.keys.pairs import generate
from safehandle.keys.sshsig import APPROVAL, MANIFEST, sign
from safehandle.model import Approval, Contract, DataClass, Person, Role, Scope

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 21, 10, 0, 0, 5, tzinfo=JST)
KEY = generate("ed25519")
CONTRACT = Contract(
    ident="K-1",
    profile="baseline",
    people=(
        Person(ident="tanaka", name="田中", role=Role.MANAGER, key=KEY.public.encode()),
        Person(ident="sato", name="佐藤", role=Role.MANAGER),
    ),
)
ONE = Approval(ident="a-1", approver="tanaka", at=NOW, until=NOW + timedelta(days=7), plan_digest="ab" * 32)
STANDING = replace(
    ONE,
    plan_digest="",
    scope=Scope(verbs=("encrypt",), recipients=("tsukuba",), data_classes=(DataClass.PERSONAL,)),
    client_document="5総第123号",
    client_document_sha256="cd" * 32,
)


@pytest.mark.parametrize("approval", [ONE, STANDING])
def test_what_was_signed_is_what_is_read(approval: Approval) -> None:
    data, signature = sign_approval(approval, KEY)
    assert verify_approval(data, signature, CONTRACT) == approval
    assert decode_approval(data) == approval


def test_what_the_ledger_says_later_is_no_part_of_what_is_signed() -> None:
    assert encode_approval(replace(ONE, voided="revoked")) == encode_approval(ONE)
    assert b"voided" not in encode_approval(ONE)


def test_one_changed_byte_voids_it() -> None:
    data, signature = sign_approval(ONE, KEY)
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1
        with pytest.raises(IntegrityError):
            verify_approval(bytes(changed), signature, CONTRACT)


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain | {"extra": 1},
        lambda plain: plain | {"voided": ""},
        lambda plain: plain | {"format": "safehandle.approval/2"},
        lambda plain: plain | {"at": "2026-11-21T10:00:00"},
        lambda plain: plain | {"plan_digest": ""},
        lambda plain: plain | {"scope": {"verbs": ["wipe"], "recipients": [], "places": [], "data_classes": []}},
        lambda plain: {key: value for key, value in plain.items() if key != "until"},
    ],
)
def test_a_form_that_is_not_ours_is_refused_even_if_it_is_signed(change: object) -> None:
    import rfc8785

    assert callable(change)
    data = rfc8785.dumps(change(json.loads(encode_approval(ONE))))
    with pytest.raises(IntegrityError, match=r"approve\.malformed"):
        verify_approval(data, sign(data, APPROVAL, KEY), CONTRACT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[" * 60_000,
        encode_approval(ONE) + b"\n",
        encode_approval(ONE).replace(b'"ident":"a-1"', b'"ident":"a-2","ident":"a-1"'),
        b" " * 70_000,
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"approve\.malformed"):
        decode_approval(data)


def test_signatures_by_others_or_for_another_purpose_are_refused() -> None:
    data, _ = sign_approval(ONE, KEY)
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-stranger"):
        verify_approval(data, sign(data, APPROVAL, generate("ed25519")), CONTRACT)
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-namespace"):
        verify_approval(data, sign(data, MANIFEST, KEY), CONTRACT)


@pytest.mark.parametrize("approver", ["nobody", "sato"])
def test_an_approver_whom_nobody_knows_or_who_has_no_key_is_refused(approver: str) -> None:
    data, signature = sign_approval(replace(ONE, approver=approver), KEY)
    with pytest.raises(IntegrityError, match=r"approve\.approver-unknown"):
        verify_approval(data, signature, CONTRACT)


def test_two_files_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "approvals").mkdir()
    path = tmp_path / "approvals" / "s.json"
    data, signature = sign_approval(STANDING, KEY)
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"approve\.missing.*s\.json\.sig"):
        read_approval(path, CONTRACT)
    (tmp_path / "approvals" / "s.json.sig").write_text(signature)
    assert read_approval(path, CONTRACT) == STANDING
    assert read_standing(tmp_path, CONTRACT) == (STANDING,)
    assert read_standing(tmp_path / "approvals", CONTRACT) == ()
    path.unlink()
    with pytest.raises(InputError, match=r"approve\.missing"):
        read_approval(path, CONTRACT)


def test_a_standing_approval_by_a_key_that_was_changed_is_void_and_closes_nothing(tmp_path: Path) -> None:
    (tmp_path / "approvals").mkdir()
    data, signature = sign_approval(STANDING, KEY)
    (tmp_path / "approvals" / "s.json").write_bytes(data)
    (tmp_path / "approvals" / "s.json.sig").write_text(signature)
    person = replace(CONTRACT.people[0], key=generate("ed25519").public.encode())
    for people in ((person,), ()):
        contract = replace(CONTRACT, people=people)
        assert read_standing(tmp_path, contract) == (replace(STANDING, voided="unverified"),)
        with pytest.raises(IntegrityError):
            read_approval(tmp_path / "approvals" / "s.json", contract)
    (tmp_path / "approvals" / "t.json").write_bytes(b"{}")
    (tmp_path / "approvals" / "t.json.sig").write_text(signature)
    with pytest.raises(IntegrityError, match=r"approve\.malformed.*t\.json"):
        read_standing(tmp_path, CONTRACT)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_somebody_without_safehandle_can_approve_and_check(tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "k"], cwd=tmp_path, check=True)
    (tmp_path / "a.json").write_bytes(encode_approval(ONE))
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", "k", "-n", APPROVAL, "a.json"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    person = Person(ident="tanaka", name="田中", role=Role.MANAGER, key=(tmp_path / "k.pub").read_text())
    assert read_approval(tmp_path / "a.json", replace(CONTRACT, people=(person,))) == ONE

    (tmp_path / "a.json.sig").write_text(sign_approval(ONE, KEY)[1])
    (tmp_path / "allowed").write_text(f'tanaka namespaces="{APPROVAL}" {KEY.public.encode()}\n')
    check = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "tanaka", "-n", APPROVAL, "-s", "a.json.sig"]
    subprocess.run(check, cwd=tmp_path, input=(tmp_path / "a.json").read_bytes(), capture_output=True, check=True)
