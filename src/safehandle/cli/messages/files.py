"""Messages of the files room: inputs that cannot be taken, outputs that cannot be made."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_RENAME_JA = "名前を変えてからもう一度実行してください"
_RENAME_EN = "rename it and try again"


def _name(ja: str, en: str) -> Message:
    return Message(ja=("{path}: " + ja, _RENAME_JA), en=("{path}: " + en, _RENAME_EN))


MESSAGES: dict[str, Message] = {
    "files.exists": Message(
        ja=("{path} は既にあります", "別の名前を指定するか、置き換える場合は --overwrite を付けてください"),
        en=("{path} exists already", "choose another name, or give --overwrite to replace it"),
    ),
    "files.no-space": Message(
        ja=(
            "{path} を書く空き容量がありません",
            "空き容量を増やすか、別の場所を指定してください。途中のファイルは残っていません",
        ),
        en=("there is no room to write {path}", "free some space or choose another place; nothing half-done was left"),
    ),
    "files.no-folder": Message(
        ja=("{path} を置くフォルダがありません", "フォルダを作るか、別の場所を指定してください"),
        en=("the folder for {path} does not exist", "make the folder or choose another place"),
    ),
    "files.not-writable": Message(
        ja=("{path} を書く権限がありません", "書き込める場所を指定してください"),
        en=("no permission to write {path}", "choose a place that you may write to"),
    ),
    "files.name-refused": Message(
        ja=("{path} という名前はこのファイルシステムでは使えません", "短い名前、または別の名前を指定してください"),
        en=("this file system cannot hold the name {path}", "choose a shorter or another name"),
    ),
    "files.missing": Message(
        ja=("{path} がありません", "名前と場所を確かめてください"),
        en=("{path} does not exist", "check the name and the place"),
    ),
    "files.unreadable": Message(
        ja=("{path} を読めません（{reason}）", "権限を確かめてください"),
        en=("cannot read {path} ({reason})", "check its permissions"),
    ),
    "files.nothing": Message(
        ja=("対象のファイルがありません", "ファイルかフォルダを指定してください"),
        en=("there is nothing to take", "name a file or a folder"),
    ),
    "files.changed": Message(
        ja=("{path} が処理の間に変わりました", "使っているプログラムを閉じてからもう一度実行してください"),
        en=("{path} changed while it was being handled", "close the program that uses it and try again"),
    ),
    "files.link": Message(
        ja=("{path} はシンボリックリンクなので扱えません", "リンク先の実体を指定するか、リンクを除いてください"),
        en=("{path} is a symbolic link, which is never followed", "name what it points to, or leave the link out"),
    ),
    "files.special": Message(
        ja=("{path} は通常のファイルではありません（ソケット、FIFO、デバイス）", "対象から除いてください"),
        en=("{path} is no regular file (a socket, a fifo or a device)", "leave it out"),
    ),
    "files.name-empty": Message(
        ja=("{path} には名前がありません", "名前のあるファイルかフォルダを指定してください"),
        en=("{path} has no name of its own", "name a file or a folder"),
    ),
    "files.name-duplicate": Message(
        ja=(
            "{path}: 同じ名前のものが既に対象に入っています",
            "同じ名前のものは、共通の親フォルダごと指定するか、別々に処理してください",
        ),
        en=(
            "{path}: something of this name was given already",
            "give the folder that holds both, or handle them apart",
        ),
    ),
    "files.name-collision": _name(
        "大文字小文字または濁点などの表現だけが違う名前が既にあり、受け取る側で同じ名前になるおそれがあります",
        "another name differs only in case or Unicode normalisation; the two may become one where they are opened",
    ),
    "files.name-encoding": _name("名前が UTF-8 ではありません", "the name is not UTF-8"),
    "files.name-absolute": _name("絶対パスは使えません", "absolute paths cannot be used"),
    "files.name-drive": _name("ドライブ名のように見える名前は使えません", "the name looks like a drive letter"),
    "files.name-parent": _name("名前に . や .. は使えません", "the name . or .. cannot be used"),
    "files.name-backslash": _name("名前に \\ は使えません", "the name has a backslash"),
    "files.name-control": _name(
        "名前に制御文字があります", "the name has control characters or ones that turn the direction of writing"
    ),
    "files.name-reserved": _name("Windows の予約名は使えません", "the name is reserved by Windows"),
    "files.name-trailing": _name(
        "空白かピリオドで終わる名前は Windows で失われます", "the name ends in a space or a dot, which Windows drops"
    ),
    "files.name-forbidden": _name("Windows で使えない文字があります", "the name has characters that Windows forbids"),
    "files.name-too-long": _name("名前が長すぎます", "the name is too long"),
    "files.name-too-deep": _name("フォルダが深すぎます", "the folders are nested too deeply"),
}
