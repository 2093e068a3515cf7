"""Receipts as they come back: read strictly, and held against what was sealed."""

from __future__ import annotations

import json

import pytest

from safehandle.actions.page_receipts import sealing_of
from safehandle.container.reader.receipt import PageReceipt, read_page_receipt, receipt_code
from safehandle.errors import InputError, IntegrityError
from safehandle.model import Artifact, Done, Failed, SealedContainer

GOOD = {
    "kind": "safehandle.receipt/1",
    "identity": "a" * 64,
    "number": "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA",
    "manifest": "b" * 64,
    "files": 2,
    "size": 300,
    "opened": "2026-11-21T11:55:09+09:00",
    "paper": "same",
    "by": "健康福祉部",
    "reader": "0.1.0",
    "code": "0000-0000-0000-0000-0000-0000",
}


def read(**changes: object) -> PageReceipt:
    return read_page_receipt(json.dumps(GOOD | changes).encode())


def test_a_receipt_is_read() -> None:
    receipt = read()
    assert (receipt.files, receipt.size, receipt.at.hour) == (2, 300, 11)
    assert "健康福祉部" not in repr(receipt)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "other"},
        {"files": "2"},
        {"files": True},
        {"size": -1},
        {"opened": "yesterday"},
        {"opened": "2026-11-21T11:55:09"},
        {"paper": "different"},
        {"by": 5},
        {"by": "x" * 1001},
        {"more": ""},
    ],
)
def test_another_form_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"reader\.receipt-malformed"):
        read(**changes)


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{" * 5000, b'{"kind":"safehandle.receipt/1"}', b" " * 20_000])
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"reader\.receipt-malformed"):
        read_page_receipt(data)


def test_every_statement_is_under_the_code() -> None:
    key = bytes(range(32))
    code = receipt_code(read(), key)
    assert code == receipt_code(read(code="FFFF-FFFF-FFFF-FFFF-FFFF-FFFF"), key)
    others = [read(by="別人"), read(files=3), read(size=1), read(paper="none"), read(manifest="c" * 64)]
    assert code not in {receipt_code(other, key) for other in others}
    assert code != receipt_code(read(), bytes(32))


def sealed(manifest: str = "b" * 64, files: int = 2) -> Done:
    container = SealedContainer(identity="a" * 64, number=GOOD["number"], size=1000)  # type: ignore[arg-type]
    return Done(intent=4, facts=(container, Artifact(role="manifest", name="", size=300, sha256=manifest, files=files)))


def test_the_ledger_knows_what_was_sealed() -> None:
    other = Done(intent=1, facts=(Artifact(role="manifest", name="", size=300, sha256="b" * 64),))
    found = sealing_of(read(), [(3, other), (5, sealed()), (7, Failed(intent=6, code="x"))])
    assert found.entry == 5
    found.hold(read())


def test_another_container_and_other_content() -> None:
    with pytest.raises(IntegrityError, match=r"reader\.receipt-unknown"):
        sealing_of(read(identity="c" * 64), [(5, sealed())])
    for wrong in (sealed(manifest="c" * 64), sealed(files=3)):
        with pytest.raises(IntegrityError, match=r"reader\.receipt-differs"):
            sealing_of(read(), [(5, wrong)]).hold(read())
