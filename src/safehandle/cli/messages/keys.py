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
    "keys.purpose-mismatch": Message(
        ja=(
            "方式 {algorithm} は用途 {purpose} には使えません",
            "--purpose か --algorithm の一方だけを指定してください",
        ),
        en=("{algorithm} is not an algorithm to {purpose} with", "give only one of --purpose and --algorithm"),
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
    "keys.id-malformed": Message(
        ja=(
            "鍵の ID「{key}」の形が正しくありません",
            "`safehandle key list` に表示される 20 桁の ID を指定してください",
        ),
        en=('"{key}" is not a key id', "give the 20 hex digits that `safehandle key list` shows"),
    ),
    "keys.missing": Message(
        ja=(
            "鍵 {key} はこの端末にありません ({folder})",
            "`safehandle key list` で確認してください。別の場所に置いた場合は SAFEHANDLE_HOME を指定してください",
        ),
        en=(
            "key {key} is not on this machine ({folder})",
            "see `safehandle key list`; set SAFEHANDLE_HOME if your keys lie elsewhere",
        ),
    ),
    "keys.exists": Message(
        ja=(
            "鍵 {key} はすでに保存されています",
            "何も変更していません。`safehandle key show {key}` で確認してください",
        ),
        en=("key {key} is kept already", "nothing was changed; see `safehandle key show {key}`"),
    ),
    "keys.file-malformed": Message(
        ja=(
            "鍵のファイルとして読めません: {path}",
            "鍵のフォルダーに別のファイルがあれば移し、壊れた鍵は控えから戻してください",
        ),
        en=(
            "this is not a readable key file: {path}",
            "move it out of the key folder, or restore the key from your copy",
        ),
    ),
    "keys.file-mismatch": Message(
        ja=(
            "鍵 {key} のファイルに書かれた公開鍵と、中の秘密鍵が一致しません",
            "ファイルが差し替えられた可能性があります。使わずに、控えと照合してください",
        ),
        en=(
            "the file of key {key} holds another private key than it says",
            "it may have been exchanged; do not use it, compare it with your copy",
        ),
    ),
    "keys.pem-malformed": Message(
        ja=(
            "秘密鍵の PEM が壊れているか、暗号化されていません",
            "暗号化した PKCS#8 (BEGIN ENCRYPTED PRIVATE KEY) であることを確認してください",
        ),
        en=(
            "the private key's PEM is damaged or not encrypted",
            "see that it is encrypted PKCS#8 (BEGIN ENCRYPTED PRIVATE KEY)",
        ),
    ),
    "keys.pem-unsupported": Message(
        ja=(
            "対応していない方式の秘密鍵です: {what}",
            "PBES2 (PBKDF2) で暗号化した P-256、P-384、Ed25519 または ML-KEM-1024 の鍵を使ってください",
        ),
        en=(
            "this kind of private key is not supported: {what}",
            "use a P-256, P-384, Ed25519 or ML-KEM-1024 key that is encrypted with PBES2 (PBKDF2)",
        ),
    ),
    "keys.pem-rounds": Message(
        ja=(
            "秘密鍵の反復回数 {rounds} が上限 {limit} を超えています",
            "このファイルは信用できません。控えの鍵を使ってください",
        ),
        en=(
            "the private key asks for {rounds} rounds, more than {limit}",
            "do not trust this file; use your copy of the key",
        ),
    ),
    "keys.passphrase-wrong": Message(
        ja=(
            "パスフレーズが違うか、鍵のファイルが壊れています",
            "もう一度入力し、それでも開かないときは鍵の控えを使ってください",
        ),
        en=(
            "the passphrase is wrong, or the key file is damaged",
            "try again; if it stays closed, use your copy of the key",
        ),
    ),
    "keys.passphrase-needed": Message(
        ja=("鍵 {key} にはパスフレーズが必要です", "--password-file などで渡すか、端末で実行してください"),
        en=("key {key} needs its passphrase", "give it with --password-file or the like, or run on a terminal"),
    ),
    "keys.passwords-differ": Message(
        ja=("2 回の入力が一致しません", "もう一度実行し、同じものを 2 回入力してください"),
        en=("the two entries differ", "run it again and type the same twice"),
    ),
    "keys.secret-empty": Message(
        ja=("{source} から読んだパスワードが空です", "1 行目にパスワードが書かれているか確認してください"),
        en=("{source} gave an empty password", "see that its first line holds the password"),
    ),
    "keys.secret-too-long": Message(
        ja=("{source} の 1 行目が {limit} バイトを超えています", "正しいものを指定しているか確認してください"),
        en=("the first line of {source} is longer than {limit} bytes", "see that it is the right one"),
    ),
    "keys.secret-unreadable": Message(
        ja=("{source} の 1 行目が UTF-8 の文字列ではないか、制御文字を含みます", "UTF-8 で保存し直してください"),
        en=("the first line of {source} is not UTF-8 text, or holds control characters", "save it again as UTF-8"),
    ),
    "keys.descriptor-closed": Message(
        ja=("ファイル記述子 {number} は読めません", "シェルで `{number}<ファイル` のように開いて渡してください"),
        en=("file descriptor {number} cannot be read", "open it in the shell, as in `{number}<file`"),
    ),
    "keys.command-malformed": Message(
        ja=("パスワードを表示するコマンドの書き方が正しくありません", "引用符の対応を確認してください"),
        en=("the password command cannot be split into words", "see that every quote is closed"),
    ),
    "keys.command-missing": Message(
        ja=("コマンド「{program}」を実行できません", "インストールされているか、PATH が通っているか確認してください"),
        en=('the command "{program}" cannot be run', "see that it is installed and on the PATH"),
    ),
    "keys.command-failed": Message(
        ja=(
            "コマンド「{program}」が終了コード {status} で失敗しました",
            "コマンドを単独で実行して原因を確認してください",
        ),
        en=('the command "{program}" failed with status {status}', "run it by itself to see why"),
    ),
    "keys.command-timeout": Message(
        ja=(
            "コマンド「{program}」が {seconds} 秒以内に終わりませんでした",
            "パスワード管理ソフトのロックを解除してから、もう一度実行してください",
        ),
        en=(
            'the command "{program}" did not finish within {seconds} seconds',
            "unlock your password manager and try again",
        ),
    ),
    "keys.file-missing": Message(
        ja=("パスワードのファイルを開けません: {path}", "パスと権限を確認してください"),
        en=("the password file cannot be opened: {path}", "see whether the path and its permissions are right"),
    ),
    "keys.file-link": Message(
        ja=("パスワードのファイルがリンクです: {path}", "リンク先のファイルを直接指定してください"),
        en=("the password file is a link: {path}", "name the file itself"),
    ),
    "keys.file-kind": Message(
        ja=(
            "パスワードのファイルが通常のファイルではありません: {path}",
            "通常のファイルか --password-fd を使ってください",
        ),
        en=("the password file is not a regular file: {path}", "use a regular file, or --password-fd"),
    ),
    "keys.file-owner": Message(
        ja=("パスワードのファイルの所有者があなたではありません: {path}", "自分が所有するファイルにしてください"),
        en=("the password file belongs to somebody else: {path}", "use a file of your own"),
    ),
    "keys.file-mode": Message(
        ja=(
            "パスワードのファイルをほかの利用者が読み書きできます: {path} ({mode})",
            "`chmod 600` で権限を直してください。すでに見られた可能性があれば、パスワードを変えてください",
        ),
        en=(
            "others can read or write the password file: {path} ({mode})",
            "`chmod 600` it; if somebody may have seen the password, change it",
        ),
    ),
    "keys.credential-missing": Message(
        ja=(
            "systemd の資格情報「{name}」がありません",
            "ユニットに LoadCredential= または LoadCredentialEncrypted= を書いてください",
        ),
        en=('there is no systemd credential "{name}"', "put LoadCredential= or LoadCredentialEncrypted= into the unit"),
    ),
    "keys.keyring-absent": Message(
        ja=(
            "この端末には使える鍵束がありません ({backend})",
            "--password-file など別の渡し方を使うか、GNOME Keyring や KeePassXC を用意してください",
        ),
        en=(
            "this machine has no keyring ({backend})",
            "use --password-file or the like, or set up GNOME Keyring or KeePassXC",
        ),
    ),
    "keys.keyring-refused": Message(
        ja=(
            "鍵束 {backend} は暗号化して保存するか分からないため、使いません",
            "`keyring --list-backends` で確認し、OS の鍵束を使うように設定するか、--password-file などを使ってください",
        ),
        en=(
            "the keyring {backend} is refused: it is not known to encrypt what it keeps",
            "see `keyring --list-backends`; choose your system's keyring, or use --password-file or the like",
        ),
    ),
    "keys.keyring-locked": Message(
        ja=("鍵束 ({backend}) が開けません", "ロックを解除してから、もう一度実行してください"),
        en=("the keyring ({backend}) is locked or closed to us", "unlock it and try again"),
    ),
    "keys.keyring-empty": Message(
        ja=("鍵束に「{name}」がありません", "名前を確認するか、別の渡し方でパスワードを指定してください"),
        en=('the keyring has no entry "{name}"', "see whether the name is right, or give the password in another way"),
    ),
    "keys.destroy-links": Message(
        ja=(
            "鍵のファイルに別の名前 (ハードリンク) があります: {path} ({links} 個)",
            "ほかの名前を消してから、もう一度実行してください。鍵は消えていません",
        ),
        en=(
            "the key file has other names (hard links): {path} ({links} in all)",
            "remove the others first; the key was not destroyed",
        ),
    ),
    "keys.destroy-kind": Message(
        ja=(
            "鍵のファイルが通常のファイルではありません: {path}",
            "鍵のフォルダーを確認してください。鍵は消えていません",
        ),
        en=("the key file is not a regular file: {path}", "look into the key folder; the key was not destroyed"),
    ),
    "keys.sshsig-malformed": Message(
        ja=(
            "SSH 署名 (BEGIN SSH SIGNATURE) の形をしていません",
            "`ssh-keygen -Y sign` か safehandle が作ったファイルを指定してください",
        ),
        en=(
            "this is not an SSH signature (BEGIN SSH SIGNATURE)",
            "give a file made by `ssh-keygen -Y sign` or by safehandle",
        ),
    ),
    "keys.sshsig-namespace": Message(
        ja=(
            "署名の用途が違います: {found} (必要なのは {expected})",
            "別の用途の署名は流用できません。正しい用途で署名し直してもらってください",
        ),
        en=(
            "the signature is for another purpose: {found} instead of {expected}",
            "a signature cannot be used for another purpose; ask for a new one",
        ),
    ),
    "keys.sshsig-stranger": Message(
        ja=("知らない鍵による署名です: {key}", "署名した人の公開鍵が契約に登録されているか確認してください"),
        en=(
            "the signature is by a key that nobody here has: {key}",
            "see whether the signer's public key is registered in the contract",
        ),
    ),
}
