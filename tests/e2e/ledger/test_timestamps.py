"""Checkpoints stamped by a real responder, now or once it can be reached."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.e2e.ledger.authority import TimestampAuthority, found
from tests.e2e.ledger.contract import Run, hand_out

from safehandle.errors import IntegrityError, RemoteError, UsageError
from safehandle.ledger import Authority, Checkpoint, read_roots, verify_stamp

STATE = Checkpoint("みどり情報/川原市/r8-tax", 17, bytes(range(32)))


def test_a_stamp_is_checked_when_it_comes_and_later(authority: TimestampAuthority) -> None:
    roots = read_roots([authority.root])
    stamp = Authority(authority.url, roots).stamp(STATE.text)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert stamp.at.utcoffset() == timedelta(hours=9)
    assert verify_stamp(stamp.token, STATE.text, roots) == stamp


def test_a_stamp_is_for_its_checkpoint_and_its_authority_alone(authority: TimestampAuthority, tmp_path: Path) -> None:
    roots = read_roots([authority.root])
    stamp = Authority(authority.url, roots).stamp(STATE.text)
    other = Checkpoint(STATE.origin, 18, STATE.root)
    with pytest.raises(IntegrityError, match=r"ledger\.timestamp-false"):
        verify_stamp(stamp.token, other.text, roots)
    for spoilt in (b"", stamp.token[:-1], stamp.token[:-1] + bytes([stamp.token[-1] ^ 1])):
        with pytest.raises(IntegrityError, match=r"ledger\.timestamp-false"):
            verify_stamp(spoilt, STATE.text, roots)
    found(tmp_path)
    with pytest.raises(IntegrityError, match=r"ledger\.timestamp-false"):
        verify_stamp(stamp.token, STATE.text, read_roots([tmp_path / "root.pem"]))


def test_an_authority_that_is_away_or_none_is_an_error(authority: TimestampAuthority) -> None:
    roots = read_roots([authority.root])
    with pytest.raises(RemoteError, match=r"ledger\.authority-unreachable"):
        Authority("http://127.0.0.1:9/", roots).stamp(STATE.text)
    with pytest.raises(UsageError, match=r"ledger\.authority-url"):
        Authority("file:///etc/hostname", roots)


def test_checkpoints_wait_until_the_authority_is_reached(
    run: Run, tmp_path: Path, authority: TimestampAuthority
) -> None:
    hand_out(run, tmp_path, "one")
    hand_out(run, tmp_path, "two")
    kept = sorted((tmp_path / "r8-tax" / "checkpoints").iterdir())
    root = ("--authority-root", str(authority.root))
    away = run("ledger", "timestamp", "--authority", "http://127.0.0.1:9/", *root, code=8)
    assert "(ledger.authority-unreachable)" in away.stderr
    assert sorted((tmp_path / "r8-tax" / "checkpoints").iterdir()) == kept
    told = json.loads(run("ledger", "timestamp", "--authority", authority.url, *root, "--json").stdout)
    assert [one["size"] for one in told["stamped"]] == [2, 4]
    again = run("ledger", "timestamp", "--authority", authority.url, *root)
    assert again.stdout == ""
    shown = json.loads(run("verify", str(kept[0]), *root, "--json").stdout)["things"][0]
    assert shown["timestamp"].startswith(f"{datetime.now(UTC) + timedelta(hours=9):%Y-%m-%d}")
    (kept[0].with_name(kept[0].name + ".tsr")).write_bytes((kept[1].with_name(kept[1].name + ".tsr")).read_bytes())
    assert "(ledger.timestamp-false)" in run("verify", str(kept[0]), *root, code=4).stderr
    assert json.loads(run("ledger", "verify", "--json").stdout)["holds"]
