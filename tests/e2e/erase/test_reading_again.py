"""``verify --device``: a city reads a medium back against the seed, with nothing else of the contract."""

from __future__ import annotations

import dataclasses
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.erase import images
from tests.unit.documents.erasures import CERTIFICATE, FILES

from safehandle.cli.program import run
from safehandle.documents import load_signer, make_signer, render_certificate, sign_pdf
from safehandle.erase import look_at_medium
from safehandle.erase.job import carry_out
from safehandle.erase.method import Order, choose
from safehandle.erase.reading_again import read_again
from safehandle.errors import InputError, IntegrityError
from safehandle.model import to_plain
from safehandle.model.erasure import ErasureReport, Level

SIZE = 9 << 20


@pytest.fixture(autouse=True)
def _needs() -> None:
    images.need("losetup")


def erased(device: Path, jobs: Path) -> ErasureReport:
    medium = look_at_medium(device)
    order = Order(requested=Level.CLEAR, accept=True, confirmed=medium.confirmation, journal=jobs)
    return carry_out(choose("media-overwrite", "medium"), medium, order, target_digest=medium.digest())


def spoil(image: Path, offset: int) -> None:
    with image.open("r+b") as raw:
        raw.seek(offset)
        (byte,) = raw.read(1)
        raw.seek(offset)
        raw.write(bytes([byte ^ 1]))
        os.fsync(raw.fileno())


def verdict(capsys: pytest.CaptureFixture[str], device: Path, certificate: Path) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run(["verify", "--device", str(device), "--certificate", str(certificate), "--json"])
    (thing,) = json.loads(capsys.readouterr().out)["things"]
    return code, thing


def test_the_medium_holds_until_one_bit_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = tmp_path / "report.json"
    with images.device_of(tmp_path, SIZE >> 20) as (device, image):
        report = erased(device, tmp_path / "jobs")
        told.write_text(json.dumps({"report": to_plain(report)}), "utf-8")
        before = image.read_bytes()
        code, thing = verdict(capsys, device, told)
        assert (code, thing["holds"], thing["read"], thing["first_differing"]) == (0, True, SIZE, None)
        assert image.read_bytes() == before
        for place in (SIZE - 1, (4 << 20) + 70_001, 0):  # each earlier than the last
            spoil(image, place)
            code, thing = verdict(capsys, device, told)
            assert (code, thing["code"], thing["first_differing"]) == (4, "erase.medium-differs", place)
        assert run(["verify", "--device", str(device), "--certificate", str(told), "--lang", "en"]) == 4
        assert "first at byte 0" in capsys.readouterr().err


def test_a_signed_certificate_is_judged_before_the_medium(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path / "home"))
    path, now = tmp_path / "証明書.pdf", datetime.now(UTC)
    signer = load_signer(make_signer("さくら", b"pass", now), b"pass")
    with images.device_of(tmp_path, 4) as (device, _):
        certificate = dataclasses.replace(CERTIFICATE, reports=(FILES, erased(device, tmp_path / "jobs")), seal=None)
        path.write_bytes(sign_pdf(render_certificate(certificate), signer, reason="発行", at=now))
        command = ["verify", "--device", str(device), "--certificate", str(path), "--json"]
        for trust, code, holds in ((["--key", signer.fingerprint], 0, [True, True]), ([], 4, [False, True])):
            capsys.readouterr()
            assert run([*command, *trust]) == code
            things = json.loads(capsys.readouterr().out)["things"]
            assert ([thing["kind"] for thing in things], [thing["holds"] for thing in things]) == (
                ["certificate", "medium"],
                holds,
            )


def test_what_the_certificate_does_not_tell_of_is_no_match(tmp_path: Path) -> None:
    with images.device_of(tmp_path, 4) as (device, _):
        report = erased(device, tmp_path / "jobs")
        other = dataclasses.replace(report, seed="00" * 32)
        assert read_again(device, [other, report], lambda _: None).report is report
        assert read_again(device, [report, other], lambda _: None).report is report
        with pytest.raises(IntegrityError, match=r"erase\.medium-not-told"):
            read_again(device, [dataclasses.replace(report, range_end=8 << 20)], lambda _: None)
        for none in ([], [dataclasses.replace(report, seed="")], [dataclasses.replace(report, seed="zz")]):
            with pytest.raises(InputError, match=r"erase\.no-seed"):
                read_again(device, none, lambda _: None)
        assert report.medium is not None
        found = read_again(device, [report], lambda _: None)
        swapped = dataclasses.replace(found, same_serial=False)
        assert found.problem is None
        assert swapped.problem is not None
        assert swapped.problem.code == "erase.medium-other-serial"


def test_wrong_usage_and_what_is_no_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text("[]")
    (tmp_path / "c.json").write_text('{"reports": []}')
    assert run(["verify"]) == 2
    assert run(["verify", "--device", "/dev/loop0"]) == 2
    assert run(["verify", "--certificate", "c.json"]) == 2
    assert run(["verify", "--device", "/dev/loop0", "--certificate", "missing"]) == 6
    assert run(["verify", "--device", "/dev/loop0", "--certificate", "bad.json"]) == 6
    assert run(["verify", "--device", "/dev/loop0", "--certificate", "c.json"]) == 6
