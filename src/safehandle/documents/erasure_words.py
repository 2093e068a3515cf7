"""What the codes of an erasure report mean, in words for a city's office.

Every sentence says what was done or what may remain; none says that data cannot be restored.
"""

from __future__ import annotations

_LEVELS = {
    "none": ("到達した水準なし", "no level reached"),
    "deleted": ("名前の削除のみ(内容は読み出せる場合があります)", "name removed only (content may still be read)"),
    "file-overwrite": (
        "ファイル単位の上書き(媒体全体の Clear には当たりません)",
        "file-level overwrite (not Clear of a medium)",
    ),
    "clear": ("Clear", "Clear"),
    "purge": ("Purge", "Purge"),
    "destroy": ("Destroy(物理破壊)", "Destroy"),
}

_SHORT_LEVELS = {
    "none": ("なし", "none"),
    "deleted": ("名前の削除のみ", "name removed"),
    "file-overwrite": ("ファイル上書き", "file overwrite"),
    "clear": ("Clear", "Clear"),
    "purge": ("Purge", "Purge"),
    "destroy": ("Destroy", "Destroy"),
}

_CLASSES = {
    "important": ("重要情報", "important"),
    "personal": ("個人情報", "personal"),
    "specific": ("特定個人情報", "specific personal information"),
    "other": ("その他", "other"),
}

_METHODS = {
    "file-overwrite": ("ファイルの上書き・読戻し・削除", "overwrite, read back and remove files"),
    "media-overwrite": ("媒体全域の上書き", "overwrite of the whole medium"),
    "nvme-sanitize": ("NVMe Sanitize", "NVMe Sanitize"),
    "ata-sanitize": ("ATA Sanitize / Secure Erase", "ATA Sanitize / Secure Erase"),
    "key-destruction": ("暗号鍵の廃棄(暗号化消去)", "destruction of the key (cryptographic erase)"),
    "destruction": ("物理破壊", "physical destruction"),
    "returned": ("返却", "given back"),
    "key-destroy": ("鍵の廃棄", "key destroyed"),
}

_VERIFICATION = {
    "read-back": ("装置からの読戻しと照合", "read back from the device and compared"),
    "device-status-and-markers": (
        "装置の完了応答と事前に書いた標識の消失",
        "the device's own status, and markers written before",
    ),
    "key-commitment": ("鍵の照合値と復号できないことの確認", "the key's commitment, and decryption that fails"),
    "witness": ("立会者の確認", "seen by the witnesses"),
    "photographs": ("写真による確認", "shown by the photographs"),
    "none": ("検証なし", "not verified"),
}

_RESIDUALS = {
    "journal-names": ("ファイル名がファイルシステムのジャーナルに残る", "file names stay in the journal"),
    "journal-content": ("内容がジャーナルに残る", "content stays in the journal"),
    "tree-names": ("ファイル名が Btrfs の古いメタデータに残る", "file names stay in old metadata of Btrfs"),
    "tree-content": (
        "小さいファイルの内容が Btrfs の古いメタデータに残る",
        "small files stay in old metadata",
    ),
    "cow-old-blocks": (
        "上書き前の内容が元の場所に残る(コピーオンライト)",
        "old blocks stay (copy-on-write)",
    ),
    "overlay-lower": ("重ね合わせの下の層に内容が残る", "the overlay's lower layer keeps its copy"),
    "volume-copies": ("スナップショット等の層に古い内容が残る", "a snapshot or thin layer keeps old content"),
    "directory-slack": (
        "指定したものの名前が上のフォルダーの空いた項目に残る",
        "the names stay in the folder above",
    ),
    "freed-folders": ("中の名前が、消したフォルダーのあった空き領域に残る", "names inside stay where the folders were"),
    "xattr": ("拡張属性の古い値が残る", "old values of extended attributes stay"),
    "unknown-file-system": ("上書きが元の場所に届くか分からないファイルシステム", "a file system that is not known"),
    "network": ("ネットワークの先に何が残るか分からない", "what stays on the remote server is not known"),
    "earlier-copies": ("以前の保存や移動の写しが空き領域に残る", "earlier copies may lie in free space"),
    "swap": ("内容の一部がスワップ領域に写っている", "content may have been swapped out"),
    "flash": ("フラッシュ媒体の予備領域に古い内容が残る", "flash keeps old content in its spare area"),
    "unknown-device": ("実際の媒体が分からない(仮想ディスク等)", "the real medium below is not known"),
    "remapped-sectors": ("代替処理された不良セクターに届かない", "remapped sectors are not reached"),
    "hidden-area": ("隠し領域(HPA・DCO)の有無を確認できない", "whether there is a hidden area is not known"),
    "hidden-area-present": ("隠し領域(HPA・DCO)があり、届かない", "there is a hidden area that is not reached"),
    "unwritten-range": ("書き込めなかった範囲に内容が残る", "content stays where writing failed"),
    "plaintext-elsewhere": ("鍵で暗号化されていない写しがある", "there are copies that the key does not protect"),
    "key-copy": ("所在を確認できない鍵の写しがある", "a copy of the key is not accounted for"),
    "key-medium-residue": ("鍵を保管した媒体に鍵が残る", "the medium that held the key may keep it"),
    "password-holders": ("パスワードを知る者は復号できる", "whoever knows a password can still decrypt"),
    "sent-containers": ("他者に渡した暗号化ファイルは対象外", "containers sent to others are outside"),
}

_REACH = {
    "device": ("装置の読出しで", "by reading the device"),
    "beneath": ("装置の内部で", "beneath the device's interface"),
    "elsewhere": ("この装置以外で", "elsewhere"),
}

_REASONS = {
    "busy": ("使用中", "in use"),
    "cached": ("媒体から読み戻したことを確かめられない", "not shown to be read from the device"),
    "changed": ("調べた後に変わった", "changed after the survey"),
    "device-gone": ("媒体が見えなくなった", "the device is gone"),
    "differs": ("読み戻した内容が書いた内容と違う", "what was read back differs"),
    "hard-link": ("ハードリンクがある", "it has hard links"),
    "immutable": ("変更禁止の属性がある", "marked immutable"),
    "io-error": ("読み書きの失敗", "input or output failed"),
    "key-copy": ("廃棄を確認できない鍵の写し", "a copy of the key that nobody accounts for"),
    "link": ("調べた後にリンクに置き換わった", "became a link after the survey"),
    "link-target": ("リンクのみ削除し、リンク先は対象外", "only the link, not what it leads to"),
    "mount-point": ("別のファイルシステムの接続位置", "another file system is mounted there"),
    "no-space": ("空き容量不足", "no room"),
    "not-empty": ("フォルダーに残ったものがある", "something is left in the folder"),
    "not-permitted": ("権限がない", "not permitted"),
    "not-reached": ("処理されなかった", "not reached"),
    "not-supported": ("非対応", "not supported"),
    "not-writable": ("書き込む権限がない", "not writable"),
    "open-elsewhere": ("他のプログラムが使用中", "open in another program"),
    "plaintext": ("鍵で守られていない平文", "plaintext that the key does not protect"),
    "platform": ("この OS では上書きの届く先を調べられない", "this system does not tell where overwriting reaches"),
    "processes-unseen": (
        "開いているファイルを調べられなかったプログラムがある",
        "some open files not seen",
    ),
    "read-only": ("読取り専用", "read-only"),
    "shared-extent": ("他のファイル等と領域を共有", "shares blocks"),
    "special": ("通常のファイルではない", "no regular file"),
    "swap-file": ("スワップファイルとして使用中", "in use as a swap file"),
    "too-deep": ("階層が深すぎる", "nested too deep"),
    "unreadable": ("読み取れない", "unreadable"),
    "vanished": ("無くなっていた", "no longer there"),
    "verity": ("fs-verity で保護されている", "protected by fs-verity"),
}

_STEPS = {
    "journal": ("ジャーナルの一巡", "journal rolled"),
    "free-space": ("空き領域の充填", "free space filled"),
    "trim": ("TRIM", "trim"),
}

_STATUS = {
    "complete": ("完了", "complete"),
    "incomplete": ("未完了", "incomplete"),
    "failed": ("失敗", "failed"),
}

_MEDIA = {
    "hdd": ("ハードディスク", "hard disk"),
    "ssd": ("SSD", "SSD"),
    "nvme": ("SSD(NVMe)", "SSD (NVMe)"),
    "flash": ("フラッシュ媒体", "flash"),
    "virtual": ("仮想装置", "virtual device"),
    "unknown": ("不明", "unknown"),
}

_ANSWERS = {
    "none": ("なし", "none"),
    "present": ("あり", "present"),
    "unknown": ("不明", "unknown"),
    "yes": ("同期", "synchronised"),
    "no": ("非同期", "not synchronised"),
}

_WHAT = {
    "files": ("ファイル・フォルダー", "files and folders"),
    "medium": ("記録媒体", "medium"),
    "key": ("暗号鍵", "key"),
}

TABLES = {
    "level": _LEVELS,
    "short-level": _SHORT_LEVELS,
    "class": _CLASSES,
    "method": _METHODS,
    "verification": _VERIFICATION,
    "residual": _RESIDUALS,
    "reach": _REACH,
    "reason": _REASONS,
    "step": _STEPS,
    "status": _STATUS,
    "media": _MEDIA,
    "answer": _ANSWERS,
    "what": _WHAT,
}


def say(table: str, code: str, lang: str) -> str:
    """The words for a code; a code without words stands as it is."""
    both = TABLES[table].get(code)
    return code if both is None else both[lang == "en"]
