"""Sealing and opening, beside cp, age, 7-Zip, gpg and openssl."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from measure import Cost, Row, command, function, random_file, remover

PASSWORD = "benchmark-password-0123456789"


def table(work: Path, mebibytes: int) -> Iterator[Row]:
    plain = random_file(work / "plain.bin", mebibytes)
    copy, sealed = work / "copy.bin", work / "sealed.shc"
    cp = command(["cp", plain, copy], before=remover(copy))
    yield Row("cp", cp)
    yield from library(plain, sealed, work / "opened.bin", cp)
    copy.unlink()
    yield from processes(work, plain)
    plain.unlink()
    yield from small_files(work)


def library(plain: Path, sealed: Path, opened: Path, cp: Cost) -> Iterator[Row]:
    """The room alone: no hash, no manifest, no ledger."""
    import safehandle

    key = safehandle.generate("p384")
    label = safehandle.Label(created=datetime.now(UTC))

    def seal() -> None:
        with plain.open("rb") as source, sealed.open("w+b") as output:
            safehandle.seal_stream(source, output, [safehandle.KeyRecipient(key.public)], label=label, evidence=False)

    def open_again() -> None:
        with sealed.open("rb") as source, opened.open("wb") as output:
            safehandle.open_stream(source, [safehandle.KeyIdentity(key)], output)

    yield Row("seal a stream without evidence, beside cp", function(seal, before=remover(sealed)), cp, 0.9)
    yield Row("open it, beside cp", function(open_again, before=remover(opened)), cp, 0.9)
    remover(sealed, opened)()


def processes(work: Path, plain: Path) -> Iterator[Row]:
    """Whole programs; ours hashes every file, writes a manifest and two ledger entries."""
    environment = os.environ | {"SAFEHANDLE_HOME": str(work / "home")}
    password = password_file(work)
    ours = [sys.executable, "-m", "safehandle"]
    sealed, opened = work / "out.shc", work / "opened"
    identity, aged, back = work / "age.key", work / "out.age", work / "back.bin"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    public = next(line for line in identity.read_text().splitlines() if "public key" in line).split()[-1]

    age = command(["age", "-r", public, "-o", aged, plain], before=remover(aged))
    yield Row("age", age)
    subprocess.run(
        [*ours, "init", work / "k", "--profile", "baseline", "--password-file", password, "-q"],
        check=True,
        capture_output=True,
        env=environment,
    )
    by_key = [*ours, "encrypt", plain, "-o", sealed, "--contract", work / "k", "--to", "contract"]
    made = command(by_key, before=remover(sealed), env=environment)
    yield Row("safehandle encrypt to a key, beside age to a key", made, age, 1.0)
    encrypt = [*ours, "encrypt", plain, "-o", sealed, "--password-file", password]
    yield Row(
        "safehandle encrypt by password, beside age to a key",
        command(encrypt, before=remover(sealed), env=environment),
        age,
        1.0,
    )
    age_back = command(["age", "-d", "-i", identity, "-o", back, aged], before=remover(back))
    remover(aged, back)()
    yield Row("age -d", age_back)
    decrypt = [*ours, "decrypt", sealed, "-d", opened, "--password-file", password]
    yield Row(
        "safehandle decrypt, beside age -d", command(decrypt, before=remover(opened), env=environment), age_back, 1.0
    )
    remover(sealed, opened)()
    peers: dict[str, list[object]] = {
        "7zz -mx0 -p": ["7zz", "a", "-mx0", f"-p{PASSWORD}", work / "peer", plain],
        "openssl enc -aes-256-ctr": [
            "openssl",
            "enc",
            "-aes-256-ctr",
            "-pbkdf2",
            "-pass",
            f"file:{password}",
            "-in",
            plain,
            "-out",
            work / "peer",
        ],
        "gpg --symmetric": [
            "gpg",
            "--batch",
            "--homedir",
            gpg_home(work),
            "--pinentry-mode",
            "loopback",
            "--passphrase-file",
            password,
            "-z0",
            "-o",
            work / "peer",
            "-c",
            plain,
        ],
    }
    for name, arguments in peers.items():
        made = command([str(a) for a in arguments], runs=1, before=remover(work / "peer", work / "peer.7z"))
        yield Row(f"{name}, beside age", made, age)
        remover(work / "peer", work / "peer.7z")()


def small_files(work: Path, count: int = 10_000, size: int = 4096) -> Iterator[Row]:
    folder = work / "small"
    for number in range(count):
        path = folder / f"{number % 100:02d}" / f"{number:05d}.dat"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(size))
    environment = os.environ | {"SAFEHANDLE_HOME": str(work / "home")}
    password = password_file(work)
    archive, sealed = work / "small.7z", work / "small.shc"
    peer = command(["7zz", "a", "-mx0", f"-p{PASSWORD}", archive, folder], before=remover(archive))
    yield Row(f"7zz -mx0 -p, {count} files of {size} bytes", peer)
    ours = [sys.executable, "-m", "safehandle", "encrypt", folder, "-o", sealed, "--password-file", password]
    yield Row("safehandle encrypt of the same", command(ours, before=remover(sealed), env=environment), peer, 1.0)


def password_file(work: Path) -> Path:
    path = work / "password"
    path.touch(mode=0o600)
    path.write_text(PASSWORD + "\n")
    return path


def gpg_home(work: Path) -> Path:
    folder = work / "gpg"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
