"""``wipe --destroyed``: from the command line to the certificate's text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.documents.erasures import CERTIFICATE, MEDIUM

from safehandle.cli.program import run
from safehandle.documents import render_certificate
from safehandle.model import from_plain
from safehandle.model.erasure import ErasureReport

DESTROYED = ("wipe", "--destroyed", "破砕", "--serial", "WD-1234", "--at", "2026-04-20T15:00", "--place", "第二作業所")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SAFEHANDLE_CONTRACT", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jpg").write_bytes(b"photo")


def test_it_is_recorded_and_can_stand_on_one_certificate_with_the_erasure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*DESTROYED, "--witness", "田中", "--photo", "a.jpg", "--dry-run"]) == 0
    assert run([*DESTROYED, "--witness", "田中", "--photo", "a.jpg", "--lang", "en"]) == 0
    assert "a witness saw it destroyed" in capsys.readouterr().out
    assert run([*DESTROYED, "--photo", "a.jpg", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    plain = {name: value for name, value in told["report"].items() if name != "kind"}
    report = from_plain(ErasureReport, plain)
    assert report.destruction is not None
    assert report.destruction.at.isoformat() == "2026-04-20T15:00:00+09:00"
    assert run(["ledger", "show", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["entries"]) == 4, "two records, each before and after"
    pdf = render_certificate(replace(CERTIFICATE, reports=(MEDIUM, report), seal=None))
    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((*DESTROYED,), 2),
        ((*DESTROYED, "--witness", "田中", "a.jpg"), 2),
        ((*DESTROYED[:-2], "--witness", "田中"), 2),
        ((*DESTROYED, "--witness", "田中", "--at", "2999-01-01"), 2),
        ((*DESTROYED, "--witness", "田中", "--at", "昨日"), 2),
        ((*DESTROYED, "--photo", "none.jpg"), 6),
        (("wipe", "a.jpg", "--witness", "田中"), 2),
    ],
)
def test_what_shows_nothing_or_names_something_else_is_refused(
    arguments: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(list(arguments)) == code
    assert "予期しない" not in capsys.readouterr().err
    assert (tmp_path / "a.jpg").exists()
