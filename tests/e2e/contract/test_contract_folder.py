"""A contract folder by command: init, person, place, recipient, and what the rules then say."""

import json
from pathlib import Path
from typing import Any

import pytest

from safehandle.cli.program import run
from safehandle.contract import read_contract
from safehandle.files import is_temporary
from safehandle.ledger import open_ledger, origin_of


def found(work: Path, *more: str) -> int:
    period = ("--from", "2026-04-01", "--to", "2099-03-31")
    return run(["init", "k", "--profile", "baseline", *period, "--password-file", "pw", *more])


def test_init_makes_a_whole_folder_with_keys_and_a_ledger(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(work, "--client", "練馬区", "--manager", "鈴木 花子", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert sorted(path.name for path in (work / "k").iterdir() if not path.name.startswith("ledger.db-")) == [
        "checkpoints",
        "contract.toml",
        "documents",
        "ledger.db",
        "ledger.db.lock",
    ]
    assert (work / "k" / "contract.toml").stat().st_mode & 0o077 == 0
    contract = read_contract(work / "k")
    assert (said["contract"], contract.client, contract.people[0].name) == ("k", "練馬区", "鈴木 花子")
    assert contract.sealing_key.startswith("mlkem1024-p384:")
    assert contract.ledger_key.startswith("ssh-ed25519 ")
    assert len(list((work / "home" / "keys").glob("*.pem"))) == 2
    with open_ledger(work / "k" / "ledger.db", origin_of(contract)) as ledger:
        assert [entry.head.kind for entry in ledger.entries()] == [b"intent", b"done"]
        assert ledger.verify().problems == ()


@pytest.mark.parametrize(
    ("more", "code", "about"),
    [
        (["--profile", "atlantis"], 6, "policy.profile-unknown"),
        (["--to", "2026-03-31"], 6, "contract.period"),
        (["--id", "two words"], 6, "contract.value"),
    ],
)
def test_a_refused_init_leaves_nothing(
    work: Path, capsys: pytest.CaptureFixture[str], more: list[str], code: int, about: str
) -> None:
    assert found(work, *more) == code
    assert about in capsys.readouterr().err
    assert not [path for path in work.iterdir() if path.name == "k" or is_temporary(path.name)]
    assert not (work / "home").exists()


def test_a_second_init_is_refused_and_changes_nothing(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found(work)
    before = (work / "k" / "contract.toml").read_bytes()
    assert found(work) == 7
    assert (work / "k" / "contract.toml").read_bytes() == before
    assert "contract.exists" in capsys.readouterr().err


def test_without_a_terminal_init_names_the_missing_option(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "k", "--profile", "baseline"]) == 2
    assert "--password-file" in capsys.readouterr().err
    assert not (work / "k").exists()


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_people_places_and_recipients_are_added_changed_ended_and_listed(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ready / "k" / "documents")  # found upwards
    assert run(["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--from", "2026-04-01"]) == 0
    assert run(["person", "edit", "sato", "--educated", "2026-04-02"]) == 0
    assert run(["place", "add", "honsha", "--name", "本社", "--kind", "work"]) == 0
    assert run(["recipient", "add", "juki", "--name", "区民課", "--route", "sftp"]) == 0
    assert run(["recipient", "end", "juki", "--on", "2098-01-31"]) == 0
    capsys.readouterr()
    assert run(["person", "end", "sato", "--json"]) == 0
    done = said(capsys)
    assert [(change["ident"], change["what"]) for change in done["changes"]] == [("sato", "end")]
    run(["person", "list", "--json"])
    sato = said(capsys)["person"][1]
    assert (sato["educated"], sato["ended"]) == ("2026-04-02", True)
    run(["recipient", "list", "--json"])
    assert said(capsys)["recipient"][0]["end"] == "2098-01-31"
    run(["place", "list"])
    assert capsys.readouterr().out.startswith("honsha  本社  work")
    contract = read_contract(ready / "k")
    with open_ledger(ready / "k" / "ledger.db", origin_of(contract)) as ledger:
        assert ledger.verify().problems == ()
        assert ledger.open_intents() == ()
        assert ledger.head().size == 14


@pytest.mark.parametrize(
    ("command", "code", "about"),
    [
        (["person", "add", "sato", "--name", "二人目", "--role", "handler"], 6, "contract.twice"),
        (["person", "add", "mori", "--name", "森", "--role", "handler", "--from", "2026-03-31"], 6, "contract.outside"),
        (["person", "edit", "sato"], 2, "contract.nothing-to-change"),
        (["person", "edit", "ghost", "--name", "x"], 6, "contract.no-such-entry"),
        (["place", "add", "x", "--name", "x", "--kind", "moon"], 2, "usage.bad-value"),
        (["place", "add", "x", "--name", "x", "--kind", "work", "--from", "2026-02-30"], 2, "YYYY-MM-DD"),
        (["recipient", "add", "x", "--name", "x", "--key", "mlkem1024-p384:AAAA"], 6, "keys.public-malformed"),
        (["place", "add", "x", "--name", "x", "--kind", "work", "--as", "sato"], 3, "policy.handler-role"),
        (["place", "add", "x", "--name", "x", "--kind", "work", "--as", "ghost"], 3, "policy.handler-unknown"),
    ],
)
def test_what_is_wrong_changes_nothing(
    ready: Path, capsys: pytest.CaptureFixture[str], command: list[str], code: int, about: str
) -> None:
    run(["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--contract", "k"])
    before = (ready / "k" / "contract.toml").read_bytes()
    capsys.readouterr()
    assert run([*command, "--contract", "k"]) == code
    assert about in capsys.readouterr().err
    assert (ready / "k" / "contract.toml").read_bytes() == before


def test_without_a_contract_folder_nothing_can_be_registered(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["person", "add", "sato", "--name", "佐藤", "--role", "handler"]) == 2
    assert "contract.none" in capsys.readouterr().err


def test_the_permissions_that_somebody_gave_the_file_stay(ready: Path) -> None:
    (ready / "k" / "contract.toml").chmod(0o640)
    assert run(["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--contract", "k"]) == 0
    assert (ready / "k" / "contract.toml").stat().st_mode & 0o777 == 0o640


def test_the_passphrase_comes_from_one_place(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(work, "--keyring") == 2
    assert "usage.excludes" in capsys.readouterr().err
    assert not (work / "k").exists()
