"""The exported OSCAL is valid, as a maintained library of somebody else's sees it, and its references hold."""

import importlib.util
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from safehandle.policy import AssessmentSubject, assess, load_profile, oscal, profile_ids

READ = """
import sys
from pathlib import Path
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.profile import Profile
folder = Path(sys.argv[1])
for kind, name in ((Catalog, "catalog"), (Profile, "profile"), (AssessmentResults, "assessment-results")):
    document = kind.oscal_read(folder / f"{name}.json")
    assert document is not None and document.uuid
"""
SUBJECT = AssessmentSubject(
    contract="k", title="住民情報", size=2, root="ab" * 32, at=datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
)


def written(ident: str, folder: Path) -> dict[str, Any]:
    profile = load_profile(ident)
    documents = oscal(profile, assess(profile, [], date(2026, 6, 1)), SUBJECT)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return dict(documents)


def read_by_trestle(folder: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own: importing it warns, and a warning is an error here.
    command = [sys.executable, "-W", "ignore", "-c", READ, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(importlib.util.find_spec("trestle") is None, reason="compliance-trestle is not installed")
def test_compliance_trestle_reads_every_profile_and_refuses_a_broken_one(tmp_path: Path) -> None:
    for ident in profile_ids():
        folder = tmp_path / ident
        folder.mkdir()
        written(ident, folder)
        read = read_by_trestle(folder)
        assert read.returncode == 0, read.stderr
    catalog = tmp_path / "gunma" / "catalog.json"
    catalog.write_text(catalog.read_text("utf-8").replace('"art-1"', '"1 art"'), "utf-8")
    assert read_by_trestle(tmp_path / "gunma").returncode != 0


@pytest.mark.parametrize("ident", profile_ids())
def test_every_finding_points_at_an_objective_and_an_observation(ident: str, tmp_path: Path) -> None:
    documents = written(ident, tmp_path)
    controls = documents["catalog.json"]["catalog"]["controls"]
    objectives = {part["id"] for control in controls for part in control["parts"]}
    results = documents["assessment-results.json"]["assessment-results"]
    (result,) = results["results"]
    observations = {one["uuid"] for one in result["observations"]}
    assert len(observations) == len(result["observations"])
    for finding in result["findings"]:
        assert finding["target"]["target-id"] in objectives
        assert {one["observation-uuid"] for one in finding["related-observations"]} <= observations
    assert results["import-ap"]["href"].removeprefix("#") in {
        one["uuid"] for one in results["back-matter"]["resources"]
    }
