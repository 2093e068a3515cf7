"""Messages of the transfer room: servers, deliveries, and their papers."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_AGAIN_JA = "しばらくしてもう一度実行してください。届いた分の続きから送ります"
_AGAIN_EN = "run it again later; it goes on from what has arrived"
_ASK_JA = "送り主に連絡し、もう一度送ってもらってください。受領先には何も残していません"
_ASK_EN = "ask the sender to deliver it again; nothing was left at the destination"
_ADMIN_JA = "相手側のサーバー管理者に伝えてください"
_ADMIN_EN = "tell the administrator of the other side's server"
_PLACE_JA = "contract.toml の送り先（place）の url を確かめてください"
_PLACE_EN = "check the place's url in contract.toml"

MESSAGES: dict[str, Message] = {
    # --- reaching the other side ---
    "transfer.unreachable": Message(
        ja=("{host} に接続できません: {reason}", "ホスト名、ポート、ネットワークを確かめてください"),
        en=("cannot connect to {host}: {reason}", "check host name, port and network"),
    ),
    "transfer.no-answer": Message(
        ja=("相手側が {seconds} 秒間応答しません（段階: {stage}）", _AGAIN_JA),
        en=("the other side did not answer for {seconds} seconds (stage: {stage})", _AGAIN_EN),
    ),
    "transfer.disconnected": Message(
        ja=("相手側との接続が切れました", _AGAIN_JA),
        en=("the connection to the other side broke", _AGAIN_EN),
    ),
    "transfer.host-key-unknown": Message(
        ja=(
            "{host} のホスト鍵が登録されていません。示された鍵: {shown}",
            "指紋を電話など別の経路で確認してから place の host_keys に登録してください",
        ),
        en=(
            "no host key is registered for {host}; it shows {shown}",
            "confirm the fingerprint by another route, such as the telephone, then register it with the place",
        ),
    ),
    "transfer.host-key-changed": Message(
        ja=(
            "{host} のホスト鍵が登録と違います。示された鍵: {shown} 登録: {pinned}",
            "なりすましの可能性があります。別の経路で確認できるまで送受信しないでください",
        ),
        en=(
            "the host key of {host} is not the registered one: it shows {shown}, registered is {pinned}",
            "somebody may be in between; do not transfer before it is confirmed by another route",
        ),
    ),
    "transfer.algorithms-unknown": Message(
        ja=("「{algorithms}」という方式の選び方はありません", "場所の algorithms は、書かないか pqc とします"),
        en=("there is no choice of algorithms called {algorithms}", "leave a place's algorithms out, or say pqc"),
    ),
    "transfer.pqc-needs-system-ssh": Message(
        ja=(
            "{host} への耐量子の鍵交換は、内蔵の SSH ではできません",
            "場所の URL を sftp+ssh:// にしてください(この機械の ssh を使います)",
        ),
        en=(
            "the built-in SSH has no post-quantum key exchange for {host}",
            "let the place's URL begin with sftp+ssh:// to use the system's ssh",
        ),
    ),
    "transfer.no-pqc": Message(
        ja=("この機械の ssh は耐量子の鍵交換 {wanted} を知りません", "OpenSSH 8.5 以降を入れてください"),
        en=("the system's ssh knows none of the post-quantum key exchanges {wanted}", "install OpenSSH 8.5 or later"),
    ),
    "transfer.weak-algorithms": Message(
        ja=(
            "{host} は CRYPTREC 暗号リストに沿う方式を使えません（{what}: {offered}）",
            f"{_ADMIN_JA}。弱い方式では接続しません",
        ),
        en=(
            "{host} offers nothing on the CRYPTREC list for {what}, only: {offered}",
            f"{_ADMIN_EN}; weak algorithms are not used",
        ),
    ),
    "transfer.weak-host-key": Message(
        ja=("{host} の RSA ホスト鍵が短すぎます（3072 ビット以上が必要です）", _ADMIN_JA),
        en=("the RSA host key of {host} is too short (3072 bits are needed)", _ADMIN_EN),
    ),
    "transfer.auth-refused": Message(
        ja=("{host} が利用者 {user} の認証を拒みました", "鍵またはパスワードと、利用者名を確かめてください"),
        en=("{host} refused to authenticate {user}", "check the key or password and the user's name"),
    ),
    "transfer.no-sftp": Message(
        ja=("{host} で SFTP が使えません", _ADMIN_JA),
        en=("{host} offers no SFTP", _ADMIN_EN),
    ),
    "transfer.protocol": Message(
        ja=("相手側が SFTP の決まりに合わない応答をしました: {what}", _ADMIN_JA),
        en=("the other side breaks the SFTP protocol: {what}", _ADMIN_EN),
    ),
    # --- who we are, and where to ---
    "transfer.key-locked": Message(
        ja=("鍵ファイル {path} はパスワードで保護されています", "パスワードの渡し方を指定してください"),
        en=("the key file {path} is locked", "say where its password comes from"),
    ),
    "transfer.key-password-wrong": Message(
        ja=("鍵ファイル {path} のパスワードが違います", "パスワードを確かめてください"),
        en=("the password of the key file {path} is wrong", "check the password"),
    ),
    "transfer.key-unreadable": Message(
        ja=("鍵ファイル {path} を読み取れません", "Ed25519、ECDSA、RSA の OpenSSH 形式の秘密鍵を指定してください"),
        en=("cannot read the key file {path}", "give an Ed25519, ECDSA or RSA private key in OpenSSH's format"),
    ),
    "transfer.pin-malformed": Message(
        ja=(
            "ホスト鍵の指紋 {pin} の形が正しくありません",
            "ssh-keygen -lf が表示する SHA256:… の形で登録してください",
        ),
        en=("the host key fingerprint {pin} is malformed", "register it as ssh-keygen -lf prints it: SHA256:…"),
    ),
    "transfer.url-malformed": Message(
        ja=(
            "送り先の URL {url} が正しくありません",
            "sftp://利用者@ホスト:ポート/フォルダー か file:///フォルダー の形で、パスワードなしで書いてください",
        ),
        en=(
            "the place's URL {url} is malformed",
            "write sftp://user@host:port/folder or file:///folder, without a password",
        ),
    ),
    "transfer.scheme-unknown": Message(
        ja=("URL の種類 {scheme} には対応していません", "使えるもの: {known}"),
        en=("the URL scheme {scheme} is not supported", "there are: {known}"),
    ),
    "transfer.user-missing": Message(
        ja=("{host} の利用者名がありません", "URL に sftp://利用者@ホスト/… の形で書いてください"),
        en=("no user is given for {host}", "write it into the URL: sftp://user@host/…"),
    ),
    "transfer.no-system-ssh": Message(
        ja=("この環境では ssh コマンドを使えません", "URL を sftp:// に変えてください"),
        en=("the system's ssh cannot be used here", "use a sftp:// URL"),
    ),
    "transfer.password-needs-paramiko": Message(
        ja=("sftp+ssh ではパスワードを使えません", "URL を sftp:// に変えるか、鍵またはエージェントを使ってください"),
        en=("sftp+ssh takes no password", "use a sftp:// URL, or a key or an agent"),
    ),
    # --- their files ---
    "transfer.missing": Message(
        ja=("相手側に {path} がありません", _PLACE_JA),
        en=("there is no {path} on the other side", _PLACE_EN),
    ),
    "transfer.forbidden": Message(
        ja=("相手側が {path} の操作（{operation}）を許していません", _ADMIN_JA),
        en=("the other side forbids {operation} of {path}", _ADMIN_EN),
    ),
    "transfer.refused": Message(
        ja=(
            "相手側が {path} の操作（{operation}）に失敗しました: {reason}",
            "相手側の容量制限（クォータ）とフォルダーの権限を確かめてもらってください",
        ),
        en=(
            "the other side failed at {operation} of {path}: {reason}",
            "have its quota and the folder's permissions checked",
        ),
    ),
    "transfer.remote-full": Message(
        ja=("相手側の空き容量が足りません（空き {free} バイト、必要 {needed} バイト）", _ADMIN_JA),
        en=("there is no room on the other side ({free} bytes free, {needed} needed)", _ADMIN_EN),
    ),
    "transfer.not-a-file": Message(
        ja=("相手側の {path} は通常のファイルではありません", _ADMIN_JA),
        en=("{path} on the other side is not a regular file", _ADMIN_EN),
    ),
    "transfer.too-many": Message(
        ja=("相手側のフォルダー {folder} の中身が多すぎます（{most} 件まで）", _ADMIN_JA),
        en=("the folder {folder} on the other side holds too much (at most {most} entries)", _ADMIN_EN),
    ),
    "transfer.hostile-name": Message(
        ja=("相手側の名前 {name} は危険なため扱えません（{fault}）", _ADMIN_JA),
        en=("the name {name} on the other side is refused ({fault})", _ADMIN_EN),
    ),
    # --- a delivery ---
    "transfer.exists": Message(
        ja=("相手側に {path} が既にあります", "受渡しの名前を変えてください。上書きはしません"),
        en=("{path} exists on the other side", "choose another name for the delivery; nothing is overwritten"),
    ),
    "transfer.exists-here": Message(
        ja=("{path} が既にあります", "別のフォルダーを指定してください。上書きはしません"),
        en=("{path} exists", "choose another folder; nothing is overwritten"),
    ),
    "transfer.name-refused": Message(
        ja=("名前 {name} は送れません（{fault}）", "どの環境でも使える名前に変えてください"),
        en=("the name {name} cannot be sent ({fault})", "choose a name that every system can hold"),
    ),
    "transfer.name-too-long": Message(
        ja=("相手側には長すぎる名前があります（{most} バイトまで）", "名前を短くしてください"),
        en=("a name is too long for the other side (at most {most} bytes)", "choose shorter names"),
    ),
    "transfer.read-back-differs": Message(
        ja=("読み戻した {path} が送った内容と違います", f"{_ADMIN_JA}。何も公開していません"),
        en=("{path} read back differs from what was sent", f"{_ADMIN_EN}; nothing was published"),
    ),
    "transfer.remote-changed": Message(
        ja=("相手側の {path} が取得中に変わりました", "書き込みが終わってから、もう一度実行してください"),
        en=("{path} changed on the other side while it was fetched", "run it again when it is no longer written to"),
    ),
    "transfer.hash-mismatch": Message(
        ja=("{path} の内容が受渡票と一致しません（{count} 件）", _ASK_JA),
        en=("{path} is not what the papers say ({count} files)", _ASK_EN),
    ),
    "transfer.incomplete": Message(
        ja=("受渡しが揃っていません。足りないもの {count} 件: {paths}", _ASK_JA),
        en=("the delivery is not complete; {count} missing: {paths}", _ASK_EN),
    ),
    "transfer.extra": Message(
        ja=("受渡票にないファイルが {count} 件あります: {paths}", _ASK_JA),
        en=("{count} files are not on the papers: {paths}", _ASK_EN),
    ),
    # --- its papers ---
    "transfer.papers-missing": Message(
        ja=("受渡しの書類がありません: {names}", "送信が終わっていないか、safehandle の受渡しではありません"),
        en=("papers of the delivery are missing: {names}", "it is not finished, or no delivery of safehandle"),
    ),
    "transfer.papers-too-large": Message(
        ja=("書類 {name} が大きすぎます（{most} バイトまで）", _ASK_JA),
        en=("the paper {name} is too large (at most {most} bytes)", _ASK_EN),
    ),
    "transfer.papers-differ": Message(
        ja=("受渡票とマニフェストが食い違っています: {path}", _ASK_JA),
        en=("slip and manifest do not agree: {path}", _ASK_EN),
    ),
    "transfer.manifest-malformed": Message(
        ja=("マニフェストの {line} 行目が正しくありません", _ASK_JA),
        en=("line {line} of the manifest is malformed", _ASK_EN),
    ),
    "transfer.slip-malformed": Message(
        ja=("受渡票の {path} が正しくありません", _ASK_JA),
        en=("the slip is malformed at {path}", _ASK_EN),
    ),
    "transfer.receipt-malformed": Message(
        ja=("受領書の {line} 行目が正しくありません", "受領者に作り直してもらってください"),
        en=("line {line} of the receipt is malformed", "ask the receiver to make it again"),
    ),
    "transfer.receipt-bad": Message(
        ja=("受領者が {count} 件の不一致を報告しています: {paths}", "送り直し、事故として記録してください"),
        en=("the receiver says that {count} files are bad: {paths}", "deliver again, and record an incident"),
    ),
    "transfer.receipt-of-another": Message(
        ja=("この受領書は別の受渡しのものです", "受渡しと受領書の組み合わせを確かめてください"),
        en=("this receipt belongs to another delivery", "check which receipt goes with which delivery"),
    ),
    "transfer.receipt-incomplete": Message(
        ja=("受領書が受渡しの全ファイルと一致しません（{count} 件）: {paths}", "受領者に作り直してもらってください"),
        en=("the receipt does not speak of all files ({count}): {paths}", "ask the receiver to make it again"),
    ),
}
