"""受領書: the recipient confirms what arrived, file by file, to sign and send back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from safehandle.documents.japanese_date import long_time
from safehandle.documents.slips.item import Item, Party
from safehandle.documents.text import visible
from safehandle.documents.typesetting import typeset
from safehandle.model import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSlip:
    """``code`` is the 受領コード; ``compared``: whether the 照合番号 ``check_number`` was compared with the paper."""

    number: str
    at: datetime
    contract: Contract
    sender: Party
    recipient: Party
    items: tuple[Item, ...]
    check_number: str = ""
    compared: bool = False
    code: str = ""
    remarks: str = ""


_JA = {
    "title": "受領書",
    "honorific": "御中",
    "lead": "下記のとおり受領し、内容を確認しました。",
    "labels": "受渡番号|契約番号|業務名|受領日時|照合番号|紙との照合|受領コード|備考",
    "same": "同じ",
    "not-compared": "照合していない",
    "columns": "No.|ファイル名|大きさ(バイト)|検査|SHA-256",
    "recipient": "受領者",
    "confirmer": "確認者",
    "seal": "印",
}
_EN = {
    "title": "Receipt",
    "honorific": "",
    "lead": "We received and checked the following.",
    "labels": "Number|Contract|Work|Received|Check number|Compared with paper|Receipt code|Remarks",
    "same": "the same",
    "not-compared": "not compared",
    "columns": "No.|File|Size (bytes)|Check|SHA-256",
    "recipient": "Received by",
    "confirmer": "Confirmed by",
    "seal": "seal",
}


def render_receipt(slip: ReceiptSlip, lang: str = "ja") -> bytes:
    """The PDF of a receipt.

    Raises:
        InputError: ``documents.glyph-missing``.
    """
    words = _EN if lang == "en" else _JA
    values = (
        slip.number,
        slip.contract.ident,
        slip.contract.title,
        long_time(slip.at, lang),
        slip.check_number,
        words["same" if slip.compared else "not-compared"] if slip.check_number else "",
        slip.code,
        slip.remarks,
    )
    data: dict[str, Any] = {
        **words,
        "lang": lang,
        "author": visible(slip.recipient.organisation),
        "to": slip.sender.lines(),
        "from": slip.recipient.lines(),
        "facts": [[label, visible(v)] for label, v in zip(words["labels"].split("|"), values, strict=True) if v],
        "columns": words["columns"].split("|"),
        "items": [[str(number), *_cells(item)] for number, item in enumerate(slip.items, 1)],
        "foot": "　".join(filter(None, (slip.number, slip.contract.ident, slip.contract.client))),
    }
    return typeset("receipt", data, at=slip.at)


def _cells(item: Item) -> list[str]:
    name, _, _, amount, digest, _, result = item.cells()
    return [name, amount, result, digest]
