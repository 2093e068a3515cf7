"""The same page in Firefox, whose Blobs, streams and downloads are its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from safehandle.container import Sealed
from safehandle.container.reader import page

from .conftest import PASSWORD
from .firefox import Firefox, firefox


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firefox")


@pytest.fixture(scope="module")
def fox(place: Path) -> Iterator[Firefox]:
    if shutil.which("firefox-esr") is None and shutil.which("firefox") is None:
        pytest.skip("firefox is not installed")
    with firefox(place) as started:
        yield started


def enter(fox: Firefox, folder: Path, container: Path, password: str = PASSWORD) -> None:
    (folder / "reader.html").write_bytes(page())
    fox.open(folder / "reader.html")
    fox.type("#file", str(container))
    fox.wait("!document.getElementById('step-compare').hidden")
    fox.click("input[value=same]")
    fox.type("#password", password)
    fox.click("#open")
    fox.wait("!document.getElementById('step-save').hidden || document.querySelector('#wrong-enter .bad')")


def downloaded(place: Path, name: str) -> Path:
    path = place / "downloads" / name
    end = time.monotonic() + 60
    while not path.is_file() or not path.stat().st_size or list(path.parent.glob("*.part")):
        assert time.monotonic() < end, name
        time.sleep(0.1)
    return path


def test_everything_comes_out(
    fox: Firefox, place: Path, sealed: tuple[Path, Sealed], bag: Path, tmp_path: Path
) -> None:
    path, made = sealed
    enter(fox, tmp_path, path)
    assert fox.run("return document.getElementById('number').textContent") == made.number
    fox.click("#save-zip")
    with zipfile.ZipFile(downloaded(place, f"{made.number}.zip")) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    assert subprocess.run(["diff", "-r", bag, tmp_path / "out" / bag.name], check=False).returncode == 0
    fox.click("#saved")
    fox.wait("document.getElementById('code').textContent")
    fox.click("#save-receipt")
    receipt = json.loads(downloaded(place, f"receipt-{made.number}.json").read_text(encoding="utf-8"))
    assert receipt["identity"] == made.identity


def test_a_wrong_password_and_a_flipped_bit(fox: Firefox, sealed: tuple[Path, Sealed], tmp_path: Path) -> None:
    path, _ = sealed
    enter(fox, tmp_path, path, "another one")
    assert fox.run("return document.querySelector('#wrong-enter .code').textContent") == "wrong-password"
    raw = bytearray(path.read_bytes())
    raw[-5000] ^= 1
    path.write_bytes(raw)
    enter(fox, tmp_path, path)
    code = fox.run("return document.querySelector('#wrong-enter .code').textContent")
    assert code.startswith("content-altered")
    assert fox.run("return document.getElementById('step-save').hidden")


def test_a_large_file_goes_through_the_disk(fox: Firefox, place: Path, tmp_path: Path) -> None:
    """Above 64 MiB the content streams; what is saved must be what was sealed."""
    from datetime import UTC, datetime

    from safehandle.container import Label, PasswordRecipient, seal
    from safehandle.files import survey, whole_file

    source = tmp_path / "大きい.bin"
    with source.open("wb") as file:
        for number in range(70):
            file.write(number.to_bytes(4, "big") * (1 << 18))
    with whole_file(tmp_path / "big.shc") as output:
        recipient = PasswordRecipient(PASSWORD, iterations=220_000)
        seal(survey([source]), output, [recipient], label=Label(created=datetime.now(UTC)), bag_info={})
    enter(fox, tmp_path, tmp_path / "big.shc")
    fox.click("#files button")
    saved = downloaded(place, "大きい.bin")
    assert subprocess.run(["cmp", source, saved], check=False).returncode == 0
