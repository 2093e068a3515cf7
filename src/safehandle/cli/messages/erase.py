"""What can go wrong with an erasure."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_NOTHING_JA = "何も変更されていません"
_NOTHING_EN = "nothing was changed"

MESSAGES: dict[str, Message] = {
    "erase.missing": Message(
        ja=("消去の対象を調べられません: {path}({reason})", "パスと権限を確認してください。" + _NOTHING_JA),
        en=("cannot look at what is to be erased: {path} ({reason})", "check the path and permissions; " + _NOTHING_EN),
    ),
    "erase.link": Message(
        ja=("{path} はリンクです", "リンクの先を消去するときは、その実際のパスを指定してください"),
        en=("{path} is a link", "to erase what it leads to, give that path itself"),
    ),
    "erase.nested": Message(
        ja=("{path} の中にある別のパスも指定されています", "外側のパスだけを指定してください"),
        en=("another of the given paths lies inside {path}", "give the outer path only"),
    ),
    "erase.nothing": Message(
        ja=("消去の対象が指定されていません", "パス、--device、--key のいずれかを指定してください"),
        en=("nothing to erase was given", "give paths, --device or --key"),
    ),
    "erase.nothing-erasable": Message(
        ja=(
            "指定されたものはどれも消去できません",
            "`safehandle wipe --dry-run` でそれぞれの理由を確認してください。" + _NOTHING_JA,
        ),
        en=("none of what was given can be erased", "`safehandle wipe --dry-run` says why; " + _NOTHING_EN),
    ),
    "erase.no-such-method": Message(
        ja=("消去方式 {name} は使えません", "使える方式: {choices}"),
        en=("there is no method {name} for this", "methods that can be used: {choices}"),
    ),
    "erase.no-such-step": Message(
        ja=("追加の手順 {name} はありません", "使える手順: {choices}"),
        en=("there is no step {name}", "steps that can be used: {choices}"),
    ),
    "erase.step-unfit": Message(
        ja=(
            "指定された追加の手順は、このファイルシステムでは行えません",
            "`safehandle wipe --dry-run` で行える手順を確認してください。" + _NOTHING_JA,
        ),
        en=(
            "a step that was asked for cannot be done on this file system",
            "`safehandle wipe --dry-run` shows which can; " + _NOTHING_EN,
        ),
    ),
    "erase.paths-refused": Message(
        ja=(
            "消去できないものが {count} 件あります",
            "`safehandle wipe --dry-run` で理由を確認するか、--partial で残りを消去してください(証明書は出ません)",
        ),
        en=(
            "{count} paths cannot be erased",
            "`safehandle wipe --dry-run` says why; --partial erases the others (without a certificate)",
        ),
    ),
    "erase.residuals": Message(
        ja=(
            "消去しても内容が残る可能性があります: {codes}",
            "承知のうえなら --accept-residuals を指定してください(記録に残ります)。" + _NOTHING_JA,
        ),
        en=(
            "content may stay behind: {codes}",
            "--accept-residuals goes on all the same, and the plan and the record say so; " + _NOTHING_EN,
        ),
    ),
    "erase.level-unreachable": Message(
        ja=(
            "求められた消去レベル {requested} には届きません(届くのは {reachable} まで)",
            "`safehandle wipe --dry-run` で届く方法を確認するか、--level で目標を下げてください。" + _NOTHING_JA,
        ),
        en=(
            "the level {requested} cannot be reached here, only {reachable}",
            "`safehandle wipe --dry-run` shows what would reach more; --level asks for less; " + _NOTHING_EN,
        ),
    ),
    "erase.incomplete": Message(
        ja=(
            "消去は完了していません(未完了 {count} 件)",
            "記録に残した理由を確認してください。証明書は発行されません",
        ),
        en=("the erasure is not complete ({count} paths are left)", "see the record for why; there is no certificate"),
    ),
    "erase.changed": Message(
        ja=(
            "承認された計画のあとで対象が変わりました",
            "計画を作り直し、もう一度承認を受けてください。" + _NOTHING_JA,
        ),
        en=(
            "what is to be erased changed after the plan was made",
            "make a new plan and have it approved; " + _NOTHING_EN,
        ),
    ),
    "erase.platform": Message(
        ja=("この OS では媒体を消去できません", "Linux で行うか、暗号鍵の破棄または物理破壊を行ってください"),
        en=("media cannot be erased on this system", "use Linux, or destroy the key or the medium itself"),
    ),
    "erase.device-not-block": Message(
        ja=("{path} は媒体(ブロックデバイス)ではありません", "`lsblk` で /dev/sdX などの名前を確認してください"),
        en=("{path} is no block device", "`lsblk` shows the names (/dev/sdX …)"),
    ),
    "erase.device-unreadable": Message(
        ja=("媒体 {path} を開けません: {reason}", "管理者(root)で実行し、接続を確認してください"),
        en=("cannot open the device {path}: {reason}", "run as root and check the connection"),
    ),
    "erase.device-partition": Message(
        ja=(
            "指定されたのは媒体の一部(パーティション)です",
            "媒体全体(/dev/sda など、番号のない名前)を指定してください",
        ),
        en=("this is a partition, not a whole medium", "give the whole device (/dev/sda, without a number)"),
    ),
    "erase.device-layered": Message(
        ja=("指定されたのは媒体ではなく、その上の論理的な層です", "実際の媒体を指定してください"),
        en=("this is a layer on media (RAID, LVM, encryption), not a medium", "give the real device below it"),
    ),
    "erase.device-in-use": Message(
        ja=("媒体は RAID・LVM・暗号化などの一部として使用中です", "使用をやめ、構成から外してから行ってください"),
        en=("the medium is part of a RAID, LVM or encrypted volume in use", "take it out of that first"),
    ),
    "erase.device-system": Message(
        ja=("このシステムが動いている媒体です", "別の機器か、別の起動媒体から消去してください。" + _NOTHING_JA),
        en=("this is the medium the system runs from", "erase it from another machine or boot medium; " + _NOTHING_EN),
    ),
    "erase.device-mounted": Message(
        ja=("媒体が接続(マウント)されています", "`umount` で外してから行ってください。" + _NOTHING_JA),
        en=("the medium is mounted", "`umount` it first; " + _NOTHING_EN),
    ),
    "erase.device-swap": Message(
        ja=("媒体はスワップ領域として使用中です", "`swapoff` で止めてから行ってください"),
        en=("the medium holds swap space in use", "stop that with `swapoff` first"),
    ),
    "erase.device-read-only": Message(
        ja=("媒体は書き込み禁止です", "書き込み禁止スイッチを確認するか、物理破壊してください"),
        en=("the medium is read-only", "look for a write-protect switch, or destroy it physically"),
    ),
    "erase.device-empty": Message(
        ja=("媒体が入っていないか、容量を読み取れません", "媒体と接続を確認してください"),
        en=("there is no medium, or its size cannot be read", "check the medium and the connection"),
    ),
    "erase.device-busy": Message(
        ja=("媒体 {device} は使用中です", "使っているプログラムや接続(マウント)を止めてください"),
        en=("the device {device} is in use", "stop whatever uses or mounts it"),
    ),
    "erase.device-gone": Message(
        ja=("媒体が応答しなくなりました: {reason}", "接続を確認し、同じコマンドで再開するか、物理破壊してください"),
        en=("the device no longer answers: {reason}", "check the connection and run the same command to go on"),
    ),
    "erase.device-changed": Message(
        ja=(
            "媒体 {device} は計画したときの媒体と違います",
            "媒体を確かめ、計画を作り直してください。証明書は発行されません",
        ),
        en=("the device {device} is not the medium that was planned", "check it and plan again; no certificate"),
    ),
    "erase.device-failing": Message(
        ja=("書き込めない場所が多すぎます({skipped} バイト)", "媒体の故障です。物理破壊してください"),
        en=("too much of the medium cannot be written ({skipped} bytes)", "it is failing: destroy it physically"),
    ),
    "erase.not-confirmed": Message(
        ja=(
            "媒体 {device} のシリアル番号が確認されていません",
            "`--dry-run` で表示される番号を --confirm-serial に指定してください",
        ),
        en=("the serial number of {device} was not confirmed", "give what --dry-run shows to --confirm-serial"),
    ),
    "erase.journal-needed": Message(
        ja=("作業の進み具合を記録する場所がありません", "別の媒体にあるフォルダーを指定してください"),
        en=("there is no folder for the job journal", "give a folder on another device"),
    ),
    "erase.journal-same-device": Message(
        ja=("作業の記録 {path} が消去する媒体の上にあります", "別の媒体にあるフォルダーを使ってください"),
        en=("the job journal {path} lies on the medium to be erased", "use a folder on another device"),
    ),
    "erase.journal-unreadable": Message(
        ja=("中断した作業の記録 {path} を読み取れません", "最初からやり直すときは --fresh を指定してください"),
        en=("the journal of the job that was cut off cannot be read: {path}", "--fresh starts from the beginning"),
    ),
    "erase.journal-other-device": Message(
        ja=(
            "中断した作業の記録 {path} は別の媒体のものです",
            "媒体を確かめてください。最初からやり直すときは --fresh を指定してください",
        ),
        en=(
            "the job that was cut off is another medium's: {path}",
            "check the medium; --fresh starts from the beginning",
        ),
    ),
    "erase.device-not-nvme": Message(
        ja=("この媒体は NVMe ではありません", "ほかの方式を --method で選んでください"),
        en=("this medium is not NVMe", "choose another method with --method"),
    ),
    "erase.device-not-ata": Message(
        ja=("この媒体は ATA(SATA)ではありません", "ほかの方式を --method で選んでください"),
        en=("this medium is not ATA", "choose another method with --method"),
    ),
    "erase.device-tool-missing": Message(
        ja=("消去に使う道具(nvme-cli または hdparm)がありません", "インストールしてからやり直してください"),
        en=("the tool for this (nvme-cli or hdparm) is not installed", "install it and try again"),
    ),
    "erase.device-no-sanitize": Message(
        ja=(
            "この媒体は自身での消去(Sanitize)に対応していません",
            "上書き、鍵の破棄、物理破壊のいずれかを選んでください",
        ),
        en=(
            "this medium has no sanitize command for block erase",
            "overwrite it, destroy the key, or destroy the medium",
        ),
    ),
    "erase.device-frozen": Message(
        ja=("媒体の消去機能が凍結されています", "電源を入れ直してから行ってください"),
        en=("the medium's sanitize feature is frozen", "power-cycle it and try again"),
    ),
    "erase.key-not-sealing": Message(
        ja=("この鍵は暗号化用ではありません", "暗号化用の鍵を指定してください。署名用の鍵は `key destroy` で消せます"),
        en=("this key is not for sealing", "give the sealing key; `key destroy` destroys a signing key"),
    ),
    "erase.key-not-recorded": Message(
        ja=(
            "この鍵は契約に記録された暗号化用の鍵ではありません",
            "contract.toml の鍵を確認してください。ほかの鍵は `key destroy` で消せます",
        ),
        en=(
            "this is not the sealing key that the contract recorded",
            "see contract.toml; `key destroy` destroys other keys",
        ),
    ),
    "erase.tool-missing": Message(
        ja=("{tool} がありません", "{tool} をインストールしてください"),
        en=("{tool} is not installed", "install {tool}"),
    ),
    "erase.tool-hangs": Message(
        ja=("{tool} が応答しません", "媒体の接続と故障を確認してください"),
        en=("{tool} does not answer", "check the medium and its connection"),
    ),
    "erase.sanitize-refused": Message(
        ja=(
            "媒体 {device} が消去の開始を受け付けませんでした",
            "記録に残した媒体の応答を確認してください。証明書は発行されません",
        ),
        en=("the device {device} did not start to sanitize itself", "see its answer in the record; no certificate"),
    ),
    "erase.sanitize-failed": Message(
        ja=(
            "媒体 {device} の消去が失敗しました: {status}",
            "もう一度行うか、物理破壊してください。証明書は発行されません",
        ),
        en=("the device {device} failed to sanitize itself: {status}", "try again or destroy it; no certificate"),
    ),
    "erase.sanitize-hangs": Message(
        ja=("媒体 {device} の消去が終わりません", "電源を切らずに待つか、物理破壊してください。証明書は発行されません"),
        en=(
            "the device {device} does not finish sanitizing",
            "leave it powered and wait, or destroy it; no certificate",
        ),
    ),
    "erase.no-seed": Message(
        ja=(
            "種(シード)が公開された媒体の上書きが、証明書にありません",
            "媒体全体を上書きした消去の証明書を --certificate に指定してください",
        ),
        en=("the certificate publishes no seed of an overwritten medium", "give the certificate of such an erasure"),
    ),
    "erase.read-platform": Message(
        ja=("この OS では媒体を読み戻せません", "Linux で行ってください"),
        en=("media cannot be read back on this system", "use Linux"),
    ),
    "erase.medium-not-told": Message(
        ja=(
            "証明書に、この大きさの媒体({size} バイト、{serial})はありません",
            "媒体と証明書の組み合わせを確かめてください",
        ),
        en=("the certificate tells of no medium of this size ({size} bytes, {serial})", "check which belongs to which"),
    ),
    "erase.medium-differs": Message(
        ja=(
            "媒体の内容が証明書の種と違います(最初の違いは {offset} バイト目、違う部分は約 {count} バイト)",
            "消去のあとに書き込まれたか、別の媒体です。引き渡した相手に確かめてください",
        ),
        en=(
            "the medium differs from the certificate's seed, first at byte {offset} (about {count} bytes in all)",
            "it was written to after the erasure, or is another medium: ask whoever handed it over",
        ),
    ),
    "erase.medium-unreadable": Message(
        ja=("媒体を {offset} バイト目から読めません({count} バイト)", "接続を確かめてもう一度行ってください"),
        en=("the medium cannot be read at byte {offset} ({count} bytes)", "check the connection and try again"),
    ),
    "erase.medium-other-serial": Message(
        ja=(
            "内容は種と一致しますが、シリアル番号が違います(証明書: {told}、この媒体: {found})",
            "変換器は自身の番号を答えることがあります。直接つなぐか、媒体のラベルと証明書を見比べてください",
        ),
        en=(
            "the content is the seed's, but the serial number is not (certificate: {told}, this medium: {found})",
            "an adapter may report its own: connect the medium directly, or compare its label with the certificate",
        ),
    ),
    "erase.evidence": Message(
        ja=(
            "{path} には証拠となるもの({kept})があるため、消去できません",
            "契約フォルダーと SAFEHANDLE_HOME を外に移すか、消去するものを狭めてください。" + _NOTHING_JA,
        ),
        en=(
            "{path} holds evidence that outlives the data ({kept})",
            "move the contract folder and SAFEHANDLE_HOME out of it, or erase less; " + _NOTHING_EN,
        ),
    ),
    "erase.other-medium": Message(
        ja=(
            "つながれた媒体は {number} ではありません(登録: {serial}、この媒体: {found})",
            "媒体のラベルと登録を確かめてください。" + _NOTHING_JA,
        ),
        en=(
            "the device is not medium {number} (registered: {serial}, this one: {found})",
            "check its label and the register; " + _NOTHING_EN,
        ),
    ),
    "erase.contract-end-open": Message(
        ja=(
            "契約の終わりの消去は完了していません(残り {count} 件)",
            "残りを消去するか、--elsewhere や破壊の記録で示し、もう一度行ってください。証明書は発行されません",
        ),
        en=(
            "the erasure at the contract's end is not complete ({count} things are left)",
            "erase or account for what is left (--elsewhere, --destroyed) and run it again; there is no certificate",
        ),
    ),
}
