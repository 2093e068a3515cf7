"""Messages of the container room: what is wrong with a container, or with what opens it."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_AGAIN_JA = "送り主に連絡し、もう一度受け取ってください。復号されたファイルは残っていません"
_AGAIN_EN = "ask the sender for it again; no decrypted file was left"
_HOSTILE_JA = "送り主に確認してください。何も展開していません"
_HOSTILE_EN = "ask the sender about it; nothing was extracted"


def _hostile(ja: str, en: str) -> Message:
    return Message(ja=(ja, _HOSTILE_JA), en=(en, _HOSTILE_EN))


def _hostile_name(ja: str, en: str) -> Message:
    return _hostile(
        f"暗号化ファイルの中の名前 {{path}} は展開できません: {ja}", f"the name {{path}} inside is refused: {en}"
    )


MESSAGES: dict[str, Message] = {
    "container.not-a-container": Message(
        ja=("safehandle の暗号化ファイル（.shc）ではありません", "ファイルの指定を確かめてください"),
        en=("this is not a safehandle container (.shc)", "check which file was given"),
    ),
    "container.unsupported-version": Message(
        ja=(
            "この暗号化ファイルの形式（第{version}版）はこの版の safehandle では開けません",
            "safehandle を更新してください",
        ),
        en=("this version of safehandle does not know container format {version}", "update safehandle"),
    ),
    "container.unsupported-feature": Message(
        ja=("この暗号化ファイルは未対応の機能（{feature}）を必要とします", "safehandle を更新してください"),
        en=("the container needs a feature this version does not know ({feature})", "update safehandle"),
    ),
    "container.unreadable": Message(
        ja=("最後まで読めませんでした（{reason}）", "媒体や接続を確かめてください"),
        en=("could not be read to its end ({reason})", "check the medium or the connection"),
    ),
    "container.truncated": Message(
        ja=("暗号化ファイルが途中で切れています（パスワードの誤りではありません）", _AGAIN_JA),
        en=("the container is cut off (the password is not to blame)", _AGAIN_EN),
    ),
    "container.header-damaged": Message(
        ja=("暗号化ファイルの先頭部分が壊れています（パスワードの誤りではありません）", _AGAIN_JA),
        en=("the head of the container is damaged (the password is not to blame)", _AGAIN_EN),
    ),
    "container.header-altered": Message(
        ja=("暗号化ファイルの先頭部分が改ざんされています", _AGAIN_JA),
        en=("the head of the container was altered", _AGAIN_EN),
    ),
    "container.content-altered": Message(
        ja=("暗号化ファイルの中身が壊れているか、改ざんされています", _AGAIN_JA),
        en=("the content of the container is damaged or was altered", _AGAIN_EN),
    ),
    "container.hash-mismatch": Message(
        ja=(
            "{path} の内容が記録されたハッシュ値と一致しません",
            "対象のファイルと承認された内容を確かめてください。出力は残っていません",
        ),
        en=("{path} does not match its recorded hash", "compare the file with what was recorded; no output was left"),
    ),
    "container.wrong-secret": Message(
        ja=("パスワードまたは鍵が違います", "入力を確かめてください。暗号化ファイル自体は壊れていません"),
        en=("the password or key is wrong", "check what was given; the container itself is not damaged"),
    ),
    "container.secret-needed": Message(
        ja=("開くには次のいずれかが必要です: {needs}", "password はパスワード、それ以外は鍵の ID です"),
        en=("opening it needs one of: {needs}", "“password” means a password, anything else is a key's id"),
    ),
    "container.password-empty": Message(
        ja=("パスワードが空です", "パスワードを指定してください"),
        en=("the password is empty", "give a password"),
    ),
    "container.password-not-text": Message(
        ja=("パスワードが文字として読めません", "UTF-8 の文字で指定してください"),
        en=("the password is not text", "give it in UTF-8"),
    ),
    "container.iterations": Message(
        ja=("パスワードの繰り返し回数は {least} から {most} までです", "既定の回数を使ってください"),
        en=("the iterations for a password go from {least} to {most}", "use the default"),
    ),
    "container.no-recipients": Message(
        ja=("誰が開けるのかが指定されていません", "パスワードか、--to で宛先を指定してください"),
        en=("nobody was named who may open it", "give a password, or a recipient with --to"),
    ),
    "container.password-alone": Message(
        ja=("パスワードはほかの宛先と一緒に使えません", "パスワードか鍵のどちらか一方にしてください"),
        en=("a password cannot stand beside other recipients", "use either a password or keys"),
    ),
    "container.too-many-recipients": Message(
        ja=("宛先が多すぎます", "{most} 件までにしてください"),
        en=("there are too many recipients", "use at most {most}"),
    ),
    "container.bag-info": Message(
        ja=("記載項目 {name} の名前または値が使えません", "名前は英数字とハイフン、値は改行のない文字にしてください"),
        en=(
            "the note {name} has a name or value that cannot be written",
            "use letters, digits and hyphens; one line of text",
        ),
    ),
    "container.bag-info-malformed": _hostile(
        "暗号化ファイルの記載（bag-info.txt）が読めません", "the notes inside (bag-info.txt) cannot be read"
    ),
    "container.not-a-bag": Message(
        ja=(
            "この暗号化ファイルの中身はファイルの集まりではなく一つのデータ列です",
            "-o で出力先を指定して開いてください",
        ),
        en=("the container holds a stream, not files", "open it with -o and a file name"),
    ),
    "container.not-a-stream": Message(
        ja=("この暗号化ファイルの中身はファイルの集まりです", "-d で展開先のフォルダを指定して開いてください"),
        en=("the container holds files, not a stream", "open it with -d and a folder"),
    ),
    "container.hostile-header": _hostile(
        "暗号化ファイルの先頭部分が正しい形式ではありません（{reason}）",
        "the head of the container is malformed ({reason})",
    ),
    "container.hostile-iterations": _hostile(
        "暗号化ファイルが指定する繰り返し回数（{iterations}）は許される範囲の外です",
        "the container asks for {iterations} iterations, which is outside what is allowed",
    ),
    "container.hostile-tar": _hostile(
        "暗号化ファイルの中身が正しい形式ではありません（{reason}）",
        "the content of the container is malformed ({reason})",
    ),
    "container.hostile-empty": _hostile_name("名前が空です", "it has an empty part"),
    "container.hostile-encoding": _hostile_name("文字として読めません", "it is not text"),
    "container.hostile-absolute": _hostile_name("絶対パスです", "it is absolute"),
    "container.hostile-drive": _hostile_name("ドライブ名が付いています", "it names a drive"),
    "container.hostile-parent": _hostile_name("展開先の外を指しています", "it points outside the destination"),
    "container.hostile-backslash": _hostile_name("\\ が含まれています", "it has a backslash"),
    "container.hostile-control": _hostile_name("制御文字が含まれています", "it has control characters"),
    "container.hostile-reserved": _hostile_name("Windows の予約名です", "Windows reserves it"),
    "container.hostile-trailing": _hostile_name("空白かピリオドで終わっています", "it ends in a space or a dot"),
    "container.hostile-forbidden": _hostile_name(
        "Windows で使えない文字があります", "it has characters that Windows forbids"
    ),
    "container.hostile-too-long": _hostile_name("長すぎます", "it is too long"),
    "container.hostile-too-deep": _hostile_name("フォルダが深すぎます", "its folders are nested too deeply"),
    "container.hostile-duplicate": _hostile_name("同じ名前が二度あります", "it is there twice"),
    "container.hostile-collision": _hostile_name(
        "大文字小文字や濁点の表現だけが違う名前があります", "it differs from another only in case or normalisation"
    ),
}
