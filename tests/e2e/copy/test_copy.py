"""``safehandle copy``: real folders, a real office, and what is refused."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safehandle.actions.copy import Copy, CopyRequest
from safehandle.errors import IntegrityError, OutputError, PolicyDenied, SafehandleError
from safehandle.files import survey
from safehandle.ledger import Ledger, open_ledger
from safehandle.model import Authentication, Contract, Done, Duplicate, Failed, Intent, Person, Place, Role
from safehandle.office import Office
from safehandle.policy import load_profile

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger.db", "test", create=True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "業務"
    (folder / "資料" / "空").mkdir(parents=True)
    (folder / "住民.csv").write_bytes(b"x" * 3_000_000)
    (folder / "資料" / "が.txt").write_text("が")
    os.utime(folder / "住民.csv", ns=(10**18, 10**18))
    return folder


def office(ledger: Ledger, tmp_path: Path, profile: str = "baseline", path: str | None = None) -> Office:
    store = tmp_path / "store"
    store.mkdir(exist_ok=True)
    contract = Contract(
        ident="c",
        profile=profile,
        people=(Person(ident="sato", name="佐藤", role=Role.MANAGER),),
        places=(Place(ident="store", name="保管庫", kind="storage", path=str(store) if path is None else path),),
    )
    entered = Authentication(person="sato", means="login")
    return Office(contract, load_profile(profile), ledger, entered_by=entered)


def request(*sources: Path, place: str = "store", purpose: str = "contract", bind: bool = False) -> CopyRequest:
    return CopyRequest(sources=survey(sources), place=place, purpose=purpose, bind=bind)


def test_everything_arrives_whole_private_and_recorded(ledger: Ledger, tmp_path: Path, data: Path) -> None:
    door = office(ledger, tmp_path)
    seen: list[int] = []
    made = door.perform(Copy(door.contract, seen.append), request(data)).result
    copied = tmp_path / "store" / "業務"
    assert (copied / "住民.csv").read_bytes() == (data / "住民.csv").read_bytes()
    assert (copied / "資料" / "が.txt").read_text() == "が"
    assert (copied / "資料" / "空").is_dir()
    assert (copied / "住民.csv").stat().st_mode & 0o777 == 0o600
    assert (copied / "住民.csv").stat().st_mtime_ns == 10**18
    assert sum(seen) == sum(file.size for file in made.files) == 3_000_003
    digests = {file.path: file.sha256 for file in made.files}
    assert digests["業務/住民.csv"] == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    *_, last = ledger.entries()
    assert isinstance(last.record, Done)
    assert Duplicate(place="store", purpose="contract") in last.record.facts


def test_what_exists_is_not_replaced(ledger: Ledger, tmp_path: Path, data: Path) -> None:
    door = office(ledger, tmp_path)
    (tmp_path / "store" / "業務").mkdir()
    with pytest.raises(OutputError, match=r"files\.exists"):
        door.perform(Copy(door.contract), request(data, data / "住民.csv"))
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["業務"]
    *_, last = ledger.entries()
    assert isinstance(last.record, Failed)


@pytest.mark.parametrize(
    ("place", "profile", "purpose", "code"),
    [
        ("home", "baseline", "contract", "policy.place-unknown"),
        ("store", "issuer-unnamed", "backup", "policy.copy-without-consent"),
        ("store", "tsukuba", "contract", "policy.copy-without-consent"),
        ("store", "tsukuba", "contract", "policy.place-kind"),
    ],
)
def test_what_the_clauses_forbid_is_not_copied(  # noqa: PLR0917 - a case
    ledger: Ledger, tmp_path: Path, data: Path, place: str, profile: str, purpose: str, code: str
) -> None:
    door = office(ledger, tmp_path, profile)
    with pytest.raises(PolicyDenied) as caught:
        door.perform(Copy(door.contract), request(data, place=place, purpose=purpose))
    assert code in {finding.code for finding in caught.value.fields["decision"].refusals}  # type: ignore[attr-defined]
    assert list((tmp_path / "store").iterdir()) == []


def test_a_place_without_a_folder_is_told_so(ledger: Ledger, tmp_path: Path, data: Path) -> None:
    door = office(ledger, tmp_path, path="")
    with pytest.raises(SafehandleError) as caught:
        door.plan(Copy(door.contract), request(data))
    assert caught.value.code == "copy.no-folder"


def test_content_that_changed_after_its_approval_is_not_copied(ledger: Ledger, tmp_path: Path, data: Path) -> None:
    door = office(ledger, tmp_path)
    plan = door.plan(Copy(door.contract), request(data, bind=True))
    (data / "住民.csv").write_bytes(b"y" * 3_000_000)
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        door.perform(Copy(door.contract), request(data, bind=True), plan=plan)
    assert list((tmp_path / "store").iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from safehandle.actions.copy import Copy
from safehandle.ledger import open_ledger
from tests.e2e.copy.test_copy import office, request

folder = Path(sys.argv[1])
door = office(open_ledger(folder / "ledger.db", "test"), folder)
die = lambda _count: os.kill(os.getpid(), signal.SIGKILL)
door.perform(Copy(door.contract, die), request(Path(sys.argv[2])))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_kill_in_the_middle_leaves_no_name_and_an_open_intent(ledger: Ledger, tmp_path: Path, data: Path) -> None:
    door = office(ledger, tmp_path)
    root = Path(__file__).parents[3]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(data)], cwd=root, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "store" / "業務").exists()
    *_, last = ledger.entries()
    assert isinstance(last.record, Intent)
    made = door.perform(Copy(door.contract), request(data)).result
    assert [(left.removed, left.files) for left in made.left] == [(True, 1)]
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["業務"]
    assert (tmp_path / "store" / "業務" / "住民.csv").exists()


def test_the_command_says_where_it_copied_to(tmp_path: Path, data: Path, environment: dict[str, str]) -> None:
    (tmp_path / "pw").write_text("correct horse battery staple 7\n")
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "store").mkdir()

    def run(*arguments: str | Path, code: int = 0) -> str:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "safehandle",
                *map(str, arguments),
                *(("--contract", "k") if arguments[0] != "init" else ()),
            ],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout if code == 0 else done.stderr

    run("init", "k", "--profile", "baseline", "--password-file", "pw")
    run("place", "add", "store", "--name", "保管庫", "--kind", "storage")
    assert "copy.no-folder" in run("copy", data, "--to", "store", code=2)
    run("place", "edit", "store", "--path", tmp_path / "store")
    assert "2 件" in run("copy", data, "--to", "store", "--dry-run")
    told = json.loads(run("copy", data, "--to", "store", "--json"))
    assert {file["path"] for file in told["files"]} == {"業務/住民.csv", "業務/資料/が.txt"}
    assert "files.exists" in run("copy", data, "--to", "store", code=7)
    assert "policy.place-unknown" in run("copy", data, "--to", "home", code=3)
