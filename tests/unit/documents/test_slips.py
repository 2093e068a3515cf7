from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.documents.pages import CONTRACT, START

from safehandle.documents.slips import (
    DeliveryProofSheet,
    Direction,
    HandoverSlip,
    Item,
    OpeningGuide,
    Party,
    PasswordNotice,
    ReceiptSlip,
    SignedPaper,
    delivery_proof_text,
    readme_text,
    render_delivery_proof,
    render_handover,
    render_opening,
    render_password,
    render_receipt,
)
from safehandle.documents.slips.password import groups, read_out
from safehandle.errors import InputError

NUMBER = "4821-0937-5512"
VENDOR = Party(organisation="株式会社さくら印刷", department="データ管理課", person="𠮷田 太郎", contact="03-0000-0001")
CITY = Party(organisation="みなと市", department="税務課", person="山﨑 次郎")
ITEMS = (
    Item(name="住民一覧.csv", size=1_234_567, sha256="ab" * 32, medium="U-07", encryption="AES-256", result="正常"),
    Item(name="改行\nと😀.csv", size=0, sha256="cd" * 32),
)
HANDOVER = HandoverSlip(
    number="SH-1",
    at=START,
    direction=Direction.DELIVERED,
    contract=CONTRACT,
    giver=VENDOR,
    taker=CITY,
    items=ITEMS,
    check_number=NUMBER,
)
NOTICE = PasswordNotice(
    number="SH-1-P",
    at=START,
    contract=CONTRACT,
    sender=VENDOR,
    recipient=CITY,
    check_number=NUMBER,
    password="7KR4-M9XW-T2HD",
)
RECEIPT = ReceiptSlip(
    number="SH-1",
    at=START,
    contract=CONTRACT,
    sender=VENDOR,
    recipient=CITY,
    items=ITEMS,
    check_number=NUMBER,
    compared=True,
    code="070A-8371",
)
GUIDE = OpeningGuide(
    at=START,
    sender=VENDOR,
    title="令和8年度 納品(第3回)",
    containers=(("20261021.shc", "ab" * 32),),
    check_number=NUMBER,
    reader_sha256="cd" * 32,
)
PROOF = DeliveryProofSheet(
    number="SH-1",
    at=START,
    contract=CONTRACT,
    sender=VENDOR,
    receiver=CITY,
    sent=START,
    files=2,
    size=1_234_567,
    manifest="ab" * 32,
    entries=(12, 13, 15),
    checkpoint=16,
    signed=tuple(
        SignedPaper(
            file=f"approvals/{number:012}.json",
            principal=f"approver-{number}",
            name="山﨑\n $ rm -r x",
            namespace="approval@safehandle",
            fingerprint="SHA256:" + "tNn4OmfMAhqdIRwYLEwI8oaSpu4YWZFtodpfV07L1/Y",
        )
        for number in range(6)
    ),
    received=START,
    bad=1,
    missing=("a-1",),
)


SHEETS: dict[str, Callable[[str], bytes]] = {
    "handover": lambda lang: render_handover(HANDOVER, lang),
    "password": lambda lang: render_password(NOTICE, lang),
    "receipt": lambda lang: render_receipt(RECEIPT, lang),
    "opening": lambda lang: render_opening(GUIDE, lang),
    "delivery proof": lambda _: render_delivery_proof(PROOF),
}


@pytest.mark.parametrize("sheet", list(SHEETS))
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_sheet_is_one_page_and_the_same_bytes_again(sheet: str, lang: str) -> None:
    content = SHEETS[sheet](lang)
    assert SHEETS[sheet](lang) == content
    assert len(re.findall(rb"/Type/Page\b(?!s)|/Type /Page\b(?!s)", content)) == 1


def text(content: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils")
    (folder / "sheet.pdf").write_bytes(content)
    done = subprocess.run(["pdftotext", "-layout", folder / "sheet.pdf", "-"], check=True, capture_output=True)
    return done.stdout.decode()


def test_a_handover_names_both_sides_and_every_hash(tmp_path: Path) -> None:
    shown = text(render_handover(HANDOVER), tmp_path)
    for words in ("𠮷田 太郎", "山﨑 次郎", "納品", NUMBER, "1,234,567", "改行{U+000A}と{U+1F600}.csv", "受領の確認"):
        assert words in shown
    assert re.sub(r"\s", "", shown).count("ab" * 8) >= 1
    assert "受 渡 票" in shown or "受渡票" in shown.replace(" ", "")
    assert "送付状" in text(render_handover(replace(HANDOVER, route="特定記録郵便")), tmp_path).replace(" ", "")


def test_the_password_is_printed_and_can_be_read_out(tmp_path: Path) -> None:
    shown = text(render_password(NOTICE), tmp_path)
    assert "7KR4-M9XW-T2HD" in shown
    assert "なな・ケー・アール・よん" in shown
    assert NUMBER in shown


def test_the_password_is_in_no_repr_and_no_metadata(tmp_path: Path) -> None:
    assert "7KR4" not in repr(NOTICE)
    if shutil.which("pdfinfo") is None:
        pytest.skip("needs poppler-utils")
    (tmp_path / "sheet.pdf").write_bytes(render_password(NOTICE))
    about = subprocess.run(["pdfinfo", "-meta", tmp_path / "sheet.pdf"], check=True, capture_output=True).stdout
    about += subprocess.run(["pdfinfo", tmp_path / "sheet.pdf"], check=True, capture_output=True).stdout
    assert b"7KR4" not in about


def test_an_error_does_not_tell_the_password() -> None:
    for password in ("パスワード", "abc\ndef", ""):
        with pytest.raises(InputError) as caught:
            render_password(replace(NOTICE, password=password))
        assert caught.value.code == "documents.password-unprintable"
        assert not caught.value.fields


@pytest.mark.parametrize(
    ("password", "parts"),
    [("7KR4-M9XW", ["7KR4", "M9XW"]), ("abcdefghij", ["abcd", "efgh", "ij"]), ("-x-", ["-x-"])],
)
def test_passwords_are_read_in_groups(password: str, parts: list[str]) -> None:
    assert groups(password) == parts


def test_how_a_group_sounds() -> None:
    assert read_out("0aB-") == "ゼロ・小エー・ビー・ハイフン"
    assert read_out("7r!", "en") == "7 small R !"
    assert read_out("!") == "記号 !"


def test_a_receipt_has_the_files_and_the_code(tmp_path: Path) -> None:
    shown = text(render_receipt(RECEIPT), tmp_path)
    for words in ("070A-8371", "住民一覧.csv", "正常", "みなと市", "同じ"):
        assert words in shown
    assert "照合していない" in text(render_receipt(replace(RECEIPT, compared=False)), tmp_path)


def test_the_guide_tells_how_to_find_a_reader_that_was_exchanged(tmp_path: Path) -> None:
    shown = text(render_opening(GUIDE), tmp_path)
    assert "certutil -hashfile reader.html SHA256" in shown
    assert "cd" * 32 in shown
    assert NUMBER in shown


def test_the_readme_opens_in_notepad() -> None:
    content = readme_text(replace(GUIDE, title="〜第3回−追加〜 \u200b"))
    shown = content.decode("cp932")
    assert "\n" not in shown.replace("\r\n", "")
    assert "～第3回－追加～ 〓" in shown
    assert "〓田 太郎" in shown, "𠮷 is not in CP932"
    assert "山﨑" in readme_text(replace(GUIDE, sender=CITY)).decode("cp932")
    assert NUMBER in shown
    assert all(ord(c) >= 32 or c in "\r\n" for c in shown)


def test_a_proof_has_no_command_that_is_not_ours(tmp_path: Path) -> None:
    told = delivery_proof_text(PROOF, ("ledger/12-intent.tlog-proof",)).decode()
    lines = [line.strip() for line in told.splitlines() if line.strip().startswith("$")]
    assert {line.split()[1] for line in lines} == {"sha256sum", "cut", "ssh-keygen", "grep", "sed"}
    assert len([line for line in lines if line.startswith("$ ssh-keygen -Y verify")]) == 6
    shown = text(render_delivery_proof(PROOF), tmp_path)
    for words in ("1 件の不一致", "a-1", "#15", "approver-5", "sha256sum --strict -c SHA256SUMS"):
        assert words in shown
        assert words in told
