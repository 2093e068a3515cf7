"""The device-side methods against a fake tool that plays recorded status sequences on a loop device."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.erase import images

from safehandle.erase import identity, sanitizing, stack
from safehandle.erase import medium as media
from safehandle.erase.job import carry_out
from safehandle.erase.method import Order, choose
from safehandle.errors import ErasureError
from safehandle.model.erasure import ErasureReport, Level

MIB = 1 << 20

# What a device answers, one look after the other: SPROG and SSTAT of the NVMe sanitize log page.
NVME = {
    "success": [(65535, 0), (1000, 2), (40000, 2), (65535, 0x101)],
    "success-again": [(65535, 0x101), (0, 2), (65535, 0x101)],
    "success-forced-deallocation": [(65535, 0), (65535, 0x104)],
    "failed": [(65535, 0), (30000, 2), (30000, 3)],
    "never-started": [(65535, 0), (65535, 0)],
    "reserved": [(65535, 0), (65535, 7)],
    "already-running": [(5, 2)],
    "truncated-log": [(65535, 0), None],
}
ATA_IDLE = "    State:    SD0 Sanitize Idle\n"
ATA_DONE = ATA_IDLE + "    Last Sanitize Operation Completed Without Error\n"
ATA_BUSY = "    State:    SD2 Sanitize operation In Process\n    Progress: 0x8000 (50%)\n"
ATA = {
    "success": [ATA_IDLE, ATA_IDLE, ATA_BUSY, ATA_BUSY, ATA_DONE],
    "failed": [ATA_IDLE, ATA_IDLE, ATA_BUSY, "    State:    SD3 Sanitize Operation Failed\n"],
    "never-started": [ATA_IDLE, ATA_IDLE, ATA_IDLE],
    "unknown-words": [ATA_IDLE, ATA_IDLE, "    State:    SD9 Something new\n"],
}

FAKE = """#!{python}
import json, os, pathlib, sys
folder = pathlib.Path({folder!r})
plan = json.loads((folder / "plan.json").read_text())
arguments = " ".join(sys.argv[1:])
with (folder / "calls").open("a") as calls:
    calls.write(arguments + "\\n")
if "id-ctrl" in arguments:
    sys.stdout.buffer.write(bytes(328) + int(plan["sanicap"]).to_bytes(4, "little") + bytes(3764))
elif "-I" in arguments:
    print("Commands/features:\\n\\t   *\\tSANITIZE feature set\\n\\t   *\\t" + plan["feature"])
elif "sanitize-log" in arguments or "sanitize-status" in arguments:
    at = folder / "at"
    index = int(at.read_text()) if at.exists() else 0
    at.write_text(str(index + 1))
    answer = plan["answers"][min(index, len(plan["answers"]) - 1)]
    if answer is None:
        sys.exit(1)
    if isinstance(answer, str):
        print("\\nIssuing SANITIZE_STATUS command\\nSanitize status:\\n" + answer, end="")
    else:
        sys.stdout.buffer.write(answer[0].to_bytes(2, "little") + answer[1].to_bytes(2, "little") + bytes(508))
else:
    if plan["start"]:
        print("the device said no", file=sys.stderr)
        sys.exit(plan["start"])
    if plan["erases"]:
        device = next(word for word in sys.argv[1:] if word.startswith("/dev/"))
        with open(device, "r+b") as medium:
            medium.write(bytes(plan["erases"]))
            os.fsync(medium.fileno())
"""

Play = Callable[..., tuple[ErasureReport | None, str]]


@pytest.fixture(params=["nvme", "ata"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Play a sequence: returns the report (None if there is none) and the error's code (empty if there is none)."""
    import sys

    images.need("losetup")
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("nvme", "hdparm"):
        path = folder / name
        path.write_text(FAKE.format(python=sys.executable, folder=str(folder)))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder) + os.pathsep + "/usr/sbin:/usr/bin:/sbin:/bin")
    monkeypatch.setattr(sanitizing, "WAIT", 0.001)

    def run(
        kind: str,
        answers: object,
        *,
        erases: int = 8 * MIB,
        start: int = 0,
        sanicap: int = 2,
        feature: str = "BLOCK_ERASE_EXT command",
    ) -> tuple[ErasureReport | None, str]:
        monkeypatch.setattr(stack, "_transport", lambda _whole: kind)
        monkeypatch.setattr(identity, "hidden_area", lambda _device: "none")
        plan = {"answers": answers, "erases": erases, "start": start, "sanicap": sanicap, "feature": feature}
        (folder / "plan.json").write_text(json.dumps(plan))
        method = choose(f"{kind}-sanitize", "medium")
        with images.device_of(tmp_path, 8) as (device, _):
            medium = media.look(device)
            order = Order(requested=Level.PURGE, confirmed=medium.confirmation)
            try:
                return carry_out(method, medium, order, target_digest=medium.digest()), ""
            except ErasureError as error:
                return error.__dict__.get("report"), error.code

    return run


def calls(tmp_path: Path) -> list[str]:
    path = tmp_path / "bin/calls"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.parametrize("sequence", ["success", "success-again", "success-forced-deallocation"])
def test_nvme_success_is_purge(play: Play, sequence: str) -> None:
    report, code = play("nvme", NVME[sequence])
    assert not code
    assert report is not None
    assert report.certifiable
    assert report.reached is Level.PURGE
    assert report.verification.means == "device-status-and-markers"
    assert report.verification.extent > 0
    assert "completed" in report.commands[-1].status
    assert any("--sanact=2" in command.argv for command in report.commands)


def test_ata_success_is_purge(play: Play) -> None:
    report, code = play("ata", ATA["success"])
    assert not code
    assert report is not None
    assert report.certifiable
    assert "Completed Without Error" in report.commands[-1].status


@pytest.mark.parametrize("sequence", ["failed", "never-started", "reserved", "truncated-log"])
def test_nvme_failure_is_failed(play: Play, sequence: str) -> None:
    report, code = play("nvme", NVME[sequence])
    assert code == "erase.sanitize-failed"
    assert report is not None
    assert not report.certifiable
    assert report.reached is Level.NONE


@pytest.mark.parametrize("sequence", ["failed", "never-started", "unknown-words"])
def test_ata_failure_is_failed(play: Play, sequence: str) -> None:
    report, code = play("ata", ATA[sequence])
    assert code == "erase.sanitize-failed"
    assert report is not None
    assert not report.certifiable


def test_a_device_that_says_done_and_kept_the_markers_is_not_believed(play: Play, kind: str) -> None:
    answers = {"nvme": NVME["success"], "ata": ATA["success"]}[kind]
    for erased in (0, 4 * MIB, 8 * MIB - 4096):
        report, code = play(kind, answers, erases=erased)
        assert code == "erase.incomplete"
        assert report is not None
        assert not report.certifiable
        assert report.verification.differing > 0


def test_a_device_that_refuses_to_start_is_not_waited_for(play: Play, kind: str, tmp_path: Path) -> None:
    answers = {"nvme": NVME["success"], "ata": ATA["success"]}[kind]
    report, code = play(kind, answers, start=1)
    assert code == "erase.sanitize-refused"
    assert report is not None
    assert report.commands[-1].exit == 1
    assert report.commands[-1].status == "the device said no"


def test_an_operation_that_is_under_way_already_is_not_ours(play: Play, tmp_path: Path) -> None:
    _, code = play("nvme", NVME["already-running"])
    assert code == "erase.sanitize-refused"
    assert not any("--sanact" in call for call in calls(tmp_path))


def test_a_device_that_cannot_is_refused_before_anything_is_written(play: Play, kind: str, tmp_path: Path) -> None:
    report, code = play(kind, [[65535, 0]], sanicap=1, feature="CRYPTO_SCRAMBLE_EXT command")
    assert code == "erase.device-no-sanitize"
    assert report is None
    assert not any("--sanact" in call or "block-erase" in call for call in calls(tmp_path))


def test_a_frozen_disk_is_refused(play: Play) -> None:
    assert play("ata", ["    State:    SD1 Sanitize Frozen\n"])[1] == "erase.device-frozen"


@pytest.mark.parametrize(("method", "transport"), [("nvme-sanitize", "ata"), ("ata-sanitize", "nvme")])
def test_a_method_is_not_used_on_the_other_kind_of_device(method: str, transport: str) -> None:
    from tests.unit.erase.media import medium

    assessment = choose(method, "medium").assess(medium(transport=transport), Order())
    assert assessment.level is Level.NONE
    assert assessment.refusals == ("device-not-" + method.partition("-")[0],)
