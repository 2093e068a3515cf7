"""What the other side can do with nothing but OpenSSH and coreutils."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.e2e.transfer.parcels import content
from tests.e2e.transfer.sshd import Server, keygen
from tests.e2e.transfer.test_faults_download import KEY, deliver, fetcher

from safehandle.keys import PublicKey, generate, sshsig
from safehandle.transfer import Target, papers

SIZES = {"資料 一/一覧(最終).csv": 1000, "b.bin": 300_000}


def sftp(server: Server, *lines: str) -> None:
    """OpenSSH's own client."""
    (server.folder / "batch").write_text("".join(f"{line}\n" for line in lines))
    options = ["-P", str(server.port), "-i", str(server.key), "-o", "IdentitiesOnly=yes"]
    options += ["-o", f"UserKnownHostsFile={server.folder}/known", "-o", "StrictHostKeyChecking=accept-new"]
    user = server.access.user
    command = ["sftp", "-q", *options, "-b", str(server.folder / "batch"), f"{user}@127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)


def test_a_delivery_is_fetched_and_checked_without_us(server: Server, tmp_path: Path) -> None:
    deliver(server.target(), tmp_path / "out", SIZES)
    (tmp_path / "in").mkdir()
    sftp(server, f"get -r {server.drop}/delivery {tmp_path}/in/")
    folder = tmp_path / "in/delivery"
    assert content(folder) == content(server.drop / "delivery")
    subprocess.run(["sha256sum", "--strict", "-c", "manifest-sha256.txt"], cwd=folder, check=True, capture_output=True)
    (tmp_path / "allowed").write_text(f"vendor {KEY.public.encode()}\n")
    verify = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "vendor", "-n", sshsig.MANIFEST]
    with (folder / "ukewatashi.json").open("rb") as signed:
        subprocess.run(
            [*verify, "-s", "ukewatashi.json.sig"], cwd=folder, stdin=signed, check=True, capture_output=True
        )


def test_what_openssh_puts_is_fetched_by_us(server: Server, tmp_path: Path) -> None:
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    deliver(Target(address=server.target().address.parse(f"file://{outbox}")), tmp_path / "out", SIZES)
    sftp(server, f"put -r {outbox}/delivery {server.drop}/")
    got = fetcher(server.target(), tmp_path / "in").fetch()
    assert content(got.folder) == content(outbox / "delivery")


def test_a_third_partys_receipt_is_ours_to_read(server: Server, tmp_path: Path) -> None:
    deliver(server.target(), tmp_path / "out", SIZES)
    folder = server.drop / "delivery"
    key = keygen(tmp_path / "city", "ecdsa")
    script = "(sha256sum manifest-sha256.txt; sha256sum -c manifest-sha256.txt) > juryo.txt"
    subprocess.run(["sh", "-c", script], cwd=folder, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", sshsig.RECEIPT, "juryo.txt"]
    subprocess.run(sign, cwd=folder, check=True, capture_output=True)
    city = PublicKey.decode(Path(f"{key}.pub").read_text())
    read = (folder / "juryo.txt").read_bytes(), (folder / "juryo.txt.sig").read_bytes()
    manifest = (folder / "manifest-sha256.txt").read_bytes()
    found, signer = papers.read_receipt(*read, manifest, [generate("ed25519").public, city])
    assert (found.good, signer) == (True, city)
    assert set(found.files) == {*SIZES, "ukewatashi.json"}


def test_a_receipt_beside_a_delivery_does_not_spoil_it(server: Server, tmp_path: Path) -> None:
    deliver(server.target(), tmp_path / "out", SIZES)
    for name in ("juryo.txt", "juryo.txt.sig"):
        (server.drop / "delivery" / name).touch()
    assert set(content(fetcher(server.target(), tmp_path / "in").fetch().folder)) == {*SIZES, *papers.NAMES}
