"""Manifest, 受渡票, 受領書: what they say, and what is refused of those that come from elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from safehandle.errors import IntegrityError
from safehandle.keys import generate, sshsig
from safehandle.model import DataClass
from safehandle.transfer import Party, Receipt, Slip, SlipFile, manifest, papers, receipt, slip

KEY = generate("ed25519")
HASH = "ab" * 32
SLIP = Slip(
    delivery="2026-11-21",
    contract="c-1",
    title="住民情報システム",
    sender=Party(organisation="受託者", person="山田"),
    receiver=Party(organisation="市", person="鈴木"),
    purpose="移行",
    data_class=DataClass.PERSONAL,
    route="juki",
    made=datetime.fromisoformat("2026-11-21T10:00:00+09:00"),
    erase_by=date(2027, 3, 31),
    files=(SlipFile(path="資料/一覧.csv", size=3, sha256=HASH),),
)


def test_a_slip_comes_back_as_it_was() -> None:
    assert slip.read(slip.write(SLIP)) == SLIP
    assert slip.write(SLIP) == slip.write(slip.read(slip.write(SLIP)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b"{",
        b"[" * 100_000,
        slip.write(SLIP).replace(b'"size":3', b'"size":"3"'),
        slip.write(SLIP).replace(b'"route":', b'"unknown":1,"route":'),
        slip.write(SLIP).replace(b'"route":', b'"title":"again","route":'),
        slip.write(SLIP).replace(b"ukewatashi/1", b"ukewatashi/2"),
    ],
)
def test_a_malformed_slip_is_refused(content: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"transfer\.slip-malformed"):
        slip.read(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "transfer.manifest-malformed"),
        (b"\xff", "transfer.manifest-malformed"),
        (b"ab  a\n", "transfer.manifest-malformed"),
        (f"{HASH} a\n".encode(), "transfer.manifest-malformed"),
        (f"{HASH}  ../a\n".encode(), "transfer.hostile-name"),
        (f"{HASH}  /etc/passwd\n".encode(), "transfer.hostile-name"),
        (f"{HASH}  CON\n".encode(), "transfer.hostile-name"),
        (f"{HASH}  a\n{HASH}  a\n".encode(), "transfer.hostile-name"),
        (f"{HASH}  a\n{HASH}  A\n".encode(), "transfer.hostile-name"),
    ],
)
def test_a_hostile_manifest_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(IntegrityError) as refused:
        manifest.read(content)
    assert refused.value.code == code


def test_a_manifest_from_windows_is_read() -> None:
    assert manifest.read(f"\ufeff{HASH.upper()} *./資料/a.txt\r\n".encode()) == {"資料/a.txt": HASH}


def test_papers_agree_and_are_signed() -> None:
    written = papers.write(SLIP, KEY)
    assert tuple(written) == ("ukewatashi.json", "manifest-sha256.txt", "ukewatashi.json.sig")
    found = papers.read(written, [KEY.public])
    assert (found.slip, found.signer) == (SLIP, KEY.public)


def test_papers_that_disagree_are_refused() -> None:
    written = papers.write(SLIP, KEY)
    for name in papers.NAMES:
        with pytest.raises(IntegrityError, match=r"transfer\.papers-missing"):
            papers.read({other: written[other] for other in written if other != name}, [KEY.public])
    other = papers.write(replace(SLIP, files=(replace(SLIP.files[0], sha256="cd" * 32),)), KEY)
    mixed = {**written, "manifest-sha256.txt": other["manifest-sha256.txt"]}
    with pytest.raises(IntegrityError, match=r"transfer\.papers-differ"):
        papers.read(mixed, [KEY.public])


def test_a_receipts_signature_is_worth_nothing_under_a_slip() -> None:
    written = papers.write(SLIP, KEY)
    forged = sshsig.sign(written["ukewatashi.json"], sshsig.RECEIPT, KEY).encode()
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-namespace"):
        papers.read({**written, "ukewatashi.json.sig": forged}, [KEY.public])


MANIFEST = papers.write(SLIP, KEY)["manifest-sha256.txt"]


def received(*, good: bool = True) -> Receipt:
    import hashlib

    return Receipt(
        manifest_sha256=hashlib.sha256(MANIFEST).hexdigest(),
        files={"ukewatashi.json": True, "資料/一覧.csv": good},
        receiver="鈴木",
        at=SLIP.made,
    )


@pytest.mark.parametrize("good", [True, False])
def test_a_receipt_comes_back_as_it_was(good: bool) -> None:
    written = papers.write_receipt(received(good=good), KEY)
    found, signer = papers.read_receipt(written["juryo.txt"], written["juryo.txt.sig"], MANIFEST, [KEY.public])
    assert (found, signer) == (received(good=good), KEY.public)
    assert (found.good, found.bad) == (good, () if good else ("資料/一覧.csv",))


def test_a_receipt_as_sha256sum_prints_it_in_japanese() -> None:
    digest = received().manifest_sha256
    text = f"{digest}  manifest-sha256.txt\nukewatashi.json: 完了\n資料/一覧.csv: 失敗\n"
    assert receipt.read(text.encode()).files == {"ukewatashi.json": True, "資料/一覧.csv": False}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda found: replace(found, manifest_sha256="00" * 32), "transfer.receipt-of-another"),
        (lambda found: replace(found, files={"ukewatashi.json": True}), "transfer.receipt-incomplete"),
        (lambda found: replace(found, files={**found.files, "more": True}), "transfer.receipt-incomplete"),
    ],
)
def test_a_receipt_that_does_not_fit_is_refused(change: object, code: str) -> None:
    assert callable(change)
    with pytest.raises(IntegrityError) as refused:
        receipt.check(change(received()), MANIFEST)
    assert refused.value.code == code


@pytest.mark.parametrize("content", [b"", b"\xff", b"hello\n", f"{HASH}  manifest-sha256.txt\n".encode(), b"a: OK\n"])
def test_a_malformed_receipt_is_refused(content: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"transfer\.receipt-malformed"):
        receipt.read(content)


def test_a_file_that_is_named_twice_is_good_only_if_it_is_good_both_times() -> None:
    text = f"{HASH}  manifest-sha256.txt\na: FAILED\na: OK\n"
    assert receipt.read(text.encode()).bad == ("a",)


def test_the_slip_is_canonical_json() -> None:
    content = slip.write(SLIP)
    assert list(json.loads(content)) == sorted(json.loads(content))
    assert b"\\u" not in content
