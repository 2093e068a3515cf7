"""What can go wrong while sending, done to a real server. Nothing partial ever stands under a final name."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import pytest
from tests.e2e.transfer.parcels import (
    BIG,
    append,
    content,
    documents,
    finals,
    names,
    once_at,
    parcel,
    sender,
)
from tests.e2e.transfer.sshd import Server, running

from safehandle.errors import InputError, OutputError, RemoteError
from safehandle.transfer import Deadlines, Meter, Verification

QUICK = Deadlines(reply=1.5)


def test_a_delivery_arrives_whole_with_its_documents_last(server: Server, scheme: str, tmp_path: Path) -> None:
    what = parcel(tmp_path / "out")
    done = sender(server.target(scheme), what).send()
    assert names(server.drop) == ["delivery"]
    assert content(server.drop / "delivery") == {
        **content(tmp_path / "out"),
        **documents({item.path: done.files[item.path] for item in what.payload}),
    }
    assert (done.resumed, done.failures, done.verification) == (0, (), Verification.ACKNOWLEDGED)
    assert done.route.cipher == "aes256-gcm@openssh.com"
    assert done.route.host_key == server.pin


def test_several_connections_and_reading_back(server: Server, scheme: str, tmp_path: Path) -> None:
    what = parcel(tmp_path / "out", {f"{number:03}": number * 997 for number in range(60)})
    done = sender(server.target(scheme), what, jobs=3, verification=Verification.READ_BACK).send()
    there = content(server.drop / "delivery")
    assert {path: there[path] for path in there if path != "list.txt"} == content(tmp_path / "out")
    assert len(done.files) == 61


def test_killed_in_the_middle_and_sent_again(server: Server, scheme: str, tmp_path: Path) -> None:
    kill = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGKILL))
    what = parcel(tmp_path / "out")
    with pytest.raises(RemoteError, match=r"transfer\.disconnected"):
        sender(server.target(scheme, meter=Meter(kill)), what).send()
    assert finals(server.drop) == []
    done = sender(server.target(scheme), what).send()
    assert done.resumed > 0
    there = content(server.drop / "delivery")
    assert {path: there[path] for path in there if path != "list.txt"} == content(tmp_path / "out")


def test_killed_in_the_middle_and_tried_again_by_itself(server: Server, scheme: str, tmp_path: Path) -> None:
    kill = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGKILL))
    done = sender(server.target(scheme, meter=Meter(kill)), parcel(tmp_path / "out"), attempts=3).send()
    assert done.failures == ("transfer.disconnected",)
    assert finals(server.drop) == ["delivery"]
    assert content(server.drop / "delivery")["big.bin"] == (tmp_path / "out/big.bin").read_bytes()


def test_one_byte_of_the_partial_file_flipped_before_the_resume(server: Server, scheme: str, tmp_path: Path) -> None:
    kill = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGKILL))
    what = parcel(tmp_path / "out", {"big.bin": BIG})
    with pytest.raises(RemoteError):
        sender(server.target(scheme, meter=Meter(kill)), what).send()
    (partial,) = server.drop.glob(".*.part/big.bin")
    with partial.open("r+b") as file:
        byte = file.read(1)
        file.seek(0)
        file.write(bytes([byte[0] ^ 1]))
    done = sender(server.target(scheme), what).send()
    assert done.resumed == 0
    assert (server.drop / "delivery/big.bin").read_bytes() == (tmp_path / "out/big.bin").read_bytes()


def test_a_stopped_server_is_given_up_in_time(server: Server, scheme: str, tmp_path: Path) -> None:
    stop = once_at(BIG // 2, lambda: server.signal_sessions(signal.SIGSTOP))
    began = time.monotonic()
    try:
        with pytest.raises(RemoteError, match=r"transfer\.no-answer .*stage=reply"):
            sender(server.target(scheme, meter=Meter(stop), deadlines=QUICK), parcel(tmp_path / "out")).send()
        assert time.monotonic() - began < 8
        assert finals(server.drop) == []
    finally:
        server.signal_sessions(signal.SIGKILL)


def test_a_source_that_changes_is_not_delivered(server: Server, scheme: str, tmp_path: Path) -> None:
    what = parcel(tmp_path / "out")
    grow = once_at(BIG // 2, lambda: append(tmp_path / "out/big.bin", b"x"))
    with pytest.raises(InputError, match=r"files\.changed"):
        sender(server.target(scheme, meter=Meter(grow)), what).send()
    assert names(server.drop) == []


def test_a_name_that_exists_is_refused_before_anything_is_sent(server: Server, scheme: str, tmp_path: Path) -> None:
    (server.drop / "delivery").mkdir()
    (server.drop / "delivery/theirs").write_text("theirs")
    sent: list[int] = []
    with pytest.raises(OutputError, match=r"transfer\.exists"):
        sender(server.target(scheme, meter=Meter(sent.append)), parcel(tmp_path / "out")).send()
    assert sent == []
    assert content(server.drop) == {"delivery/theirs": b"theirs"}


def test_two_senders_at_once_never_mix(server: Server, scheme: str, tmp_path: Path) -> None:
    parcels = [parcel(tmp_path / name, {"a.bin": 3_000_000 + index}) for index, name in enumerate(("one", "two"))]
    together = threading.Barrier(2)
    outcomes: list[object] = []

    def send(index: int) -> None:
        meter = Meter(once_at(1_000_000, together.wait))
        try:
            outcomes.append(sender(server.target(scheme, meter=meter), parcels[index]).send())
        except OutputError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=send, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("transfer.exists") == 1
    there = content(server.drop / "delivery")["a.bin"]
    assert there in {(tmp_path / name / "a.bin").read_bytes() for name in ("one", "two")}


def test_no_room_is_said_before_anything_is_sent(server: Server, scheme: str, small_disk: Path, tmp_path: Path) -> None:
    server.drop = small_disk
    with pytest.raises(RemoteError, match=r"transfer\.remote-full") as refused:
        sender(server.target(scheme), parcel(tmp_path / "out")).send()
    assert refused.value.fields["free"] == 8 << 20
    assert names(small_disk) == []


def test_a_disk_that_fills_up_meanwhile(server: Server, scheme: str, small_disk: Path, tmp_path: Path) -> None:
    server.drop = small_disk
    fill = once_at(2_000_000, lambda: (small_disk / "others").write_bytes(bytes(3_500_000)))
    with pytest.raises(RemoteError, match=r"transfer\.remote-full"):
        sender(server.target(scheme, meter=Meter(fill)), parcel(tmp_path / "out", {"a": 6_000_000})).send()
    assert names(small_disk) == ["others"]


def test_a_quota(server: Server, scheme: str, quota: Path, tmp_path: Path) -> None:
    server.drop = quota
    with pytest.raises(RemoteError, match=r"transfer\.refused .*operation=(write|fsync|close)"):
        sender(server.target(scheme), parcel(tmp_path / "out")).send()
    assert names(quota) == []


def test_a_server_that_takes_only_files_of_a_certain_size(tmp_path: Path, scheme: str) -> None:
    wrapper = tmp_path / "limited"
    wrapper.write_text("#!/bin/sh\ntrap '' XFSZ\nulimit -f 4000\nexec /usr/lib/openssh/sftp-server\n")
    wrapper.chmod(0o700)
    with running(tmp_path, subsystem=str(wrapper)) as limited:
        with pytest.raises(RemoteError, match=r"transfer\.refused .*operation=write"):
            sender(limited.target(scheme), parcel(tmp_path / "out")).send()
        assert names(limited.drop) == []


def test_a_server_that_can_do_only_what_the_draft_says(tmp_path: Path, scheme: str) -> None:
    options = "-P limits,fsync,statvfs,posix-rename"
    with running(tmp_path, subsystem=f"/usr/lib/openssh/sftp-server {options}") as plain:
        sender(plain.target(scheme), parcel(tmp_path / "out")).send()
        assert (plain.drop / "delivery/big.bin").read_bytes() == (tmp_path / "out/big.bin").read_bytes()


def test_a_server_that_forbids_writing(tmp_path: Path, scheme: str) -> None:
    with running(tmp_path, subsystem="/usr/lib/openssh/sftp-server -R") as readable:
        with pytest.raises(RemoteError, match=r"transfer\.forbidden"):
            sender(readable.target(scheme), parcel(tmp_path / "out")).send()
        assert names(readable.drop) == []
