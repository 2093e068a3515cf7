"""What can be wrong with the ledger, a checkpoint or a proof."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_EVIDENCE_JA = "ファイルに手を加えずに保全し、手渡し済みのチェックポイントと控えを使って調べてください"
_EVIDENCE_EN = "keep the files as they are, and investigate with the checkpoints handed out and a back-up"
_FORK_JA = "履歴が書き換えられています。署名せずに、前の控えと今回のファイルの両方を保全してください"
_FORK_EN = "history was rewritten: sign nothing, and keep both the old checkpoint and this file"
_COPY_JA = "相手の手元の控えから、もう一度受け取ってください"
_COPY_EN = "ask for another copy from whoever made it"
_WRITABLE_JA = "フォルダーの権限と空き容量を確かめてください。記録できない間は、どの操作も行われません"
_WRITABLE_EN = "check permissions and room; nothing is done while it cannot be recorded"

MESSAGES: dict[str, Message] = {
    "ledger.missing": Message(
        ja=("元帳がありません: {path}", "移した場合は元の場所に戻し、失った場合は控えから復元してください"),
        en=("there is no ledger at {path}", "put it back if it was moved, or restore it from a back-up"),
    ),
    "ledger.not-a-ledger": Message(
        ja=("元帳のファイルではありません: {path}", "場所の指定を確かめるか、控えから復元してください"),
        en=("not a ledger: {path}", "check the location, or restore it from a back-up"),
    ),
    "ledger.newer-version": Message(
        ja=("新しい版の safehandle で書かれた元帳です (形式 {version})", "safehandle を更新してください"),
        en=("the ledger was written by a newer safehandle (format {version})", "update safehandle"),
    ),
    "ledger.network-drive": Message(
        ja=(
            "ネットワーク上のドライブには元帳を置けません: {path} ({type})",
            "このコンピューターのディスクに移すか、共有するなら PostgreSQL を使ってください",
        ),
        en=(
            "a ledger cannot lie on a network drive: {path} ({type})",
            "move it to a disk of this machine, or use PostgreSQL to share it",
        ),
    ),
    "ledger.no-wal": Message(
        ja=("このディスクでは元帳を安全に書けません: {path}", "ふつうのローカルディスクに置いてください"),
        en=("a ledger cannot be written safely on this disk: {path}", "use an ordinary local disk"),
    ),
    "ledger.location-unknown": Message(
        ja=("元帳の置き場所「{scheme}」には対応していません", "パスか postgresql:// の URL を指定してください"),
        en=('no ledger can be kept at "{scheme}"', "give a path or a postgresql:// URL"),
    ),
    "ledger.other-origin": Message(
        ja=("ほかの契約の元帳です: {kept} (この契約は {asked})", "contract.toml の ledger の指定を確かめてください"),
        en=("this is another contract's ledger: {kept} (wanted: {asked})", "check `ledger` in contract.toml"),
    ),
    "ledger.not-writable": Message(
        ja=("元帳に書けません: {path} ({reason})", _WRITABLE_JA),
        en=("the ledger cannot be written: {path} ({reason})", _WRITABLE_EN),
    ),
    "ledger.no-space": Message(
        ja=("元帳を置いたディスクに空きがありません: {path}", _WRITABLE_JA),
        en=("no room on the ledger's disk: {path}", _WRITABLE_EN),
    ),
    "ledger.not-empty": Message(
        ja=(
            "すでに記録のある元帳には書き込めません: {place}",
            "空の場所を指定してください",
        ),
        en=("a ledger with entries is there already: {place}", "give an empty place"),
    ),
    "ledger.unreachable": Message(
        ja=(
            "元帳のサーバー {place} につながりません: {reason}",
            "サーバーと接続の設定を確かめてください。記録できない間は、どの操作も行われません",
        ),
        en=(
            "the ledger's server {place} cannot be reached: {reason}",
            "check the server and how to reach it; nothing is done while it cannot be recorded",
        ),
    ),
    "ledger.not-permitted": Message(
        ja=("元帳のサーバー {place} で権限がありません: {reason}", "管理者に safehandle_writer ロールを求めてください"),
        en=("not permitted on the ledger's server {place}: {reason}", "ask for the role safehandle_writer"),
    ),
    "ledger.no-driver": Message(
        ja=("PostgreSQL に接続する部品がありません", "`pip install 'safehandle[postgresql]'` を実行してください"),
        en=("the PostgreSQL driver is not installed", "run `pip install 'safehandle[postgresql]'`"),
    ),
    "ledger.password-in-url": Message(
        ja=("URL にパスワードを書くことはできません: {place}", "~/.pgpass かサービスファイルに置いてください"),
        en=("the URL must not hold a password: {place}", "put it into ~/.pgpass or a service file"),
    ),
    "ledger.entry-too-large": Message(
        ja=("一件の記録が大きすぎます ({size} バイト、上限 {limit})", "対象を分けて操作してください"),
        en=("the record is too large ({size} bytes, at most {limit})", "do it in several parts"),
    ),
    "ledger.not-recordable": Message(
        ja=("Unicode の文字列でない名前があり、記録できません ({kind})", "対象のファイルの名前を付け直してください"),
        en=("a name is not Unicode text and cannot be recorded ({kind})", "give the file another name"),
    ),
    "ledger.no-such-entry": Message(
        ja=("{number} 番の記録はありません ({size} 件)", "`safehandle ledger show` で番号を確かめてください"),
        en=("there is no entry {number} ({size} entries)", "see `safehandle ledger show`"),
    ),
    "ledger.file-damaged": Message(
        ja=("元帳のファイルが壊れています: {path}", _EVIDENCE_JA),
        en=("the ledger's file is damaged: {path}", _EVIDENCE_EN),
    ),
    "ledger.head-damaged": Message(
        ja=("元帳の末尾の管理情報が記録と合いません", _EVIDENCE_JA),
        en=("the ledger's own account of its tree does not fit its entries", _EVIDENCE_EN),
    ),
    "ledger.tree-damaged": Message(
        ja=(
            "元帳の木が記録と合わず、証明を作れません ({size} 件)",
            "`safehandle ledger verify` で場所を調べてください",
        ),
        en=("the ledger's tree does not fit its entries ({size})", "run `safehandle ledger verify` to see where"),
    ),
    "ledger.entry-missing": Message(
        ja=("{number} 番から {last} 番までの記録がありません", _EVIDENCE_JA),
        en=("entries {number} to {last} are missing", _EVIDENCE_EN),
    ),
    "ledger.tail-missing": Message(
        ja=("末尾の {number} 番から {last} 番までの記録がありません", _EVIDENCE_JA),
        en=("the last entries, {number} to {last}, are missing", _EVIDENCE_EN),
    ),
    "ledger.entries-altered": Message(
        ja=("{number} 番から {last} 番までの間の記録が書き換えられています", _EVIDENCE_JA),
        en=("an entry between {number} and {last} was altered", _EVIDENCE_EN),
    ),
    "ledger.entry-malformed": Message(
        ja=("{number} 番は記録の形をしていません", _EVIDENCE_JA),
        en=("entry {number} is not a record", _EVIDENCE_EN),
    ),
    "ledger.entry-newer": Message(
        ja=("{number} 番の記録は、新しい版の safehandle で書かれています", "safehandle を更新してから確かめてください"),
        en=("entry {number} was written by a newer safehandle than this", "update safehandle, then check again"),
    ),
    "ledger.private-altered": Message(
        ja=("{number} 番の非公開部が書き換えられています", _EVIDENCE_JA),
        en=("the private part of entry {number} was altered", _EVIDENCE_EN),
    ),
    "ledger.private-missing": Message(
        ja=("{number} 番の非公開部が、消した記録もなく失われています", _EVIDENCE_JA),
        en=("the private part of entry {number} is gone, and no entry says why", _EVIDENCE_EN),
    ),
    "ledger.redact-why": Message(
        ja=("消す理由が書かれていません", "--reason で理由を書いてください。名前は書かないでください"),
        en=("no reason is given", "say why with --reason, without names in it"),
    ),
    "ledger.nothing-to-redact": Message(
        ja=("{number} 番に消すものはありません", "`safehandle ledger show {number}` で確かめてください"),
        en=("entry {number} has nothing to erase", "see `safehandle ledger show {number}`"),
    ),
    "ledger.outcome-without-intent": Message(
        ja=("{number} 番は結果の記録ですが、対応する着手がありません", _EVIDENCE_JA),
        en=("entry {number} is the outcome of no intent", _EVIDENCE_EN),
    ),
    "ledger.signature-false": Message(
        ja=("{number} 番の操作の署名は、操作した人のものではないか、計画と合いません", _EVIDENCE_JA),
        en=("the signature of entry {number} is not by who acted, or not of this plan", _EVIDENCE_EN),
    ),
    "ledger.truncated": Message(
        ja=("チェックポイントにある {number} 番から {last} 番までの記録が、元帳にありません", _EVIDENCE_JA),
        en=("a checkpoint covers entries {number} to {last}, which the ledger lacks", _EVIDENCE_EN),
    ),
    "ledger.rewritten": Message(
        ja=("{number} 番から {last} 番までの間の記録が、チェックポイントの後で書き換えられています", _EVIDENCE_JA),
        en=("an entry between {number} and {last} was rewritten after a checkpoint of them", _EVIDENCE_EN),
    ),
    "ledger.lost": Message(
        ja=("この番号の記録は、控えからの復元で失われました", "復元の記録を確かめてください"),
        en=("what had this number was lost when a back-up was restored", "see the entry about the restoring"),
    ),
    "ledger.rolled-back": Message(
        ja=(
            "元帳が前より後戻りしています (いま {size} 件、前に {known} 件まで見ています)。記録を続けられません",
            "正しい元帳に戻してください。控えから復元したのなら `safehandle ledger restore` で復元を記録してください",
        ),
        en=(
            "the ledger was set back (now {size} entries; {known} were seen before): nothing can be recorded",
            "put the right ledger back; if this is a restored back-up, record that with `safehandle ledger restore`",
        ),
    ),
    "ledger.nothing-to-restore": Message(
        ja=("元帳は後戻りしていません", "復元を記録する必要はありません。`safehandle ledger verify` で確かめられます"),
        en=("the ledger was not set back", "there is nothing to record; see `safehandle ledger verify`"),
    ),
    "ledger.nothing-to-prove": Message(
        ja=("記録がまだないチェックポイントからは何も証明できません", "記録が増えてから作り直してください"),
        en=("nothing follows from a checkpoint of an empty ledger", "make one when there are entries"),
    ),
    "ledger.checkpoint-malformed": Message(
        ja=("チェックポイントの形をしていません", _COPY_JA),
        en=("this is not a checkpoint", _COPY_EN),
    ),
    "ledger.checkpoint-unsigned": Message(
        ja=("元帳「{origin}」自身の署名がありません", _COPY_JA),
        en=('the ledger "{origin}" itself did not sign this', _COPY_EN),
    ),
    "ledger.checkpoint-invalid": Message(
        ja=("チェックポイントの署名が確かめられません: {path} ({reason})", _COPY_JA),
        en=("the checkpoint does not verify: {path} ({reason})", _COPY_EN),
    ),
    "ledger.checkpoint-unreadable": Message(
        ja=("ファイルを読めません: {path}", "パスを確かめてください"),
        en=("the file cannot be read: {path}", "check the path"),
    ),
    "ledger.no-checkpoint": Message(
        ja=(
            "{number} 番を含む署名済みのチェックポイントがありません",
            "先に `safehandle ledger checkpoint` を実行してください",
        ),
        en=("no signed checkpoint covers entry {number}", "run `safehandle ledger checkpoint` first"),
    ),
    "ledger.key-needed": Message(
        ja=(
            "元帳の公開鍵が分からないので署名を確かめられません",
            "contract.toml の ledger 鍵か --key で指定してください",
        ),
        en=("the ledger's public key is not known", "set it in contract.toml, or give it with --key"),
    ),
    "ledger.prove-what": Message(
        ja=(
            "記録の番号か --since のどちらか一つを指定してください",
            "例: `safehandle ledger prove 12 -o 12.tlog-proof`",
        ),
        en=("give either an entry's number or --since", "as in `safehandle ledger prove 12 -o 12.tlog-proof`"),
    ),
    "ledger.request-malformed": Message(
        ja=("`ledger prove --since` が作るファイルの形をしていません", _COPY_JA),
        en=("this is not a file that `ledger prove --since` makes", _COPY_EN),
    ),
    "ledger.witness-damaged": Message(
        ja=(
            "前に見たチェックポイントの控えが壊れています: {path}",
            "控えから復元してください。消すと、書き換えを見つけられなくなります",
        ),
        en=(
            "the checkpoint seen last time is damaged: {path}",
            "restore it from a back-up; without it a rewritten ledger passes",
        ),
    ),
    "ledger.witness-other-size": Message(
        ja=(
            "前に見たのは {seen} 件のチェックポイントですが、この証明は {old} 件から始まっています",
            "{seen} 件のチェックポイントからの証明を、相手に作り直してもらってください",
        ),
        en=(
            "the checkpoint seen last time has {seen} entries, but this proof begins at {old}",
            "ask them for a proof from the checkpoint of {seen} entries",
        ),
    ),
    "ledger.witness-fork": Message(
        ja=("元帳「{origin}」は前に見たもの ({seen} 件) の続きではありません (今回 {size} 件)", _FORK_JA),
        en=('the ledger "{origin}" does not continue what was seen ({seen} entries; now {size})', _FORK_EN),
    ),
    "ledger.authority-url": Message(
        ja=("タイムスタンプ局の URL ではありません: {url}", "http:// か https:// で始まる URL を指定してください"),
        en=("not the URL of a timestamp authority: {url}", "give one that begins with http:// or https://"),
    ),
    "ledger.authority-unreachable": Message(
        ja=(
            "タイムスタンプ局につながりません: {url} ({reason})",
            "あとで同じコマンドを実行してください",
        ),
        en=("the timestamp authority cannot be reached: {url} ({reason})", "run the same command later"),
    ),
    "ledger.authority-refused": Message(
        ja=("タイムスタンプ局に断られました: {url} ({reason})", "URL と利用の条件を確かめてください"),
        en=("the timestamp authority refused: {url} ({reason})", "check the URL and the terms of use"),
    ),
    "ledger.timestamp-false": Message(
        ja=("タイムスタンプが成り立ちません: {reason}", "ルート証明書と、対になるチェックポイントを確かめてください"),
        en=("the timestamp does not hold: {reason}", "check the root certificate, and which checkpoint it is for"),
    ),
    "ledger.roots-unreadable": Message(
        ja=("証明書 (PEM) ではありません: {path}", "局が公開しているルート証明書を指定してください"),
        en=("not a certificate (PEM): {path}", "give the root certificate that the authority publishes"),
    ),
    "ledger.key-change-false": Message(
        ja=("鍵 {key} は、次の鍵への交代に署名していません", _EVIDENCE_JA),
        en=("key {key} did not sign for the key after it", _EVIDENCE_EN),
    ),
    "ledger.proof-malformed": Message(
        ja=("証明の形をしていません", _COPY_JA),
        en=("this is not a proof", _COPY_EN),
    ),
    "ledger.proof-false": Message(
        ja=("証明が成り立ちません: {number} 番は、このチェックポイントの元帳にありません", _EVIDENCE_JA),
        en=("the proof does not hold: entry {number} is not in the ledger of this checkpoint", _EVIDENCE_EN),
    ),
}
