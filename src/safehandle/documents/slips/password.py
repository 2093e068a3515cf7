"""パスワード通知書: the password for the separate route, to be posted, handed over or read out on the telephone.

The password is on this sheet and nowhere else: it is not in the ledger, in file names or in the PDF's metadata.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safehandle.documents.japanese_date import in_japan, long_date
from safehandle.documents.slips.item import Party
from safehandle.documents.text import visible
from safehandle.documents.typesetting import typeset
from safehandle.errors import InputError
from safehandle.model import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordNotice:
    """``check_number`` is the container's 照合番号, ``route`` how this sheet travels (not as the data does)."""

    number: str
    at: datetime
    contract: Contract
    sender: Party
    recipient: Party
    check_number: str
    password: str = field(repr=False)
    route: str = ""
    file_name: str = ""


_DIGITS = ("ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_KANA = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム "
    "エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット"
)
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _KANA.split(), strict=True))
_SIGNS = {"-": "ハイフン", "_": "アンダーバー", ".": "ドット", " ": "スペース"}

_JA = {
    "title": "パスワード通知書",
    "labels": "通知番号|契約番号|業務名|対象のファイル|照合番号|通知の方法",
    "lead": "別にお届けするデータのパスワードをお知らせします。",
    "password": "パスワード",
    "reading": "読み方",
    "notes": "データとは別の経路でお届けしています。データと一緒に保管しないでください。|"
    "開封の画面に表示される照合番号が、上の照合番号と同じことを確かめてから入力してください。|"
    "開封後は、シュレッダー等で確実に廃棄してください。",
    "notes-unnumbered": "データとは別の経路でお届けしています。データと一緒に保管しないでください。|"
    "開封後は、シュレッダー等で確実に廃棄してください。",
    "honorific": "様",
    "honorific-office": "御中",
}
_EN = {
    "title": "Password Notice",
    "labels": "Number|Contract|Work|File|Check number|Sent by",
    "lead": "This is the password for the data that reaches you separately.",
    "password": "Password",
    "reading": "Read as",
    "notes": "This sheet travels another way than the data. Do not keep the two together.|"
    "Enter the password only if the check number on the screen is the one above.|"
    "Shred this sheet after opening the data.",
    "notes-unnumbered": "This sheet travels another way than the data. Do not keep the two together.|"
    "Shred this sheet after opening the data.",
    "honorific": "",
    "honorific-office": "",
}


def render_password(notice: PasswordNotice, lang: str = "ja") -> bytes:
    """The PDF of a notice. It holds the secret: give it its own file, its own route, and remove it afterwards.

    Raises:
        InputError: ``documents.password-unprintable``: other than printable ASCII cannot be copied from paper.
    """
    words = _EN if lang == "en" else _JA
    printable_password(notice.password)
    notes = words["notes"] if notice.check_number else words["notes-unnumbered"]
    values = (
        notice.number,
        notice.contract.ident,
        notice.contract.title,
        notice.file_name,
        notice.check_number,
        notice.route,
    )
    data: dict[str, Any] = {
        "lang": lang,
        "title": words["title"],
        "author": visible(notice.sender.organisation),
        "date": long_date(in_japan(notice.at).date(), lang),
        "to": notice.recipient.lines(),
        "from": notice.sender.lines(),
        "honorific": words["honorific" if notice.recipient.person else "honorific-office"],
        "lead": words["lead"],
        "facts": [[label, visible(v)] for label, v in zip(words["labels"].split("|"), values, strict=True) if v],
        "password-label": words["password"],
        "reading-label": words["reading"],
        "groups": [[group, read_out(group, lang)] for group in groups(notice.password)],
        "password": notice.password,
        "notes": notes.split("|"),
        "foot": "　".join(filter(None, (notice.number, notice.contract.ident, notice.contract.client))),
    }
    return typeset("password", data, at=notice.at)


def printable_password(password: str) -> None:
    """Refuse a password that cannot be copied from paper.

    Raises:
        InputError: ``documents.password-unprintable``; it has no fields, for the password is not to be told.
    """
    if not password or not (password.isascii() and password.isprintable()):
        raise InputError("documents.password-unprintable")


def groups(password: str) -> list[str]:
    """The password in its own groups where it has some, else four characters at a time."""
    parts = password.split("-")
    if len(parts) > 1 and all(0 < len(part) <= 8 for part in parts):
        return parts
    return [password[i : i + 4] for i in range(0, len(password), 4)]


def read_out(group: str, lang: str = "ja") -> str:
    """How a group is said on the telephone: ``7Kr`` is ``なな・ケー・小アール``."""
    return "・".join(_say(c, lang) for c in group) if lang == "ja" else " ".join(_say(c, lang) for c in group)


def _say(character: str, lang: str) -> str:
    if lang == "en":
        return f"small {character.upper()}" if character.islower() else character
    if character.isdigit():
        return _DIGITS[int(character)]
    if character.upper() in _LETTERS:
        return ("小" if character.islower() else "") + _LETTERS[character.upper()]
    return _SIGNS.get(character, f"記号 {character}")
