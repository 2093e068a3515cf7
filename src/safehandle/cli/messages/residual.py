"""What may stay after an erasure: its name, and what would reach more."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_WHOLE_JA = "媒体全体を `safehandle wipe --device` で消去すると届きます"
_WHOLE_EN = "erasing the whole medium with `safehandle wipe --device` reaches it"
_JOURNAL_JA = "ext4 と XFS では --journal を付けると消えます"
_JOURNAL_EN = "--journal removes it on ext4 and XFS"
_KEY_JA = "媒体の消去(Purge)か物理破壊、または暗号鍵の破棄が必要です"
_KEY_EN = "purging or destroying the medium, or destroying the key of encrypted data, is needed"

MESSAGES: dict[str, Message] = {
    "residual.journal-names": Message(
        ja=("ファイル名がファイルシステムのジャーナルに残る", _JOURNAL_JA),
        en=("file names stay in the file system's journal", _JOURNAL_EN),
    ),
    "residual.journal-content": Message(
        ja=("内容がジャーナルに残る", _JOURNAL_JA), en=("content stays in the journal", _JOURNAL_EN)
    ),
    "residual.tree-names": Message(
        ja=("ファイル名が Btrfs の古いメタデータに残る", _WHOLE_JA),
        en=("file names stay in old metadata of Btrfs", _WHOLE_EN),
    ),
    "residual.tree-content": Message(
        ja=("小さいファイルの内容が Btrfs の古いメタデータに残る", _WHOLE_JA),
        en=("content of small files stays in old metadata of Btrfs", _WHOLE_EN),
    ),
    "residual.cow-old-blocks": Message(
        ja=(
            "上書きは別の場所に書かれ、古い内容が元の場所に残る(コピーオンライト)",
            "Btrfs では --free-space を付けると届きます。ほかは媒体全体の消去が必要です",
        ),
        en=(
            "overwriting writes elsewhere and the old content stays where it was (copy-on-write)",
            "--free-space reaches it on Btrfs; elsewhere the whole medium must be erased",
        ),
    ),
    "residual.overlay-lower": Message(
        ja=("重ね合わせファイルシステムの下の層に内容が残る", "下の層にある実際のファイルを消去してください"),
        en=("the lower layer of the overlay keeps its copy", "erase the file in the lower layer itself"),
    ),
    "residual.volume-copies": Message(
        ja=("スナップショットやシンプロビジョニングの層に古い内容が残る", _WHOLE_JA),
        en=("a snapshot, thin or deduplicating layer below keeps old content", _WHOLE_EN),
    ),
    "residual.directory-slack": Message(
        ja=("指定したものの名前が、上のフォルダーの空いた項目に残る", _WHOLE_JA),
        en=("the names given stay in freed entries of the folder above", _WHOLE_EN),
    ),
    "residual.freed-folders": Message(
        ja=("中の名前が、消したフォルダーのあった空き領域に残る", "--free-space を付けると空き領域も上書きします"),
        en=("names inside stay in free space where the erased folders were", "--free-space overwrites free space too"),
    ),
    "residual.xattr": Message(
        ja=("拡張属性の古い値が残ることがある", _JOURNAL_JA),
        en=("old values of extended attributes may stay", _JOURNAL_EN),
    ),
    "residual.unknown-file-system": Message(
        ja=("上書きが元の場所に届くか分からないファイルシステム", _WHOLE_JA),
        en=("nobody knows whether overwriting reaches the old blocks on this file system", _WHOLE_EN),
    ),
    "residual.network": Message(
        ja=("ネットワークの先のサーバーに何が残るか分からない", "サーバーの上で消去してください"),
        en=("nobody knows what stays on the server behind this network file system", "erase it on the server"),
    ),
    "residual.earlier-copies": Message(
        ja=(
            "以前に保存や移動をしたときの写しが空き領域に残っている可能性",
            "--free-space を付けると空き領域も上書きします",
        ),
        en=(
            "earlier copies (saving, moving) may lie in free space",
            "--free-space overwrites free space too",
        ),
    ),
    "residual.swap": Message(
        ja=("スワップ領域に内容が写っている可能性", "スワップを無効にし、その媒体を消去してください"),
        en=("content may have been swapped out", "turn swap off and erase its medium"),
    ),
    "residual.flash": Message(
        ja=("SSD などでは、上書きしても古い内容が予備領域に残る", _KEY_JA),
        en=("flash keeps old content in its spare area whatever is overwritten", _KEY_EN),
    ),
    "residual.unknown-device": Message(
        ja=("仮想ディスクなど、実際の媒体が分からない", _KEY_JA),
        en=("the real medium below is not known (a virtual disk)", _KEY_EN),
    ),
    "residual.remapped-sectors": Message(
        ja=("ハードディスクの代替処理された不良セクターには届かない", "媒体の Purge か物理破壊で届きます"),
        en=("remapped bad sectors of a hard disk are not reached", "purging or destroying the medium reaches them"),
    ),
    "residual.hidden-area": Message(
        ja=(
            "隠し領域(HPA・DCO)の有無を確認できない",
            "`hdparm -N` と `hdparm --dco-identify` で確認してください",
        ),
        en=(
            "whether there is a hidden area (HPA, DCO) is not known",
            "look with `hdparm -N` and `hdparm --dco-identify`",
        ),
    ),
    "residual.hidden-area-present": Message(
        ja=("隠し領域(HPA・DCO)があり、そこには届かない", "`hdparm` で隠し領域を解除してから消去してください"),
        en=("there is a hidden area (HPA, DCO) that is not reached", "remove it with `hdparm` and erase again"),
    ),
    "residual.unwritten-range": Message(
        ja=("上書きと確認が済んでいない範囲に内容が残る", "続きを行うか、媒体を物理破壊してください"),
        en=("content stays in what was not written and checked", "go on with the job, or destroy the medium"),
    ),
    "residual.plaintext-elsewhere": Message(
        ja=("鍵で暗号化されていない写しがある", "その写しを別に消去してください"),
        en=("there are copies that the key does not protect", "erase those copies themselves"),
    ),
    "residual.key-copy": Message(
        ja=("所在を確認できない鍵の写しがある", "鍵の写しをすべて破棄し、その記録を示してください"),
        en=("a copy of the key is not accounted for", "destroy every copy and show the record of it"),
    ),
    "residual.key-medium-residue": Message(
        ja=("鍵のファイルがあった媒体に鍵が残っている可能性", "鍵を保管していた媒体を消去または破壊してください"),
        en=("the medium that held the key file may keep the key", "erase or destroy that medium"),
    ),
    "residual.password-holders": Message(
        ja=("パスワードを知る者は復号できる", "パスワードで渡したものは相手側で消去してもらってください"),
        en=("whoever knows a password can still decrypt", "have what was handed over by password erased over there"),
    ),
    "residual.sent-containers": Message(
        ja=("ほかへ渡した暗号化ファイルは対象外", "渡した先での消去を確認してください"),
        en=("containers that were sent to others are outside", "have their erasure confirmed over there"),
    ),
}
