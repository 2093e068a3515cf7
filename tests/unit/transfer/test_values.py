"""Addresses, pins, offers, the meter, patience, and what may be in a parcel."""

from __future__ import annotations

import pytest

from safehandle.algorithms import listed
from safehandle.errors import OutputError, RemoteError, UsageError
from safehandle.transfer import Address, Meter, Moved, Outgoing, Parcel, Patience, Server, from_bytes, method_for
from safehandle.transfer.attempts import insist
from safehandle.transfer.offers import check, offer


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("sftp://u@h/in", Address(scheme="sftp", host="h", user="u", folder="/in")),
        ("sftp+ssh://u@h:2222/a/b/", Address(scheme="sftp+ssh", host="h", port=2222, user="u", folder="/a/b")),
        ("sftp://u@h/~/in", Address(scheme="sftp", host="h", user="u", folder="in")),
        ("sftp://u@h", Address(scheme="sftp", host="h", user="u", folder="")),
        ("sftp://u@[::1]/%E5%8F%97", Address(scheme="sftp", host="::1", user="u", folder="/受")),
        ("file:///mnt/share", Address(scheme="file", folder="/mnt/share")),
    ],
)
def test_urls(url: str, address: Address) -> None:
    assert Address.parse(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/mnt/share",
        "sftp:///in",
        "file://host/share",
        "sftp://u@h:0/",
        "sftp://u@h:x/",
        "sftp://-oProxyCommand=x/",
        "sftp://-l@h/",
        "sftp://u@h/a%00b",
        "sftp://u@h/?x=1",
        "sftp://u@[h/in",
    ],
)
def test_malformed_urls(url: str) -> None:
    with pytest.raises(UsageError, match=r"transfer\.url-malformed"):
        Address.parse(url)


def test_a_password_in_a_url_is_refused_and_not_shown() -> None:
    with pytest.raises(UsageError, match=r"transfer\.url-malformed") as refused:
        Address.parse("sftp://u:horse@h/in")
    assert "horse" not in str(refused.value)


def test_an_unknown_scheme() -> None:
    with pytest.raises(UsageError, match=r"transfer\.scheme-unknown"):
        method_for("ftp")


@pytest.mark.parametrize("pin", ["", "MD5:aa", "SHA256:short", "SHA256:" + "A" * 43 + "' ; rm", "sha256:" + "A" * 43])
def test_malformed_pins(pin: str) -> None:
    with pytest.raises(UsageError, match=r"transfer\.pin-malformed"):
        Server(host="h", pins=(pin,))


def test_everything_that_is_offered_is_listed_and_no_cbc() -> None:
    names = (*offer().key_exchanges, *offer().host_keys, *offer().ciphers, *offer().macs)
    assert {"aes256-gcm@openssh.com", "ecdh-sha2-nistp256", "ssh-ed25519", "hmac-sha2-256"} <= set(names)
    for name in names:
        assert listed(name), name
        assert "cbc" not in name
        assert "sha1" not in name


def test_what_is_post_quantum_is_not_listed_and_says_so() -> None:
    assert listed("ML-KEM-768")
    assert not any(listed(name) for name in offer("pqc").key_exchanges)
    assert offer("pqc").ciphers == offer().ciphers
    assert not set(offer("pqc").key_exchanges) & set(offer().key_exchanges)


def test_what_was_not_offered_is_not_accepted() -> None:
    with pytest.raises(RemoteError, match=r"transfer\.weak-algorithms"):
        check("cipher", "chacha20-poly1305@openssh.com", offer().ciphers, host="h")


def test_the_meter_keeps_its_limit() -> None:
    now = [0.0]
    told: list[int] = []

    def sleep(seconds: float) -> None:
        now[0] += seconds

    meter = Meter(told.append, limit=1000, clock=lambda: now[0], sleep=sleep)
    for _ in range(10):
        meter.add(500)
    assert now[0] == pytest.approx(5.0)
    assert sum(told) == 5000


def test_the_meter_does_not_make_up_for_a_pause() -> None:
    now = [0.0]
    slept: list[float] = []
    meter = Meter(limit=1000, clock=lambda: now[0], sleep=slept.append)
    now[0] = 100.0
    meter.add(500)
    assert slept == [pytest.approx(0.5)]


def test_patience_doubles_its_waits_and_tells_of_every_failure() -> None:
    waits: list[float] = []
    told: list[str] = []
    left = ["transfer.disconnected", "transfer.no-answer", "transfer.unreachable"]

    def act() -> str:
        if left:
            raise RemoteError(left.pop(0))
        return "done"

    patience = Patience(attempts=4, longest_wait=3.0, sleep=waits.append)
    assert insist(act, patience, told.append, lambda: told.append("again")) == "done"
    assert waits == [1.0, 2.0, 3.0]
    assert told[::2] == ["transfer.disconnected", "transfer.no-answer", "transfer.unreachable"]
    assert told[1::2] == ["again"] * 3


@pytest.mark.parametrize(("code", "calls"), [("transfer.disconnected", 3), ("transfer.auth-refused", 1)])
def test_patience_ends(code: str, calls: int) -> None:
    called: list[str] = []

    def act() -> None:
        called.append("act")
        raise RemoteError(code)

    with pytest.raises(RemoteError, match=code):
        insist(act, Patience(attempts=3, sleep=lambda _: None), called.append, lambda: called.append("again"))
    assert called == ["act", code, "again"] * (calls - 1) + ["act"]  # the last failure is the caller's to tell


def documents(files: object) -> dict[str, bytes]:
    return {}


@pytest.mark.parametrize("name", ["", ".", "..", ".hidden", "a/b", "CON", "a\nb", "a:b", "x" * 300])
def test_names_of_deliveries(name: str) -> None:
    with pytest.raises(OutputError, match=r"transfer\.name-refused"):
        Parcel(name=name, payload=(), documents=documents)


def test_the_staging_name_depends_on_the_content() -> None:
    def staging(name: str, size: int) -> str:
        item = Outgoing(path="a", size=size, source=from_bytes(b""))
        return Parcel(name=name, payload=(item,), documents=documents).staging

    assert staging("d", 1) == staging("d", 1)
    assert len({staging("d", 1), staging("d", 2), staging("e", 1)}) == 3
    assert Moved(path="a", size=1, sha256="").size == 1
