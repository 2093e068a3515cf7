"""What can go wrong while fetching, done to a real server. Nothing partial ever stands under a final name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.transfer.parcels import BIG, append, connector, content, finals, names, once_at, sender
from tests.e2e.transfer.parcels import parcel as plain_parcel
from tests.e2e.transfer.sshd import Server

from safehandle.errors import IntegrityError, OutputError, RemoteError, SafehandleError
from safehandle.keys import generate
from safehandle.model import DataClass
from safehandle.transfer import Deadlines, Fetcher, Meter, Papers, Party, Patience, Slip, SlipFile, Target, papers

QUICK = Deadlines(reply=1.5)
KEY = generate("ed25519")
AT = datetime.fromisoformat("2026-11-21T10:00:00+09:00")


def slip(files: tuple[SlipFile, ...]) -> Slip:
    return Slip(
        delivery="delivery",
        contract="c-1",
        title="試験",
        sender=Party(organisation="受託者", person="山田"),
        receiver=Party(organisation="市"),
        purpose="試験",
        data_class=DataClass.PERSONAL,
        route="sftp",
        made=AT,
        files=files,
    )


def deliver(target: Target, folder: Path, sizes: Mapping[str, int] | None = None) -> None:
    """A delivery with its papers, as ``send`` makes it."""
    what = plain_parcel(folder, sizes)
    signed = type(what)(
        name=what.name,
        payload=what.payload,
        documents=lambda moved: papers.write(
            slip(tuple(SlipFile(path=path, size=file.size, sha256=file.sha256) for path, file in moved.items())), KEY
        ),
    )
    sender(target, signed).send()


def check(contents: Mapping[str, bytes]) -> Papers:
    return papers.read(contents, [KEY.public])


def fetcher(target: Target, into: Path, *, attempts: int = 1, **options: Any) -> Fetcher:
    into.mkdir(exist_ok=True)
    return Fetcher(
        connect=connector(target),
        folder=target.address.folder,
        name="delivery",
        into=into,
        check=check,
        patience=Patience(attempts=attempts, sleep=lambda _: None),
        **options,
    )


@pytest.fixture
def delivery(server: Server, tmp_path: Path) -> Path:
    """A delivery that lies on the server."""
    deliver(server.target(), tmp_path / "out")
    return server.drop / "delivery"


def test_a_delivery_is_fetched_whole(server: Server, scheme: str, delivery: Path, tmp_path: Path) -> None:
    got = fetcher(server.target(scheme), tmp_path / "in").fetch()
    assert names(tmp_path / "in") == ["delivery"]
    assert content(got.folder) == content(delivery)
    assert (got.papers.slip.sender.person, got.papers.signer, got.failures) == ("山田", KEY.public, ())
    assert got.folder.stat().st_mode & 0o777 == 0o700


def test_several_connections(server: Server, scheme: str, tmp_path: Path) -> None:
    deliver(server.target(), tmp_path / "out", {f"{number:03}": number * 997 for number in range(60)})
    got = fetcher(server.target(scheme), tmp_path / "in", jobs=3).fetch()
    assert content(got.folder) == content(server.drop / "delivery")


def test_killed_in_the_middle_and_fetched_again(server: Server, scheme: str, delivery: Path, tmp_path: Path) -> None:
    kill = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGKILL))
    with pytest.raises(RemoteError, match=r"transfer\.disconnected"):
        fetcher(server.target(scheme, meter=Meter(kill)), tmp_path / "in").fetch()
    assert finals(tmp_path / "in") == []
    got = fetcher(server.target(scheme), tmp_path / "in").fetch()
    assert got.resumed > 0
    assert content(got.folder) == content(delivery)


def test_killed_in_the_middle_and_tried_again_by_itself(
    server: Server, scheme: str, delivery: Path, tmp_path: Path
) -> None:
    kill = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGKILL))
    got = fetcher(server.target(scheme, meter=Meter(kill)), tmp_path / "in", attempts=3).fetch()
    assert got.failures == ("transfer.disconnected",)
    assert content(got.folder) == content(delivery)


def test_one_byte_of_the_partial_file_flipped_before_the_resume(
    server: Server, scheme: str, delivery: Path, tmp_path: Path
) -> None:
    kill = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGKILL))
    with pytest.raises(RemoteError):
        fetcher(server.target(scheme, meter=Meter(kill)), tmp_path / "in").fetch()
    partial = tmp_path / "in/.delivery.part/big.bin"
    with partial.open("r+b") as file:
        byte = file.read(1)
        file.seek(0)
        file.write(bytes([byte[0] ^ 1]))
    got = fetcher(server.target(scheme), tmp_path / "in").fetch()
    assert content(got.folder) == content(delivery)


def test_what_another_attempt_left_is_not_taken_for_ours(server: Server, delivery: Path, tmp_path: Path) -> None:
    stale = tmp_path / "in/.delivery.part"
    (stale / "old").mkdir(parents=True)
    (stale / "old/secret.csv").write_text("another delivery's")
    (stale / "link").symlink_to(tmp_path)
    (stale / "big.bin").symlink_to("/etc/passwd")
    got = fetcher(server.target(), tmp_path / "in").fetch()
    assert content(got.folder) == content(delivery)
    assert not (got.folder / "old").exists()
    assert not (got.folder / "link").is_symlink()
    assert tmp_path.is_dir()


def test_a_stopped_server_is_given_up_in_time(server: Server, scheme: str, delivery: Path, tmp_path: Path) -> None:
    stop = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGSTOP))
    began = time.monotonic()
    try:
        with pytest.raises(RemoteError, match=r"transfer\.no-answer .*stage=reply"):
            fetcher(server.target(scheme, meter=Meter(stop), deadlines=QUICK), tmp_path / "in").fetch()
        assert time.monotonic() - began < 8
        assert finals(tmp_path / "in") == []
    finally:
        server.signal_sessions(signal.SIGKILL)


def rewrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
    os.utime(path, (1, 1))


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "grows": (lambda path: append(path, b"x"), r"transfer\.remote-changed"),
    "shrinks": (lambda path: os.truncate(path, 6_000_000), r"transfer\.remote-changed"),
    "is rewritten": (rewrite, r"transfer\.remote-changed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_remote_file_that_changes_while_it_is_fetched(
    server: Server, scheme: str, delivery: Path, tmp_path: Path, change: str
) -> None:
    act, code = CHANGES[change]
    changing = once_at(BIG // 4, lambda: act(delivery / "big.bin"))
    with pytest.raises(IntegrityError, match=code):
        fetcher(server.target(scheme, meter=Meter(changing)), tmp_path / "in").fetch()
    assert finals(tmp_path / "in") == []


def flip(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def replace_line(path: Path) -> None:
    path.write_text(path.read_text().replace("big.bin", "../big.bin"))


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def touch(*paths: Path) -> None:
    for path in paths:
        path.touch()


TAMPERINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "payload altered": (lambda folder: flip(folder / "big.bin"), r"transfer\.hash-mismatch"),
    "payload cut": (lambda folder: os.truncate(folder / "big.bin", 9), r"transfer\.remote-changed"),
    "payload missing": (lambda folder: (folder / "住民/一覧.csv").unlink(), r"transfer\.incomplete"),
    "something extra": (lambda folder: (folder / "extra").touch(), r"transfer\.extra"),
    "slip altered": (lambda folder: flip(folder / "ukewatashi.json"), r"keys\.signature-invalid"),
    "signature missing": (lambda folder: (folder / "ukewatashi.json.sig").unlink(), r"transfer\.papers-missing"),
    "manifest altered": (lambda folder: replace_line(folder / "manifest-sha256.txt"), r"transfer\.hostile-name"),
    "a link in place": (lambda folder: link(folder / "big.bin"), r"transfer\.not-a-file"),
    "a reserved name": (lambda folder: (folder / "CON").touch(), r"transfer\.hostile-name"),
    "a control character": (lambda folder: (folder / "a\nb").touch(), r"transfer\.hostile-name"),
    "a backslash": (lambda folder: (folder / "..\\a").touch(), r"transfer\.hostile-name"),
    "a name that is no text": (lambda folder: os.close(os.open(bytes(folder) + b"/\xff", os.O_CREAT)), "hostile-name"),
    "names that differ in case": (lambda folder: touch(folder / "x", folder / "X"), r"transfer\.hostile-name"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_delivery_that_is_not_what_its_papers_say(
    server: Server, scheme: str, delivery: Path, tmp_path: Path, tampering: str
) -> None:
    act, code = TAMPERINGS[tampering]
    act(delivery)
    with pytest.raises(SafehandleError, match=code):
        fetcher(server.target(scheme), tmp_path / "in").fetch()
    assert finals(tmp_path / "in") == []


def test_a_signature_by_a_stranger(server: Server, delivery: Path, tmp_path: Path) -> None:
    fetch = fetcher(server.target(), tmp_path / "in")
    fetch.check = lambda contents: papers.read(contents, [generate("ed25519").public])
    with pytest.raises(IntegrityError, match=r"keys\.sshsig-stranger"):
        fetch.fetch()
    assert names(tmp_path / "in") == []


def test_nothing_here_is_overwritten(server: Server, delivery: Path, tmp_path: Path) -> None:
    (tmp_path / "in/delivery").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"transfer\.exists-here"):
        fetcher(server.target(), tmp_path / "in").fetch()
    assert names(tmp_path / "in/delivery") == []


@pytest.mark.parametrize("seconds", [1, 4_000_000_000])
def test_clocks_that_disagree(server: Server, scheme: str, delivery: Path, tmp_path: Path, seconds: int) -> None:
    for path in delivery.rglob("*"):
        os.utime(path, (seconds, seconds))
    assert content(fetcher(server.target(scheme), tmp_path / "in").fetch().folder) == content(delivery)
