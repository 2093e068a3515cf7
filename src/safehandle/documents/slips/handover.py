"""受渡票 / 送付状: what changes hands, both persons, checksums, and the confirmation of receipt (kawasaki 11, 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from safehandle.documents.fonts import spell_missing
from safehandle.documents.japanese_date import in_japan, long_date, long_time
from safehandle.documents.slips.item import Item, Party
from safehandle.documents.text import visible
from safehandle.documents.typesetting import typeset
from safehandle.model import Contract


class Direction(StrEnum):
    """Why things change hands."""

    PROVIDED = "provided"  # 提供
    DELIVERED = "delivered"  # 納品
    RETURNED = "returned"  # 返却
    DISPOSAL = "disposal"  # 廃棄の引渡し


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSlip:
    """``check_number`` is the container's 照合番号, ``route`` how it travels, ``tracking`` the parcel's number.

    ``data_class`` names what kind of data it is, ``content`` what is inside, ``due`` until when it is to be confirmed.
    """

    number: str
    at: datetime
    direction: Direction
    contract: Contract
    giver: Party
    taker: Party
    items: tuple[Item, ...]
    check_number: str = ""
    route: str = ""
    tracking: str = ""
    approval: str = ""
    data_class: str = ""
    content: str = ""
    due: date | None = None
    remarks: str = ""


_JA = {
    "title": "受渡票",
    "title-sent": "送付状・受渡票",
    "provided": "提供",
    "delivered": "納品",
    "returned": "返却",
    "disposal": "廃棄のための引渡し",
    "labels": "受渡番号|区分|作成日時|契約番号|業務名|情報の区分|内容|送付方法|追跡番号|照合番号|承認|確認の期限|備考",
    "giver": "渡した者",
    "taker": "受け取った者",
    "columns": "No.|品名・ファイル名|数量|媒体番号|大きさ(バイト)|暗号化",
    "caption": "受け渡すもの",
    "confirm": "受領の確認",
    "confirm-text": "上記のとおり受領し、数量及び照合番号(又は SHA-256)が一致することを確認しました。",
    "confirm-labels": "受領日時|所属・氏名|署名又は押印",
    "date-blank": "令和　　年　　月　　日　　時　　分",
    "seal": "印",
}
_EN = {
    "title": "Hand-over Slip",
    "title-sent": "Cover Sheet and Hand-over Slip",
    "provided": "provided",
    "delivered": "delivered",
    "returned": "returned",
    "disposal": "handed over for disposal",
    "labels": "Number|Kind|Made|Contract|Work|Data|Content|Route|Tracking|Check number|Approval|Confirm by|Remarks",
    "giver": "Handed over by",
    "taker": "Received by",
    "columns": "No.|Item, file|Quantity|Medium|Size (bytes)|Encryption",
    "caption": "What is handed over",
    "confirm": "Confirmation of receipt",
    "confirm-text": "We received the above and found the quantities and the check number (or SHA-256) to agree.",
    "confirm-labels": "Received on|Department, name|Signature or seal",
    "date-blank": "",
    "seal": "seal",
}


def render_handover(slip: HandoverSlip, lang: str = "ja") -> bytes:
    """The PDF of a slip, the same bytes for the same slip.

    Raises:
        InputError: ``documents.glyph-missing``.
    """
    words = _EN if lang == "en" else _JA
    values = (
        slip.number,
        words[slip.direction],
        long_time(slip.at, lang),
        slip.contract.ident,
        slip.contract.title,
        slip.data_class,
        slip.content,
        slip.route,
        slip.tracking,
        slip.check_number,
        slip.approval,
        long_date(slip.due, lang) if slip.due else "",
        slip.remarks,
    )
    data: dict[str, Any] = {
        **words,
        "lang": lang,
        "title": words["title-sent" if slip.route else "title"],
        "author": visible(slip.giver.organisation),
        "date": long_date(in_japan(slip.at).date(), lang),
        "facts": [
            [label, spell_missing(visible(v))] for label, v in zip(words["labels"].split("|"), values, strict=True) if v
        ],
        "giver-lines": slip.giver.lines(),
        "taker-lines": slip.taker.lines(),
        "columns": words["columns"].split("|"),
        "items": [[str(number), *_cells(item)] for number, item in enumerate(slip.items, 1)],
        "hashes": [item.sha256 for item in slip.items],
        "confirm-labels": words["confirm-labels"].split("|"),
        "foot": "　".join(filter(None, (slip.number, slip.contract.ident, slip.contract.client))),
    }
    return typeset("handover", data, at=slip.at)


def _cells(item: Item) -> list[str]:
    name, quantity, medium, amount, _, encryption, _ = item.cells()
    return [name, quantity, medium, amount, encryption]
