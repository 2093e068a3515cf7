"""はじめにお読みください.txt: what lies on the medium, in the encoding that Notepad has always opened (CP932, CRLF)."""

from __future__ import annotations

import unicodedata

from safehandle.documents.slips.opening import OpeningGuide

# Characters that exist in CP932 under another code point than the one people type.
_TWINS = str.maketrans({"〜": "～", "−": "－", "‖": "∥", "—": "―", "\u00a0": " "})
_GETA = "〓"

_TEXT = """はじめにお読みください
======================

{title}
{sender} からお届けするデータです。暗号化されています。

■ 入っているもの
{files}
  {reader}    開くための画面です(ブラウザーで開きます。インストール不要)
  このファイル

■ 開き方
  1. {reader} をブラウザーで開きます。
  2. {first} を選びます。
  3. 照合番号が紙(開封手順)と同じことを確かめます。
       照合番号  {check}
  4. 別便のパスワードを入力し、保存します。
  5. 受領書を印刷するか保存して、ご返送ください。

照合番号が違うときや開けないときは、開かずにご連絡ください。
{contact}

This medium holds encrypted data. Open {reader} in a browser,
choose {first}, compare the check number with the paper, and
enter the password that reaches you separately.
"""


def readme_text(guide: OpeningGuide) -> bytes:
    """The file's bytes. Characters that CP932 lacks (𠮷 …) become 〓, as printers in Japan have always written them."""
    names = [name for name, _ in guide.containers]
    text = _TEXT.format(
        title=guide.title,
        sender=guide.sender.organisation,
        files="\n".join(f"  {name}" for name in names),
        reader=guide.reader,
        first=names[0] if names else "",
        check=guide.check_number,
        contact=" ".join(guide.sender.lines()),
    )
    return "".join(_in_cp932(c) for c in unicodedata.normalize("NFC", text)).replace("\n", "\r\n").encode("cp932")


def _in_cp932(character: str) -> str:
    character = character.translate(_TWINS)
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return _GETA
    return character if character == "\n" or unicodedata.category(character) not in {"Cc", "Cf"} else _GETA
