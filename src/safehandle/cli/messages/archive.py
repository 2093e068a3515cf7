"""Messages of the archive room: what is wrong with a ZIP file, or with what opens it."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_AGAIN_JA = "送り主に連絡し、もう一度受け取ってください。展開されたファイルは残っていません"
_AGAIN_EN = "ask the sender for it again; no extracted file was left"
_HOSTILE_JA = "送り主に確認してください。何も展開していません"
_HOSTILE_EN = "ask the sender about it; nothing was extracted"


def _damaged(ja: str, en: str) -> Message:
    return Message(ja=(ja, _AGAIN_JA), en=(en, _AGAIN_EN))


def _hostile(ja: str, en: str) -> Message:
    return Message(ja=(ja, _HOSTILE_JA), en=(en, _HOSTILE_EN))


def _name(ja: str, en: str) -> Message:
    return _hostile(f"ZIP の中の名前 {{path}} は展開できません: {ja}", f"the name {{path}} inside is refused: {en}")


MESSAGES: dict[str, Message] = {
    "archive.password-not-ascii": Message(
        ja=(
            "ZIP のパスワードに使えない文字があります（英数字と記号だけが使えます）",
            "日本語などは Windows の 7-Zip で開けなくなります。--generate-password で作ることもできます",
        ),
        en=(
            "the password has characters that cannot be used for a ZIP file (letters, digits and signs of ASCII only)",
            "7-Zip on Windows would read others differently; --generate-password makes one",
        ),
    ),
    "archive.name-taken": Message(
        ja=(
            "{path}: この名前は ZIP に入れるマニフェストが使います",
            "名前を変えるか、上のフォルダーを指定してください",
        ),
        en=("{path}: the manifest in the ZIP file has this name", "rename it, or name the folder above it"),
    ),
    "archive.too-many": Message(
        ja=("ZIP の項目が多すぎます（{count} 件、上限 {limit} 件）", "分けてください"),
        en=("the ZIP file has too many entries ({count}, at most {limit})", "split it"),
    ),
    "archive.too-large": Message(
        ja=("ZIP の中身が大きすぎます（{size} バイト、上限 {limit} バイト）", _HOSTILE_JA),
        en=("the ZIP file's content is too large ({size} bytes, at most {limit})", _HOSTILE_EN),
    ),
    "archive.ratio": _hostile(
        "ZIP の中の {path} は {limit} 倍を超えて膨らみます（いわゆる ZIP 爆弾のおそれ）",
        "{path} in the ZIP file would grow more than {limit} times, as a bomb does",
    ),
    "archive.not-an-archive": Message(
        ja=("{path} は ZIP ファイルではありません", "ファイルの指定を確かめてください"),
        en=("{path} is not a ZIP file", "check which file was given"),
    ),
    "archive.unsupported": Message(
        ja=(
            "この ZIP の方式（{what}）は扱いません",
            "AES-256 の ZIP で送り直してもらってください（ZipCrypto は保護になりません）",
        ),
        en=(
            "the ZIP file uses something that is not supported ({what})",
            "ask the sender for an AES-256 ZIP; ZipCrypto protects nothing",
        ),
    ),
    "archive.not-encrypted": Message(
        ja=(
            "ZIP の中の {path} は暗号化されていません",
            "パスワードで守られていないものは誰でも入れられます。送り主に確認してください",
        ),
        en=("{path} in the ZIP file is not encrypted", "anybody may have put it there; ask the sender about it"),
    ),
    "archive.truncated": _damaged("ZIP が途中で切れています", "the ZIP file is cut short"),
    "archive.doubled": _hostile(
        "ZIP の目録が二つあり、ソフトによって違う中身に見えます",
        "the ZIP file has two directories; what is in it depends on who reads it",
    ),
    "archive.overlap": _hostile(
        "ZIP の中の {path} がほかの項目と重なっています", "{path} in the ZIP file overlaps another entry"
    ),
    "archive.inconsistent": _hostile(
        "ZIP の構造に矛盾があります（{what}）", "the ZIP file contradicts itself ({what})"
    ),
    "archive.wrong-password": Message(
        ja=("{path} のパスワードが違います", "大文字小文字と記号を確かめて、もう一度入力してください"),
        en=("the password of {path} is wrong", "check upper and lower case and signs, and try again"),
    ),
    "archive.altered": _damaged(
        "ZIP の中の {path} が壊れているか、改ざんされています", "{path} in the ZIP file was altered or damaged"
    ),
    "archive.manifest-malformed": _damaged(
        "ZIP の中のマニフェスト（manifest-sha256.txt）を読めません", "the manifest in the ZIP file cannot be read"
    ),
    "archive.manifest-missing": _damaged(
        "マニフェストにある {path} が ZIP の中にありません", "{path} is in the manifest and not in the ZIP file"
    ),
    "archive.manifest-unlisted": _damaged(
        "ZIP の中の {path} はマニフェストにありません", "{path} is in the ZIP file and not in its manifest"
    ),
    "archive.manifest-mismatch": _damaged(
        "ZIP の中の {path} の内容がマニフェストと違います（名前の入れ替えのおそれ）",
        "{path} is not what the manifest says; names may have been exchanged",
    ),
    "archive.hostile-link": _hostile("ZIP の中の {path} はリンクです", "{path} in the ZIP file is a link"),
    "archive.hostile-special": _hostile(
        "ZIP の中の {path} は通常のファイルではありません", "{path} in the ZIP file is no regular file"
    ),
    "archive.hostile-empty": _name("名前がありません", "it is empty"),
    "archive.hostile-encoding": _name("UTF-8 でも CP932 でもありません", "it is neither UTF-8 nor CP932"),
    "archive.hostile-absolute": _name("絶対パスです", "it is absolute"),
    "archive.hostile-drive": _name("ドライブ名が付いています", "it names a drive"),
    "archive.hostile-parent": _name(". や .. を含みます", "it has . or .. in it"),
    "archive.hostile-backslash": _name("\\ を含みます", "it has a backslash"),
    "archive.hostile-control": _name("制御文字を含みます", "it has control characters"),
    "archive.hostile-reserved": _name("Windows の予約名です", "it is reserved by Windows"),
    "archive.hostile-trailing": _name("空白かピリオドで終わります", "it ends in a space or a dot"),
    "archive.hostile-forbidden": _name("Windows で使えない文字があります", "it has characters that Windows forbids"),
    "archive.hostile-too-long": _name("長すぎます", "it is too long"),
    "archive.hostile-too-deep": _name("フォルダが深すぎます", "it is nested too deeply"),
    "archive.hostile-duplicate": _name("同じ名前が二度あります", "it occurs twice"),
    "archive.hostile-collision": _name(
        "大文字小文字または濁点などの表現だけが違う名前がほかにあります",
        "another differs only in case or Unicode normalisation",
    ),
}
