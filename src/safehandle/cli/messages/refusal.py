"""Why a path was not erased: what was found, and what can be done about it."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_AGAIN_JA = "原因を取り除いてから、もう一度計画を作ってください"
_AGAIN_EN = "remove the cause and make a new plan"

MESSAGES: dict[str, Message] = {
    "refusal.hard-link": Message(
        ja=("ほかの名前からも使われている(ハードリンク)", "ほかの名前を先に削除してください"),
        en=("the file has other names (hard links)", "remove the other names first"),
    ),
    "refusal.shared-extent": Message(
        ja=(
            "ほかのファイルやスナップショットと内容を共有している",
            "スナップショットと複製を先に削除するか、媒体全体を消去してください",
        ),
        en=(
            "its blocks are shared with another file or a snapshot",
            "delete snapshots and clones first, or erase the whole medium",
        ),
    ),
    "refusal.open-elsewhere": Message(
        ja=("ほかのプログラムが使用中", "そのプログラムを終了してください"),
        en=("another program has it open", "end that program"),
    ),
    "refusal.mount-point": Message(
        ja=("別のファイルシステムが接続されている", "接続を外すか、その中を別に指定してください"),
        en=("another file system is mounted there", "unmount it, or give what is in it separately"),
    ),
    "refusal.special": Message(
        ja=("通常のファイルではない(ソケット・デバイスなど)", "不要なら手で削除してください"),
        en=("it is no regular file (socket, device, …)", "remove it by hand if it is not needed"),
    ),
    "refusal.immutable": Message(
        ja=("変更禁止または追記専用の属性が付いている", "`chattr -i -a` で属性を外してください"),
        en=("it is marked immutable or append-only", "take the mark off with `chattr -i -a`"),
    ),
    "refusal.verity": Message(
        ja=("fs-verity で保護されている", "媒体全体を消去してください"),
        en=("it is protected by fs-verity", "erase the whole medium"),
    ),
    "refusal.swap-file": Message(
        ja=("スワップファイルとして使用中", "`swapoff` で止めてください"),
        en=("it is in use as a swap file", "stop it with `swapoff`"),
    ),
    "refusal.read-only": Message(
        ja=("読み取り専用で接続されている", "書き込みできるように接続し直してください"),
        en=("it is mounted read-only", "mount it for writing"),
    ),
    "refusal.not-writable": Message(
        ja=("書き込む権限がない", "権限のある利用者で実行してください"),
        en=("it may not be written", "run as somebody who may"),
    ),
    "refusal.unreadable": Message(
        ja=("読み取れない", "権限と媒体の状態を確認してください"),
        en=("it cannot be read", "check permissions and the medium's state"),
    ),
    "refusal.too-deep": Message(
        ja=("フォルダーの階層が深すぎる", "内側のフォルダーを別に指定してください"),
        en=("the folders are nested too deep", "give the inner folders separately"),
    ),
    "refusal.platform": Message(
        ja=(
            "この OS では、上書きがどこに届くか調べられない",
            "暗号鍵の破棄か物理破壊、または Linux での消去を行ってください",
        ),
        en=(
            "on this system nobody can tell what overwriting reaches",
            "destroy the key or the medium, or erase it on Linux",
        ),
    ),
    "refusal.link-target": Message(
        ja=("リンクだけを消し、リンク先は消していない", "リンク先も消すときは別に指定してください"),
        en=("only the link was removed, not what it leads to", "give the target separately to erase it"),
    ),
    "refusal.processes-unseen": Message(
        ja=("開いているファイルを調べられなかったプログラムがある", "管理者の権限で実行すると調べられます"),
        en=("the open files of some programs could not be seen", "run as root to see them"),
    ),
    "refusal.plaintext": Message(
        ja=("鍵で守られていない平文(空欄は、申告がないもの)", "その場所を別に消去してください"),
        en=("plaintext that the key does not protect (empty: nobody has said)", "erase those places themselves"),
    ),
    "refusal.key-copy": Message(
        ja=("破棄を確認できない鍵の写し", "写しを破棄し、その記録を示してください"),
        en=("a copy of the key that nobody accounts for", "destroy it and show the record of it"),
    ),
    "refusal.changed": Message(ja=("調べたあとで変わった", _AGAIN_JA), en=("it changed after the survey", _AGAIN_EN)),
    "refusal.link": Message(
        ja=("調べたあとでリンクに置き換わった", _AGAIN_JA), en=("it became a link after the survey", _AGAIN_EN)
    ),
    "refusal.vanished": Message(ja=("なくなっていた", _AGAIN_JA), en=("it is no longer there", _AGAIN_EN)),
    "refusal.not-empty": Message(
        ja=("フォルダーに残っているものがある", "残ったものを確認してください"),
        en=("something is left in the folder", "see what is left"),
    ),
    "refusal.not-reached": Message(ja=("処理されなかった", _AGAIN_JA), en=("it was not reached", _AGAIN_EN)),
    "refusal.differs": Message(
        ja=("読み戻した内容が書いた内容と違う", "媒体の故障が疑われます。物理破壊を検討してください"),
        en=("what was read back is not what was written", "the medium may be failing; consider destroying it"),
    ),
    "refusal.cached": Message(
        ja=("媒体から読み戻したことを確かめられない", "接続を外してからやり直してください"),
        en=("nothing shows that the read-back came from the device", "unmount, mount again and retry"),
    ),
    "refusal.io-error": Message(
        ja=("媒体の読み書きに失敗した", "媒体の故障が疑われます。物理破壊を検討してください"),
        en=("the medium failed to read or write", "the medium may be failing; consider destroying it"),
    ),
    "refusal.no-space": Message(
        ja=("空き容量が足りず上書きできない", "空きを作ってからやり直してください"),
        en=("there is no room to overwrite it", "make room and try again"),
    ),
    "refusal.not-permitted": Message(
        ja=("権限がなく消去できない", "権限のある利用者で実行してください"),
        en=("it may not be erased", "run as somebody who may"),
    ),
    "refusal.busy": Message(ja=("使用中", _AGAIN_JA), en=("it is in use", _AGAIN_EN)),
    "refusal.not-supported": Message(
        ja=("このファイルシステムではできない", "媒体全体を消去してください"),
        en=("this file system cannot do it", "erase the whole medium"),
    ),
    "refusal.device-gone": Message(
        ja=("媒体がなくなった", "接続を確認してください"), en=("the device is gone", "check the connection")
    ),
}
