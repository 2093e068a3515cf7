"""The certificate in the hands of others: poppler reads and checks it, zbar reads its code, it is PDF/A."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.documents.erasures import BROKEN, CERTIFICATE

from safehandle.documents.issuing import render_certificate, twin_text
from safehandle.documents.signing import load_signer, make_signer, sign

poppler = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs poppler-utils")
zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="needs zbar-tools")
PROOF = "c2sp.org/tlog-proof@v1\nindex 14\n"


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    now = datetime.now(UTC)
    signer = load_signer(make_signer("さくら", b"pass", now), b"pass")
    path = tmp_path / "証明書.pdf"
    path.write_bytes(sign(render_certificate(CERTIFICATE, proofs=[PROOF]), signer, reason="発行", at=now))
    return path


def run(*arguments: str | Path) -> str:
    done = subprocess.run([*map(str, arguments)], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


@poppler
def test_poppler_finds_the_signature_valid_over_the_whole_document(signed: Path) -> None:
    said = run("pdfsig", "-nocert", signed)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


@poppler
def test_poppler_takes_out_the_twin_and_the_proof(signed: Path, tmp_path: Path) -> None:
    run("pdfdetach", "-saveall", "-o", tmp_path, signed)
    assert (tmp_path / "certificate.json").read_text(encoding="utf-8") == twin_text(CERTIFICATE)
    assert (tmp_path / "ledger.tlog-proof").read_text(encoding="utf-8") == PROOF


@poppler
@zbar
def test_the_printed_code_is_read_by_a_camera(signed: Path, tmp_path: Path) -> None:
    run("pdftoppm", "-r", "150", "-gray", "-png", signed, tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.png"))
    assert CERTIFICATE.seal is not None
    assert run("zbarimg", "--quiet", "--raw", pages[0]).strip() == CERTIFICATE.seal.link


@poppler
def test_every_page_names_contract_parties_and_pages(signed: Path) -> None:
    pages = run("pdftotext", "-layout", signed, "-").split("\f")[:-1]
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        for text in ("R8-0412", "契情第8-1123号", "みなと市", "株式会社さくら印刷データサービス", f"{number}/3"):
            assert text in page.replace(" / 3", "/3")
    assert "𠮷田 太郎" in pages[0]
    assert "代表取締役 髙橋 邉子" in pages[0]
    assert CERTIFICATE.seal is not None
    assert CERTIFICATE.seal.code in pages[0]


@poppler
def test_a_record_of_failure_says_so_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "記録.pdf"
    path.write_bytes(render_certificate(replace(CERTIFICATE, reports=(BROKEN,))))
    pages = run("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert all("これは証明書ではありません" in page for page in pages)
    assert "証明書ではありません" in pages[0].lstrip()[:40]
    assert not any("データ消去証明書" in page for page in pages)


@poppler
def test_it_is_pdf_a_3b_with_embedded_fonts(signed: Path) -> None:
    content = signed.read_bytes()
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    fonts = run("pdffonts", signed).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)
