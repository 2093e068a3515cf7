"""The first whole way, as a handler walks it: seal, look, open, and check the record."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import bagit  # type: ignore[import-untyped]
import pytest
from cryptography.cobblestone import Cobblestone256Decryptor

import safehandle

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    subprocess.run([sys.executable, ROOT / "scripts/sample-data", "data", "--residents", "300"], cwd=folder, check=True)
    password = folder / "pw"
    password.write_text("とても長い合言葉 correct horse battery staple\n", encoding="utf-8")
    password.chmod(0o600)
    return folder


@pytest.fixture
def run(work: Path, environment: dict[str, str]) -> Run:
    def run(*arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "safehandle", *map(str, arguments)],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


def ledger(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("ledger", "verify", "--json").stdout)
    return found


def same_trees(one: Path, other: Path) -> bool:
    return subprocess.run(["diff", "-r", one, other], check=False).returncode == 0


def test_what_was_sealed_comes_out_again(run: Run, work: Path) -> None:
    run("encrypt", "data/住民一覧.csv", "data/資料", "-o", "out.shc", "--password-file", "pw")
    assert (work / "out.shc").stat().st_mode & 0o777 == 0o600
    shown = json.loads(run("inspect", "out.shc", "--json").stdout)
    run("decrypt", "out.shc", "-d", "opened", "--password-file", "pw", "--number", shown["number"].lower())
    assert same_trees(work / "data", work / "opened")
    assert ledger(run)["size"] == 4


@pytest.mark.filterwarnings("ignore:'count' is passed as positional argument:DeprecationWarning")  # bagit's own
def test_a_stranger_finds_a_valid_bag_with_generic_tools(run: Run, work: Path) -> None:
    """Cobblestone by the library alone, tar by the standard library, BagIt by the Library of Congress's own tool."""
    sys.path.insert(0, str(ROOT / "docs/spec"))
    try:
        import shc_reader  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    run("encrypt", "data/住民一覧.csv", "data/資料", "-o", "out.shc", "--password-file", "pw")
    with (work / "out.shc").open("rb") as file:
        header, _, _ = shc_reader.read_head(file)
        (stanza,) = header["recipients"]
        password = (work / "pw").read_text("utf-8").rstrip("\n")
        file_key = shc_reader.by_password(password, stanza)
        context = shc_reader.NAME + b"body\n" + shc_reader.canonical(header["label"])
        decryptor = Cobblestone256Decryptor(shc_reader.hkdf(file_key, b"body", 32), context=context)
        plain = decryptor.update(file.read()) + decryptor.finalize()
    (work / "bag.tar").write_bytes(plain)
    with tarfile.open(work / "bag.tar") as tar:
        tar.extractall(work / "generic", filter="data")
    (folder,) = (work / "generic").iterdir()
    bagit.Bag(str(folder)).validate()
    assert same_trees(work / "data", folder / "data")


def test_a_wrong_password_leaves_nothing_and_is_on_the_record(run: Run, work: Path) -> None:
    run("encrypt", "data/資料", "-o", "out.shc", "--password-file", "pw")
    wrong = work / "wrong"
    wrong.write_text("wrong\n")
    wrong.chmod(0o600)
    refused = run("decrypt", "out.shc", "-d", "opened", "--password-file", "wrong", "--lang", "en", code=5)
    assert "container.wrong-secret" in refused.stderr
    assert refused.stderr.count("\n") == 2
    assert not (work / "opened").exists()
    entries = json.loads(run("ledger", "show", "--json").stdout)["entries"]
    assert [entry["kind"] for entry in entries] == ["intent", "done", "intent", "failed"]


def test_the_secret_is_nowhere_in_what_remains(run: Run, work: Path, environment: dict[str, str]) -> None:
    run("encrypt", "data/資料", "-o", "out.shc", "--password-file", "pw")
    secret = (work / "pw").read_bytes().rstrip(b"\n")
    home = Path(environment["SAFEHANDLE_HOME"])
    for path in [*home.rglob("*"), work / "out.shc"]:
        if path.is_file():
            assert secret not in path.read_bytes()


def test_names_stay_out_of_what_the_tree_hashes(run: Run, environment: dict[str, str]) -> None:
    run("encrypt", "data/資料", "-o", "out.shc", "--password-file", "pw")
    with closing(sqlite3.connect(Path(environment["SAFEHANDLE_HOME"]) / "ledger.db")) as database:
        rows = database.execute("SELECT body, private FROM entry").fetchall()
    assert len(rows) == 2
    assert all("資料".encode() not in body for body, _ in rows)
    assert all("資料".encode() in private for _, private in rows)


def test_an_unregistered_recipient_is_refused_with_the_article(run: Run, work: Path) -> None:
    refused = run("encrypt", "data/資料", "-o", "out.shc", "--to", "stranger", code=3)
    assert "第3条" in refused.stderr
    assert not (work / "out.shc").exists()
    entries = json.loads(run("ledger", "show", "--json").stdout)["entries"]
    assert [entry["kind"] for entry in entries] == ["refused"]


def test_a_full_disk_leaves_no_output_and_a_failed_record(run: Run, work: Path, environment: dict[str, str]) -> None:
    big = work / "big.bin"
    big.write_bytes(os.urandom(3 << 20))
    limited = f"ulimit -f 1024; exec {sys.executable} -m safehandle encrypt big.bin -o out.shc --password-file pw"
    done = subprocess.run(
        ["bash", "-c", limited], cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 7, done.stderr
    assert "files.no-space" in done.stderr
    assert not (work / "out.shc").exists()
    assert not list(work.glob(".safehandle-*"))
    assert ledger(run)["size"] == 2


def test_two_processes_record_everything(run: Run, work: Path, environment: dict[str, str]) -> None:
    """Two pipelines on one ledger, 200 acts each."""
    key = safehandle.generate("p256").public
    contract = work / "contract"
    contract.mkdir()
    (contract / "contract.toml").write_text(CONTRACT.format(key=key.encode()), encoding="utf-8")
    with safehandle.open_office(contract, person="sato", new=True):
        pass
    with safehandle.open_office(contract, person="sato"):
        pass  # somebody wrote contract.toml by hand: that is noticed and recorded here
    script = work / "many.py"
    script.write_text(MANY, encoding="utf-8")
    both = [subprocess.Popen([sys.executable, script, name], cwd=work, env=environment) for name in "ab"]
    assert [process.wait(timeout=250) for process in both] == [0, 0]
    report = json.loads(run("ledger", "verify", "--contract", "contract", "--json").stdout)
    written_by_hand = 2
    assert report["size"] == written_by_hand + 2 * 2 * 200
    assert report["open_intents"] == []
    assert len(list(work.glob("*-*.shc"))) == 400


CONTRACT = """
[contract]
id = "k-1"
profile = "baseline"

[keys]
sealing = "{key}"

[[person]]
id = "sato"
name = "佐藤 花子"
role = "handler"
"""

MANY = """
import sys
from pathlib import Path
import safehandle

with safehandle.open_office(Path("contract"), person="sato") as office:
    for number in range(200):
        request = safehandle.EncryptRequest(
            sources=safehandle.survey([Path("data/資料")]), output=Path(f"{sys.argv[1]}-{number}.shc"), to=("contract",)
        )
        office.perform(safehandle.Encrypt(office.contract), request)
"""


def test_kills_at_random_moments_leave_open_intents_at_most(run: Run, work: Path, environment: dict[str, str]) -> None:
    chance = random.Random(7)
    command = [sys.executable, "-m", "safehandle", "encrypt", "data", "-o"]
    for number in range(50):
        output = work / f"killed-{number}.shc"
        process = subprocess.Popen(
            [*command, output, "--password-file", "pw"], cwd=work, env=environment, stdout=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.05, 0.8))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if output.exists():
            run("decrypt", output, "-d", f"opened-{number}", "--password-file", "pw")
            assert same_trees(work / "data", work / f"opened-{number}" / "data")
    report = ledger(run)
    listed = json.loads(run("ledger", "open", "--json").stdout)["entries"]
    assert [entry["number"] for entry in listed] == report["open_intents"]
    assert listed, "not one of 50 kills fell between an intent and its outcome"
