"""The evidence of a delivery, checked on a copy of its folder with sha256sum and ssh-keygen and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.transfer.parties import Party
from tests.e2e.transfer.sshd import keygen

from safehandle.actions.prove import LOG_KEY, README, SHEET, SIGNERS, SUMS
from safehandle.keys import sshsig

SEND = ("send", "../資料", "--to", "drop", "--plain", "--recipient", "tax", "--name", "d1", "--password-file", "../pw")
CHECKPOINT = ("ledger", "checkpoint", "--to", "市", "--password-file", "../pw")
PLAIN = {**os.environ, "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vendor who sent ``d1`` with an approval into the folder ``drop``; the city's key lies beside it."""
    folder = tmp_path_factory.mktemp("prove")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFEHANDLE_", "LC_", "LANG"))}
    vendor = Party(folder / "vendor", kept | {"LANG": "ja_JP.UTF-8", "LOGNAME": "sato", "USER": "sato"})
    vendor.found("baseline")
    (folder / "vendor/drop").mkdir()
    (folder / "vendor/資料").mkdir()
    (folder / "vendor/資料/一覧.csv").write_bytes(os.urandom(20_000))
    public = " ".join(Path(f"{keygen(folder / 'vendor/city')}.pub").read_text().split()[:2])
    vendor.run("recipient", "add", "tax", "--name", "税務課", "--signing-key", public)
    vendor.run("place", "add", "drop", "--name", "市", "--kind", "folder", "--url", f"file://{vendor.folder}/drop")
    vendor.run(*SEND, "--plan-only", "-o", "plan.json")
    vendor.run("approve", "plan.json", "--yes", "--password-file", "../pw")
    vendor.run(*SEND, "--plan", "plan.json", "--approval", "plan.approval.json")
    return vendor.folder


def acknowledge(vendor: Party, damage: bool = False) -> None:
    """The city's receipt, made with coreutils and OpenSSH, and taken in."""
    delivery = vendor.folder / "drop/d1"
    if damage:
        (delivery / "資料/一覧.csv").write_bytes(b"x")
    script = "(sha256sum manifest-sha256.txt; sha256sum -c manifest-sha256.txt) > juryo.txt; exit 0"
    subprocess.run(["sh", "-c", script], cwd=delivery, check=True, env=PLAIN, capture_output=True)
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(vendor.folder / "city"), "-n", sshsig.RECEIPT, "juryo.txt"]
    subprocess.run(sign, cwd=delivery, check=True, capture_output=True)
    found = vendor.folder / "k/received"
    found.mkdir()
    for name in ("juryo.txt", "juryo.txt.sig"):
        shutil.move(delivery / name, found / name)
    vendor.run("receive", "drop", "--name", "d1", "--receipt", "received/juryo.txt")


@pytest.fixture
def vendor(sent: Path, tmp_path: Path, environment: dict[str, str]) -> Party:
    return Party(tmp_path / "vendor", environment, sent)


def commands(folder: Path) -> list[str]:
    """What はじめに.txt tells the reader to type."""
    lines = (folder / README).read_text("utf-8").splitlines()
    return [line.strip().removeprefix("$ ") for line in lines if line.strip().startswith("$ ")]


def failing(folder: Path) -> list[str]:
    """Those commands that fail in a copy of the folder, on a machine that knows nothing of us."""
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    return [
        each
        for each in commands(folder)
        if subprocess.run(["sh", "-c", each], cwd=folder, env=plain, capture_output=True, check=False).returncode
    ]


def test_the_folder_is_checked_with_sha256sum_and_ssh_keygen_alone(vendor: Party, tmp_path: Path) -> None:
    acknowledge(vendor)
    vendor.run(*CHECKPOINT)
    said = vendor.json("prove", "d1", "-o", "../proof", "--approval", "plan.approval.json")
    assert (said["receipt"], said["missing_approvals"], len(said["approvals"]), len(said["entries"])) == (
        True,
        [],
        1,
        3,
    )
    copy = shutil.copytree(vendor.folder / "proof", tmp_path / "copy")
    shutil.rmtree(vendor.folder / "drop")
    told = commands(copy)
    assert sum("ssh-keygen -Y verify" in each for each in told) == 3
    assert sum(each.startswith("sha256sum") for each in told) == 2
    assert failing(copy) == []
    there = {str(path.relative_to(copy)) for path in copy.rglob("*") if path.is_file()}
    assert there == {*said["files"], SUMS}
    assert {SHEET, README, SIGNERS, LOG_KEY, "juryo.txt", "juryo.txt.sig", "ukewatashi.json"} <= there

    shown = [subprocess.run(["sh", "-c", each], cwd=copy, capture_output=True, check=True).stdout for each in told[-3:]]
    digest = subprocess.run(["sha256sum", "manifest-sha256.txt"], cwd=copy, capture_output=True, check=True).stdout[:64]
    assert [digest in each for each in shown] == [False, True, True]  # outcome and receipt name the manifest
    assert [json.loads(each)["kind"] for each in shown] == ["intent", "done", "done"]
    proofs = [str(path) for path in sorted((copy / "ledger").glob("*.tlog-proof"))]
    held = vendor.json("verify", *proofs, "--key", str(copy / LOG_KEY))
    assert [one["holds"] for one in held["things"]] == [True] * 3
    assert "delivery-proof" in vendor.run("ledger", "show", "--json").stdout


ALTERED: dict[str, Callable[[str], bool]] = {
    "ukewatashi.json": lambda each: "sender" in each,
    "juryo.txt": lambda each: "receiver" in each,
    "manifest-sha256.txt": lambda each: each.startswith("grep"),
    "approvals": lambda each: "approver-1" in each,
    SIGNERS: lambda each: f"-f {SIGNERS}" in each,
    SHEET: lambda each: SUMS in each,
}


def test_whatever_is_altered_is_found_and_so_is_a_new_list_of_sums(vendor: Party, tmp_path: Path) -> None:
    acknowledge(vendor)
    vendor.run(*CHECKPOINT)
    vendor.run("prove", "d1", "-o", "../proof", "--approval", "plan.approval.json")
    for name, finds in ALTERED.items():
        copy = shutil.copytree(vendor.folder / "proof", tmp_path / f"copy-{name}")
        path = next((copy / name).glob("*.json")) if (copy / name).is_dir() else copy / name
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 1
        path.write_bytes(content)
        found = failing(copy)
        assert f"sha256sum --strict -c {SUMS}" in found, name
        if name == SHEET:
            continue  # it explains; what it says is signed elsewhere
        again = "find . -type f ! -name SHA256SUMS -printf '%P\\0' | xargs -0 sha256sum > SHA256SUMS"
        subprocess.run(["sh", "-c", again], cwd=copy, check=True)
        assert any(finds(each) for each in failing(copy)), name


def test_what_was_sent_can_be_laid_beside_the_papers(vendor: Party) -> None:
    acknowledge(vendor)
    vendor.run(*CHECKPOINT)
    vendor.run("prove", "d1", "-o", "../proof")
    shutil.copytree(vendor.folder / "資料", vendor.folder / "proof/資料")
    assert failing(vendor.folder / "proof") == []
    (vendor.folder / "proof/資料/一覧.csv").write_bytes(b"x")
    assert failing(vendor.folder / "proof") == ["sha256sum --strict --ignore-missing -c manifest-sha256.txt"]


def test_without_a_receipt_only_on_purpose(vendor: Party) -> None:
    vendor.run(*CHECKPOINT)
    assert "prove.not-acknowledged" in vendor.run("prove", "d1", "-o", "../proof", code=6).stderr
    assert not (vendor.folder / "proof").exists()
    done = vendor.run("prove", "d1", "-o", "../proof", "--without-receipt")
    assert "plan.approval" not in done.stdout
    assert "--approval" in done.stderr  # the approval lies outside approvals/
    assert failing(vendor.folder / "proof") == []
    assert "受領書はまだありません" in (vendor.folder / "proof" / README).read_text("utf-8")
    assert not (vendor.folder / "proof/juryo.txt").exists()


def test_a_receipt_that_reports_damage_is_shown_as_one(vendor: Party) -> None:
    acknowledge(vendor, damage=True)
    vendor.run(*CHECKPOINT)
    vendor.run("prove", "d1", "-o", "../proof")
    assert "1 件の不一致" in (vendor.folder / "proof" / README).read_text("utf-8")
    assert failing(vendor.folder / "proof") == []


def spoil(vendor: Party) -> None:
    path = vendor.folder / "k/documents/deliveries/d1/manifest-sha256.txt"
    path.write_bytes(path.read_bytes().replace(b"0", b"1"))


REFUSED: dict[str, tuple[Callable[[Party], Any], tuple[str, ...], str, int]] = {
    "unknown": (lambda _: None, ("prove", "d2"), "prove.unknown", 6),
    "unsigned": (lambda _: None, ("prove", "d1", "--without-receipt"), "prove.no-checkpoint", 6),
    "altered": (spoil, ("prove", "d1", "--without-receipt"), "prove.papers-differ", 4),
    "there": (
        lambda vendor: (vendor.run(*CHECKPOINT), (vendor.folder / "proof").write_bytes(b"mine")),
        ("prove", "d1", "--without-receipt"),
        "files.exists",
        7,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_proved_is_refused_and_leaves_nothing(vendor: Party, case: str) -> None:
    prepare, arguments, code, exit_code = REFUSED[case]
    prepare(vendor)
    before = {path.name for path in vendor.folder.iterdir()}
    assert code in vendor.run(*arguments, "-o", "../proof", code=exit_code).stderr
    assert {path.name for path in vendor.folder.iterdir()} == before


def test_a_checkpoint_from_before_the_receipt_does_not_cover_it(vendor: Party) -> None:
    vendor.run(*CHECKPOINT)
    acknowledge(vendor)
    refused = vendor.run("prove", "d1", "-o", "../proof", code=6).stderr
    assert "prove.no-checkpoint" in refused
    assert "safehandle ledger checkpoint" in refused
