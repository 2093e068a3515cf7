"""What can be wrong with a key, a signature or a password."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_ASK_AGAIN_JA = "公開鍵の文字列を、一行のまま相手からもう一度受け取ってください"
_ASK_AGAIN_EN = "ask for the public key again, as one unbroken line"
_DISTRUST_JA = "この内容は信用せず、元の控えと照合してください"
_DISTRUST_EN = "do not rely on it; compare it with a copy held elsewhere"

MESSAGES: dict[str, Message] = {
    "keys.algorithm-unknown": Message(
        ja=("鍵の方式「{algorithm}」はありません", "次から選んでください: {known}"),
        en=('there is no key algorithm "{algorithm}"', "choose one of: {known}"),
    ),
    "keys.public-malformed": Message(
        ja=("公開鍵 ({algorithm}) の文字列が壊れています", _ASK_AGAIN_JA),
        en=("the public key ({algorithm}) is damaged", _ASK_AGAIN_EN),
    ),
    "keys.public-unsupported": Message(
        ja=(
            "対応していない形式の公開鍵です: {start}",
            "`safehandle key show` が表示する形か、ssh-ed25519 の公開鍵を指定してください",
        ),
        en=(
            "this kind of public key is not supported: {start}",
            "give what `safehandle key show` prints, or an ssh-ed25519 public key",
        ),
    ),
    "keys.private-malformed": Message(
        ja=("秘密鍵が方式 {algorithm} の鍵として正しくありません", "鍵の控えを使うか、鍵を作り直してください"),
        en=("the private key is not a key of {algorithm}", "use your copy of the key, or make a new one"),
    ),
    "keys.not-for-sealing": Message(
        ja=(
            "鍵 {key} ({algorithm}) は署名用で、暗号化には使えません",
            "`safehandle key new --purpose seal` で暗号化用の鍵を作ってください",
        ),
        en=(
            "key {key} ({algorithm}) signs and cannot seal",
            "make a sealing key with `safehandle key new --purpose seal`",
        ),
    ),
    "keys.not-for-signing": Message(
        ja=(
            "鍵 {key} ({algorithm}) は暗号化用で、署名には使えません",
            "`safehandle key new --purpose sign` で署名用の鍵を作ってください",
        ),
        en=(
            "key {key} ({algorithm}) seals and cannot sign",
            "make a signing key with `safehandle key new --purpose sign`",
        ),
    ),
    "keys.signature-invalid": Message(
        ja=("鍵 {key} の署名が一致しません。署名のあとで内容が変わったか、署名が別物です", _DISTRUST_JA),
        en=("the signature by key {key} does not hold: the content changed after it was signed", _DISTRUST_EN),
    ),
    "keys.note-malformed": Message(
        ja=(
            "署名付きノートの形をしていません",
            "ファイルが途中で切れたり、メールで改行が変わったりしていないか確認してください",
        ),
        en=("this is not a signed note", "see whether it was cut off, or its line ends changed on the way"),
    ),
    "keys.note-unsigned": Message(
        ja=("知っている鍵の署名がありません", "検証鍵 (verifier key) が正しいか確認してください"),
        en=("no key that we know signed this note", "see whether the verifier key is the right one"),
    ),
    "keys.note-text": Message(
        ja=("この文章には署名できません。改行で終わり、制御文字を含まない必要があります", "文章を直してください"),
        en=(
            "this text cannot be signed: it must end in a line feed and hold no control characters",
            "correct the text",
        ),
    ),
    "keys.note-name": Message(
        ja=("署名者の名前に使えない文字があります: {name}", "空白と + を含まない名前にしてください"),
        en=("a signer's name cannot be written like this: {name}", "use a name without white space and plus signs"),
    ),
    "keys.note-key": Message(
        ja=("ノートの署名に {algorithm} の鍵は使えません", "ed25519 の署名用の鍵を使ってください"),
        en=("a key of {algorithm} cannot sign notes", "use an ed25519 signing key"),
    ),
    "keys.verifier-malformed": Message(
        ja=("検証鍵 (verifier key) の文字列が壊れています: {start}", "検証鍵を、一行のままもう一度受け取ってください"),
        en=("the verifier key is damaged: {start}", "ask for it again, as one unbroken line"),
    ),
}
