"""send and receive from the outside: a vendor and a city, each with a contract folder, and a server between them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.transfer.parcels import content, names
from tests.e2e.transfer.parties import Party
from tests.e2e.transfer.sshd import Server, free_port, keygen, pin_of, running
from tests.e2e.transfer.test_faults_download import KEY, deliver

from safehandle.contract import read_contract
from safehandle.keys import sshsig

FILES = {"資料/一覧.csv": 20_000, "資料/b.bin": 300_000}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for path, size in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(os.urandom(size))
    return tmp_path / "資料"


@pytest.fixture
def vendor(new_party: Callable[..., Party], server: Server) -> Party:
    party = new_party("vendor")
    party.place(server)
    return party


def options(server: Server) -> tuple[str, ...]:
    return ("--to", "drop", "-i", str(server.key), "--password-file", "../pw")


def test_a_delivery_goes_to_the_city_and_its_receipt_comes_back(
    vendor: Party, new_party: Callable[..., Party], server: Server, sources: Path, tmp_path: Path
) -> None:
    city = new_party("city")
    (city.folder / "home/data/keys").rename(city.folder / "copied")  # the city has a key of its own
    made = city.json("key", "new", "--purpose", "sign", "--password-file", "../pw")
    (manager,) = read_contract(city.folder / "k").people
    city.run("person", "edit", manager.ident, "--key", str(made["public"]))
    city.place(server)
    city.run("recipient", "add", "vendor", "--name", "受託者", "--signing-key", vendor.public)
    vendor.run("recipient", "add", "tax", "--name", "税務課", "--signing-key", city.public)

    sent = vendor.json("send", str(sources), *options(server), "--plain", "--recipient", "tax", "--name", "d1")
    assert {file["path"] for file in sent["files"]} == set(FILES)
    assert names(server.drop) == ["d1"]
    assert vendor.json("send", "--list")["deliveries"][0]["state"] == "awaiting"

    got = city.json("receive", "drop", "-d", "in", "-i", str(server.key), "--password-file", "../pw")
    assert [one["delivery"] for one in got["received"]] == ["d1"]
    arrived = content(city.folder / "k/in/d1")
    assert {path: arrived[path] for path in FILES} == {path: (tmp_path / path).read_bytes() for path in FILES}
    again = city.json("receive", "drop", "-d", "in", "-i", str(server.key), "--password-file", "../pw")
    assert again["received"] == []

    held = city.json(
        "verify", "in/d1", "documents/deliveries/d1/juryo.txt", "--key", vendor.public, "--key", city.public
    )
    assert [one["kind"] for one in held["things"]] == ["delivery", "receipt"]

    taken = vendor.json("receive", "drop", "--receipts", "-i", str(server.key))
    assert [(one["delivery"], one["good"]) for one in taken["receipts"]] == [("d1", True)]
    assert vendor.json("send", "--list")["deliveries"][0]["state"] == "acknowledged"
    assert "acknowledgement" in vendor.run("ledger", "show", "--json").stdout


@pytest.mark.parametrize("broken", [False, True])
def test_a_receipt_made_with_sha256sum_and_ssh_keygen_is_taken_in(
    vendor: Party, server: Server, sources: Path, tmp_path: Path, broken: bool
) -> None:
    key = keygen(tmp_path / "city")
    public = " ".join(Path(f"{key}.pub").read_text().split()[:2])
    vendor.run("recipient", "add", "tax", "--name", "税務課", "--signing-key", public)
    vendor.run("send", str(sources), *options(server), "--plain", "--recipient", "tax", "--name", "d1")
    script = "(sha256sum manifest-sha256.txt; sha256sum -c manifest-sha256.txt) > juryo.txt; exit 0"
    if broken:
        (server.drop / "d1/資料/b.bin").write_bytes(b"x")
    subprocess.run(["sh", "-c", script], cwd=server.drop / "d1", check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", sshsig.RECEIPT, "juryo.txt"]
    subprocess.run(sign, cwd=server.drop / "d1", check=True, capture_output=True)
    for name in ("juryo.txt", "juryo.txt.sig"):
        (tmp_path / name).write_bytes((server.drop / "d1" / name).read_bytes())
        (server.drop / "d1" / name).unlink()
    vendor.run("receive", "drop", "--receipts", "-i", str(server.key))
    assert vendor.json("send", "--list")["deliveries"][0]["state"] == "awaiting"
    taken = vendor.json("receive", "drop", "--name", "d1", "--receipt", str(tmp_path / "juryo.txt"))
    assert taken["receipts"][0]["bad"] == (["資料/b.bin"] if broken else [])
    state = vendor.json("send", "--list")["deliveries"][0]["state"]
    assert state == ("bad" if broken else "acknowledged")


def test_a_servers_host_keys_are_shown_and_nothing_is_registered(vendor: Party, server: Server) -> None:
    before = (vendor.folder / "k/contract.toml").read_bytes()
    shown = vendor.json("place", "scan", f"sftp://127.0.0.1:{server.port}/")["host_keys"]
    pins = {pin_of(server.folder / "host_ed25519"), pin_of(server.folder / "host_ecdsa")}
    assert {key["fingerprint"] for key in shown} == pins
    assert (vendor.folder / "k/contract.toml").read_bytes() == before
    refused = vendor.run("place", "scan", "file:///srv", code=2)
    assert "place.no-server" in refused.stderr


def test_files_are_sealed_before_they_go(vendor: Party, server: Server, sources: Path) -> None:
    sent = vendor.run("send", str(sources), *options(server), "--generate-password", "--name", "d1")
    assert {"d1.shc", "manifest-sha256.txt", "ukewatashi.json", "ukewatashi.json.sig"} == set(names(server.drop / "d1"))
    password = sent.stderr.rpartition(": ")[2].strip()
    (vendor.folder / "given").write_text(password)
    (vendor.folder / "given").chmod(0o600)
    shown = vendor.run("decrypt", str(server.drop / "d1/d1.shc"), "-d", "out", "--password-file", "../given")
    assert content(vendor.folder / "k/out/資料") == content(sources)
    slip = json.loads((server.drop / "d1/ukewatashi.json").read_text())
    assert slip["sealed"][0]["number"] in shown.stdout
    assert not (vendor.folder / "home/data/outbox/d1").exists()
    assert password not in "".join(path.read_text("utf-8", "replace") for path in server.drop.rglob("*.json"))


def test_a_container_goes_as_it_is(vendor: Party, server: Server, sources: Path) -> None:
    vendor.run("encrypt", str(sources), "-o", "a.shc", "--password-file", "../pw")
    vendor.run("send", "a.shc", *options(server), "--name", "d1", "--read-back", "--jobs", "2")
    assert (server.drop / "d1/a.shc").read_bytes() == (vendor.folder / "k/a.shc").read_bytes()


def test_a_dry_run_says_what_would_go_and_does_nothing(vendor: Party, server: Server, sources: Path) -> None:
    before = vendor.run("ledger", "show", "--json").stdout
    said = vendor.run("send", str(sources), *options(server), "--plain", "--dry-run")
    assert "一覧.csv" in said.stdout
    assert names(server.drop) == []
    assert vendor.run("ledger", "show", "--json").stdout == before


def test_an_unregistered_place_is_refused_with_the_article(vendor: Party, server: Server, sources: Path) -> None:
    refused = vendor.run("send", str(sources), "--to", "elsewhere", "--plain", "--password-file", "../pw", code=3)
    assert "policy.place-unknown" in refused.stderr
    assert "safehandle 基本" in refused.stderr
    assert names(server.drop) == []


def test_plain_is_refused_where_the_contract_wants_it_encrypted(
    new_party: Callable[..., Party], server: Server, sources: Path
) -> None:
    vendor = new_party("vendor", "tsukuba")
    vendor.place(server)
    refused = vendor.run("send", str(sources), *options(server), "--plain", code=3)
    assert "policy.not-encrypted" in refused.stderr
    assert "第14条(3)" in refused.stderr
    assert names(server.drop) == []


def test_a_changed_host_key_is_exit_8_and_one_entry(
    new_party: Callable[..., Party], server: Server, sources: Path
) -> None:
    vendor = new_party("vendor")
    vendor.place(server, host_key="SHA256:" + "A" * 43)
    refused = vendor.run("send", str(sources), *options(server), "--plain", "--lang", "en", code=8)
    assert "transfer.host-key-changed" in refused.stderr
    assert server.pin in refused.stderr
    assert vendor.run("ledger", "show", "--json").stdout.count("transfer.host-key-changed") == 1
    assert names(server.drop) == []


def test_an_interrupted_send_leaves_nothing_final_and_goes_on_later(
    vendor: Party, server: Server, sources: Path
) -> None:
    arguments = ("send", str(sources), *options(server), "--plain", "--name", "d1")
    command = [sys.executable, "-m", "safehandle", *arguments, "--limit-rate", "100k"]
    sending = subprocess.Popen(command, cwd=vendor.folder / "k", env=vendor.environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while not list(server.drop.glob(".d1.*.part/資料/*")) and time.monotonic() < until:
            time.sleep(0.02)
        sending.send_signal(signal.SIGINT)
        assert sending.wait(30) == 130
    finally:
        sending.kill()
        sending.wait()
    (left,) = names(server.drop)
    assert left.startswith(".d1.")
    assert "interrupted" in vendor.run("ledger", "show", "--json").stdout
    vendor.run(*arguments)
    assert names(server.drop) == ["d1"]
    slip = json.loads((server.drop / "d1/ukewatashi.json").read_text())
    assert len(slip["checkpoint"].split()[-1]) == 64


def test_a_name_that_exists_is_exit_7(vendor: Party, server: Server, sources: Path) -> None:
    (server.drop / "d1").mkdir()
    refused = vendor.run("send", str(sources), *options(server), "--plain", "--name", "d1", code=7)
    assert "transfer.exists" in refused.stderr
    assert names(server.drop / "d1") == []


DIFFERENCES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda folder: (folder / "資料/b.bin").unlink(), "transfer.incomplete"),
    "altered": (lambda folder: (folder / "資料/b.bin").write_bytes(b"x"), "transfer.hash-mismatch"),
    "extra": (lambda folder: (folder / "more").touch(), "transfer.extra"),
}


def test_verify_finds_what_is_missing_altered_and_extra(vendor: Party, server: Server, sources: Path) -> None:
    vendor.run("send", str(sources), *options(server), "--plain", "--name", "d1")
    assert "d1" in vendor.run("verify", str(server.drop / "d1")).stdout
    for name, (change, code) in DIFFERENCES.items():
        copy = vendor.folder / name
        shutil.copytree(server.drop / "d1", copy)
        change(copy)
        assert code in vendor.run("verify", str(copy), code=4).stderr


def test_watching_goes_on_until_it_is_interrupted(vendor: Party, server: Server) -> None:
    vendor.run("recipient", "add", "city", "--name", "市", "--signing-key", KEY.public.encode())
    deliver(server.target(), vendor.folder / "out", {"a.bin": 1000})
    command = [sys.executable, "-m", "safehandle", "receive", "drop", "-d", "in", "--watch", "60"]
    command += ["-i", str(server.key), "--password-file", "../pw"]
    watching = subprocess.Popen(command, cwd=vendor.folder / "k", env=vendor.environment, stdout=subprocess.PIPE)
    try:
        until = time.monotonic() + 30
        while not (server.drop / "delivery/juryo.txt.sig").exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert (vendor.folder / "k/in/delivery/a.bin").read_bytes() == (vendor.folder / "out/a.bin").read_bytes()
        time.sleep(0.5)
        assert watching.poll() is None
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 130
    finally:
        watching.kill()
        watching.communicate()


def test_watching_outlasts_a_server_that_is_away(vendor: Party, tmp_path: Path) -> None:
    port = free_port()
    away = tmp_path / "away"
    away.mkdir()
    with running(away, port=port) as server:
        deliver(server.target(), vendor.folder / "out", {"a.bin": 1000})
        vendor.run("recipient", "add", "city", "--name", "市", "--signing-key", KEY.public.encode())
        url = f"sftp://{server.access.user}@127.0.0.1:{port}{server.drop}"
        vendor.run("place", "edit", "drop", "--url", url, "--host-key", server.pin)
    command = [sys.executable, "-m", "safehandle", "receive", "drop", "-d", "in", "--watch", "5"]
    command += ["-i", str(server.key), "--password-file", "../pw"]
    watching = subprocess.Popen(command, cwd=vendor.folder / "k", env=vendor.environment, stderr=subprocess.PIPE)
    try:
        assert watching.stderr is not None
        assert b"transfer.unreachable" in watching.stderr.readline()
        with running(away, port=port):
            until = time.monotonic() + 30
            while not (vendor.folder / "k/in/delivery").exists() and time.monotonic() < until:
                time.sleep(0.05)
        assert (vendor.folder / "k/in/delivery/a.bin").read_bytes() == (vendor.folder / "out/a.bin").read_bytes()
    finally:
        watching.kill()
        watching.communicate()


def test_an_altered_delivery_is_exit_4_and_leaves_nothing(vendor: Party, server: Server, sources: Path) -> None:
    vendor.run("send", str(sources), *options(server), "--plain", "--name", "d1")
    (server.drop / "d1/資料/b.bin").write_bytes(os.urandom(FILES["資料/b.bin"]))
    reach = ("-i", str(server.key), "--password-file", "../pw")
    refused = vendor.run("receive", "drop", "--name", "d1", "-d", "in", *reach, code=7)
    assert "send.name-used" in refused.stderr
    (vendor.folder / "k/documents/deliveries/d1").rename(vendor.folder / "aside")
    refused = vendor.run("receive", "drop", "--name", "d1", "-d", "in", *reach, code=4)
    assert "transfer.hash-mismatch" in refused.stderr
    assert "資料/b.bin: FAILED" in (server.drop / "d1/juryo.txt").read_text()
    (vendor.folder / "aside").rename(vendor.folder / "k/documents/deliveries/d1")
    ours = vendor.run("receive", "drop", "--receipts", "-i", str(server.key), code=4)
    assert "keys.sshsig-stranger" in ours.stderr  # a receipt that we signed ourselves proves nothing
    assert vendor.json("send", "--list")["deliveries"][0]["state"] == "awaiting"
    assert [name for name in names(vendor.folder / "k/in") if not name.endswith(".part")] == []
