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
    "ata-secure-erase": ("ATA Secure Erase", "ATA Secure Erase"),
    "key-destruction": ("暗号鍵の廃棄(暗号化消去)", "destruction of the key (cryptographic erase)"),
    "destruction": ("物理破壊", "physical destruction"),
}

_VERIFICATION = {
    "read-back": ("装置からの読戻しと照合", "read back from the device and compared"),
    "device-status-and-markers": (
        "装置の完了応答と事前に書いた標識の消失",
        "the device's own status, and markers written before",
    ),
    "key-commitment": ("鍵の照合値と復号できないことの確認", "the key's commitment, and decryption that fails"),
    "none": ("検証なし", "not verified"),
}

_RESIDUALS = {
    "journal-names": ("ファイル名がジャーナルに残る", "file names stay in the journal"),
    "tree-names": ("ファイル名がファイルシステムの管理領域に残る", "file names stay in the file system's tree"),
    "directory-slack": ("ファイル名がフォルダーの未使用部分に残る", "file names stay in unused parts of folders"),
    "journal-content": ("内容がジャーナルに残る", "content stays in the journal"),
    "cow-old-blocks": ("上書き前の内容が別の領域に残る(CoW)", "old blocks stay elsewhere (copy on write)"),
    "tree-content": ("内容がファイルシステムの管理領域に残る", "content stays in the file system's tree"),
    "overlay-lower": ("重ね合わせの下の層に元の内容が残る", "the original stays in the overlay's lower layer"),
    "volume-copies": ("スナップショット等に内容が残る", "content stays in snapshots of the volume"),
    "xattr": ("拡張属性の内容が残る", "content of extended attributes stays"),
    "unknown-file-system": ("未知のファイルシステムのため残存を判断できない", "unknown file system: nobody can tell"),
    "network": ("ネットワークの先にある装置の残存を判断できない", "what a remote store keeps cannot be known"),
    "earlier-copies": ("以前の保存や複製の跡が残る場合がある", "traces of earlier versions or copies may stay"),
    "swap": ("内容の一部がスワップに残る場合がある", "parts of the content may be in swap"),
    "flash": ("フラッシュ媒体の予備領域に内容が残る", "content stays in spare areas of flash"),
    "unknown-device": ("装置の種類が不明のため残存を判断できない", "unknown device: nobody can tell"),
    "remapped-sectors": ("代替処理済みのセクターに内容が残る場合がある", "remapped sectors may hold content"),
    "hidden-area": ("隠し領域(HPA・DCO)に内容が残る場合がある", "hidden areas (HPA, DCO) may hold content"),
    "unwritten-range": ("上書きできなかった範囲に内容が残る", "content stays in ranges that were not written"),
    "plaintext-elsewhere": ("平文が別の場所に置かれたことがある", "plaintext has been elsewhere"),
    "key-copy": ("廃棄を確認できない鍵の写しがある", "a copy of the key is unaccounted for"),
    "key-medium-residue": ("鍵を保管した媒体に鍵が残る", "the key stays on the medium that held it"),
    "password-holders": ("パスワードを知る人がいる", "somebody knows the password"),
    "sent-containers": ("他者に送付した暗号化ファイルは対象外", "containers sent to others are outside"),
}

_REACH = {
    "device": ("装置の読出しで", "by reading the device"),
    "beneath": ("装置の内部で", "beneath the device's interface"),
    "elsewhere": ("この装置以外で", "elsewhere"),
}

_REASONS = {
    "hard-link": ("ハードリンクがある", "hard link"),
    "shared-extent": ("他のファイルと領域を共有", "shares blocks with others"),
    "link": ("リンク", "link"),
    "mount-point": ("別の装置の取付け位置", "mount point"),
    "open": ("使用中", "in use"),
    "unreadable": ("読み取れない", "unreadable"),
    "vanished": ("消去前に無くなった", "vanished before"),
    "changed": ("消去前に変更された", "changed before"),
    "io-error": ("入出力エラー", "input/output error"),
    "no-space": ("空き容量不足", "no space"),
    "read-only": ("読取り専用", "read-only"),
    "not-permitted": ("権限がない", "not permitted"),
    "not-supported": ("非対応", "not supported"),
    "busy": ("使用中", "busy"),
    "device-gone": ("装置が見えなくなった", "device gone"),
    "too-deep": ("階層が深すぎる", "too deep"),
    "not-empty": ("空でない", "not empty"),
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
