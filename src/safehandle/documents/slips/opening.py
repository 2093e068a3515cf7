"""開封手順: one A4 page for somebody who has never seen a .shc: what is on the medium, how to check and open it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from safehandle.documents.japanese_date import in_japan, long_date
from safehandle.documents.slips.item import Party
from safehandle.documents.text import visible
from safehandle.documents.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningGuide:
    """``containers`` are (file name, SHA-256 hex) of every part; ``reader`` is the page that opens them."""

    at: datetime
    sender: Party
    title: str
    containers: tuple[tuple[str, str], ...]
    check_number: str
    reader: str = "reader.html"
    reader_sha256: str = ""


_COMMANDS = 3
"""So many are written out; those of further parts are alike."""

_JA = {
    "title": "開封手順",
    "lead": "お届けしたデータは暗号化されています。インストールは要りません。"
    "ブラウザー(Edge・Chrome・Firefox)で開けます。",
    "check": "照合番号",
    "steps": "媒体の中の {reader} を、庁内の安全な端末に複写し、ダブルクリックで開きます。"
    "この画面は通信しないように作られています。|"
    "「ファイルを選ぶ」で {choose}を選びます。|"
    "画面に出る照合番号が、この紙の照合番号と同じか確かめます。違うときは中止し、ご連絡ください。|"
    "別便の「パスワード通知書」にあるパスワードを入力します。|"
    "「保存」を押し、ファイルが保存されたことを確かめます。表示された受領書を印刷するか、保存してご返送ください。|"
    "終わったら画面を閉じます。復号した写しを一時領域から消すためです。",
    "verify": "手元で確かめるとき(Windows)",
    "verify-text": "コマンド プロンプトで下の命令を実行し、表示が下の SHA-256 と同じか確かめます。"
    "{reader} が違うときは開かないでください。",
    "columns": "ファイル|SHA-256",
    "trouble": "うまくいかないとき",
    "trouble-text": "「パスワードが違います」: 通知書を見直してください。4 字ずつ 6 組のパスワードは、"
    "大文字・小文字も全角・半角も区別なく入力でき、ハイフンは省けます"
    "(数字の 0・1 と英字の O・I・L は使われていません)。「ファイルが壊れています」: 媒体から複写し直してください。"
    "それでも同じときはご連絡ください。",
    "contact": "連絡先",
    "all": "{first} から {last} までの全て",
    "one": "{first} ",
    "likewise": "({last} まで同じように)",
}
_EN = {
    "title": "How to open the data",
    "lead": "The data is encrypted. Nothing has to be installed: a browser (Edge, Chrome, Firefox) opens it.",
    "check": "Check number",
    "steps": "Copy {reader} from the medium to a safe machine and open it with a double click. It is built not to "
    "communicate.|"
    "Choose {choose}.|"
    "Compare the check number on the screen with the one on this sheet. If they differ, stop and tell us.|"
    "Enter the password from the Password Notice, which comes separately.|"
    "Save, and see that the files are there. Print or save the receipt and send it back.|"
    "Close the page, so that no copy stays in the browser's temporary files.",
    "verify": "To check the files yourself (Windows)",
    "verify-text": "Run these commands and compare the result with the SHA-256 below. "
    "Do not open {reader} if it differs.",
    "columns": "File|SHA-256",
    "trouble": "If it does not work",
    "trouble-text": "Wrong password: look at the notice again. A password of six groups of four may be typed in either "
    "case and without its hyphens (it has no digits 0 and 1 and no letters O, I and L). "
    "Damaged file: copy it again from the medium; if that does not help, call us.",
    "contact": "Contact",
    "all": "all of {first} to {last}",
    "one": "{first}",
    "likewise": "(and so on to {last})",
}


def render_opening(guide: OpeningGuide, lang: str = "ja") -> bytes:
    """The PDF of a guide.

    Raises:
        InputError: ``documents.glyph-missing``.
    """
    words = _EN if lang == "en" else _JA
    parts = [visible(name) for name, _ in guide.containers] or [""]
    ends = {"first": parts[0], "last": parts[-1]}
    names = {"reader": visible(guide.reader), "choose": words["all" if len(parts) > 1 else "one"].format(**ends)}
    files = [*(((guide.reader, guide.reader_sha256),) if guide.reader_sha256 else ()), *guide.containers]
    data: dict[str, Any] = {
        "lang": lang,
        "title": words["title"],
        "author": visible(guide.sender.organisation),
        "subject": visible(guide.title),
        "date": long_date(in_japan(guide.at).date(), lang),
        "from": guide.sender.lines(),
        "lead": words["lead"],
        "check-label": words["check"],
        "check-number": visible(guide.check_number),
        "steps": [step.format(**names) for step in words["steps"].split("|")],
        "verify": words["verify"],
        "verify-text": words["verify-text"].format(**names),
        "commands": [f"certutil -hashfile {visible(name)} SHA256" for name, _ in files[:_COMMANDS]],
        "likewise": words["likewise"].format(**ends) if len(files) > _COMMANDS else "",
        "columns": words["columns"].split("|"),
        "files": [[visible(name), digest] for name, digest in files],
        "trouble": words["trouble"],
        "trouble-text": words["trouble-text"],
        "contact": words["contact"],
        "foot": visible(guide.title),
    }
    return typeset("opening", data, at=guide.at)
