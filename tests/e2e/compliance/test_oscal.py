"""The OSCAL of a contract with real acts passes every validator of compliance-trestle; users need not install it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.compliance.conftest import Called

from safehandle.cli.program import run

MODELS = ("catalog", "profile", "assessment-results")
# Everything in one process: each run of the tool's own command line takes a second.
VALIDATE = """
import os, sys
from trestle.cli import Trestle
source, workspace = sys.argv[1], sys.argv[2]
os.makedirs(workspace)
os.chdir(workspace)
def trestle(*arguments):
    sys.argv = ["trestle", *arguments]
    code = Trestle().run()
    if code:
        sys.exit(f"trestle {' '.join(arguments)}: {code}")
trestle("init")
for model in ("catalog", "profile", "assessment-results"):
    trestle("import", "-f", f"{source}/{model}.json", "-o", "k")
trestle("validate", "-a")
"""

needs_trestle = pytest.mark.skipif(
    importlib.util.find_spec("trestle") is None, reason="compliance-trestle is not installed"
)


def validated(folder: Path) -> subprocess.CompletedProcess[str]:
    workspace = folder.with_name(f"{folder.name}-workspace")
    shutil.rmtree(workspace, ignore_errors=True)
    # In a process of its own: importing it warns, and a warning is an error here.
    command = [sys.executable, "-W", "ignore", "-c", VALIDATE, str(folder), str(workspace)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def exported(called: Called, work: Path) -> Path:
    """After an act that was refused, one that was done, and every kind of attestation."""
    encrypt = ["encrypt", "住民.csv", "-o", "out.shc", "--password-file", "pw"]
    assert run([*encrypt, "--as", "outsider"]) == 3
    called("person", "edit", "suzuki", "--educated", "2026-04-02")
    called(*encrypt)
    (work / "記録.txt").write_text("updated")
    called("attest", "18(4)エ", "--due", "2099-03-31", "--evidence", "記録.txt", "--statement", "毎日更新\n全端末")
    called("attest", "17(5)", "--not-applicable", "--statement", "ファクスを使わない")
    called("attest", "15", "--on", "2026-04-01", "--due", "2026-05-01")
    called("report", "compliance", "--year", "R8", "--format", "oscal", "-o", "oscal")
    return work / "oscal"


def read(folder: Path, model: str) -> Any:
    return json.loads((folder / f"{model}.json").read_text("utf-8"))[model]


def prop(part: Any, name: str) -> str | None:
    return next((one["value"] for one in part["props"] if one["name"] == name), None)


@needs_trestle
def test_it_passes_every_validator_and_a_broken_one_does_not(exported: Path) -> None:
    done = validated(exported)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("VALID: ") == len(MODELS)
    results = exported / "assessment-results.json"
    text = results.read_text("utf-8")
    first, second = (one["uuid"] for one in json.loads(text)["assessment-results"]["results"][0]["observations"][:2])
    results.write_text(text.replace(second, first), "utf-8")  # the schema allows it, the validators do not
    assert validated(exported).returncode != 0


def test_what_people_attested_is_theirs_and_no_finding(exported: Path) -> None:
    results = read(exported, "assessment-results")
    (result,) = results["results"]
    parties = {party["uuid"]: party["name"] for party in results["metadata"]["parties"]}
    given = {prop(one["parts"][0], "article"): one for one in result["attestations"]}
    assert set(given) == {"18(4)エ", "17(5)", "15"}
    word = given["18(4)エ"]
    (responsible,) = word["responsible-parties"]
    assert [parties[uuid] for uuid in responsible["party-uuids"]] == ["鈴木 花子"]
    assert prop(word["parts"][0], "next-due") == "2099-03-31"
    assert len(prop(word["parts"][0], "evidence-sha256") or "") == 64
    about = {finding["target"]["target-id"]: finding["target"]["status"]["state"] for finding in result["findings"]}
    assert not any(objective.endswith("_obj.o") for objective in about)
    assert "art-18.4.e_obj.o" not in about
    assert about["art-15_obj.r"] == "not-satisfied"  # overdue
    assert about["art-17.1_obj.t"] == "satisfied"


def test_observations_name_the_entries_of_the_ledger(exported: Path, called: Called) -> None:
    (result,) = read(exported, "assessment-results")["results"]
    observation = next(one for one in result["observations"] if one["title"] == "art-17.1_obj.t")
    found = {prop["name"]: prop["value"] for one in observation["relevant-evidence"] for prop in one["props"]}
    assert set(found) == {"entries", "refusals"}
    for name, kind in (("entries", "intent"), ("refusals", "refused")):
        entry = called("ledger", "show", found[name])
        assert f'"kind": "{kind}"' in json.dumps(entry)
    assert result["start"].startswith("2026-04-01T00:00:00+09:00")


def test_the_profile_selects_what_asks_something_of_the_vendor(exported: Path) -> None:
    controls = {control["id"] for control in read(exported, "catalog")["controls"]}
    (imported,) = read(exported, "profile")["imports"]
    (selected,) = imported["include-controls"]
    assert imported["href"] == "catalog.json"
    assert controls - set(selected["with-ids"]) == {"art-1", "art-2", "art-19-1"}


def test_a_folder_that_has_such_files_is_left_as_it_was(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in exported.iterdir()}
    assert {path.stat().st_mode & 0o077 for path in exported.iterdir()} == {0}
    assert run(["report", "compliance", "--format", "oscal", "-o", "oscal"]) == 7
    assert "files.exists" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in exported.iterdir()} == before
