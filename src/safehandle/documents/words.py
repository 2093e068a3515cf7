"""What the ledger's own terms are called on paper, in Japanese and in English."""

from __future__ import annotations

from safehandle.documents.text import visible
from safehandle.model import Contract, Person

_WORDS: dict[str, tuple[str, str]] = {
    # verbs
    "init": ("契約フォルダーの作成", "start contract"),
    "encrypt": ("暗号化", "encrypt"),
    "decrypt": ("復号", "decrypt"),
    "pack": ("ZIP作成", "pack"),
    "unpack": ("ZIP展開", "unpack"),
    "reader": ("閲覧画面の作成", "make reader"),
    "send": ("送付", "send"),
    "receive": ("受領", "receive"),
    "copy": ("複製", "copy"),
    "wipe": ("消去", "wipe"),
    "prove-delivery": ("受渡しの証明", "prove a delivery"),
    "handover-new": ("受渡票の作成", "new hand-over"),
    "handover-accept": ("受渡しの確認", "accept hand-over"),
    "password-notice": ("パスワード通知書の作成", "make password notice"),
    "acknowledge": ("受領書の確認", "check receipt"),
    "lay-out": ("媒体の準備", "lay out medium"),
    "embed": ("開封用HTMLの作成", "make HTML page"),
    "key-new": ("鍵の作成", "new key"),
    "key-destroy": ("鍵の廃棄", "destroy key"),
    "approve": ("承認", "approve"),
    "revoke": ("承認の取消し", "revoke approval"),
    "person": ("従事者の登録", "register person"),
    "place": ("場所の登録", "register place"),
    "recipient": ("受領者の登録", "register recipient"),
    "contract-edited": ("契約情報の変更", "edit contract"),
    "contract-report": ("変更の届出", "report changes"),
    "checkpoint": ("照合点の発行", "hand out checkpoint"),
    "ledger-export": ("台帳の書出し", "export ledger"),
    "ledger-import": ("台帳の読込み", "import ledger"),
    "ledger-witness": ("台帳の立会い", "witness ledger"),
    "ledger-redact": ("名称の消去", "redact names"),
    "ledger-key": ("台帳の鍵の交代", "rotate ledger key"),
    "ledger-restore": ("台帳の復元", "restore ledger"),
    "ledger-lost": ("失われた記録", "lost entry"),
    "ledger-timestamp": ("台帳の時刻認証", "timestamp ledger"),
    "medium-add": ("媒体登録", "add medium"),
    "medium-carry-out": ("持出し", "carry out"),
    "medium-return": ("返却", "return"),
    "medium-post": ("郵送", "post"),
    "medium-check": ("媒体点検", "check medium"),
    "medium-retire": ("媒体廃棄", "retire medium"),
    "incident-open": ("事故の記録", "open incident"),
    "incident-update": ("事故の追記", "update incident"),
    "incident-report": ("事故報告", "report incident"),
    "incident-close": ("事故の終結", "close incident"),
    "certificate": ("証明書の発行", "issue certificate"),
    "report": ("帳票の出力", "write report"),
    "check": ("定期点検", "check"),
    "scan": ("残存の探索", "scan"),
    "attest": ("自己確認", "attest"),
    # what became of an act
    "done": ("完了", "done"),
    "failed": ("失敗", "failed"),
    "refused": ("拒否", "refused"),
    "open": ("未完了", "open"),
    # levels (NIST SP 800-88 Rev. 2; overwriting a file is none of its three)
    "none": ("なし", "none"),
    "deleted": ("名前の削除のみ", "name removed only"),
    "file-overwrite": ("ファイル上書き", "file overwrite"),
    "clear": ("Clear", "Clear"),
    "purge": ("Purge", "Purge"),
    "destroy": ("Destroy", "Destroy"),
    # data classes
    "important": ("重要情報", "important"),
    "personal": ("個人情報", "personal"),
    "specific": ("特定個人情報", "specific personal"),
    "other": ("その他", "other"),
    # media
    "usb": ("USBメモリ", "USB stick"),
    "hdd": ("ハードディスク", "hard disk"),
    "ssd": ("SSD", "SSD"),
    "dvd": ("光ディスク", "optical disc"),
    "tape": ("磁気テープ", "tape"),
    "paper": ("紙", "paper"),
    "client": ("貸与", "lent by client"),
    "contractor": ("自社", "own"),
    # states of what is held
    "held": ("保管中", "held"),
    "carried": ("持出中", "carried out"),
    "posted": ("送付済", "sent"),
    "disposed": ("廃棄済", "disposed"),
    "given-back": ("返却済", "given back"),
    "missing": ("所在不明", "missing"),
    "opened": ("復号済", "opened"),
    # whether something is so
    "yes": ("済", "yes"),
    "no": ("未", "no"),
    # how data travels and changes hands
    "sftp": ("SFTP", "SFTP"),
    "folder": ("フォルダー", "folder"),
    "mail": ("電子メール", "e-mail"),
    "carry": ("持参", "by hand"),
    "post": ("郵送", "by post"),
    "telephone": ("電話", "by telephone"),
    "fax": ("ファクス", "by fax"),
    "received": ("提供", "received"),
    "returned": ("返却", "returned"),
    "delivered": ("納品", "delivered"),
    # erasure: methods and verification
    "media-overwrite": ("全域上書き", "overwrite of the whole medium"),
    "nvme-sanitize": ("NVMe Sanitize", "NVMe Sanitize"),
    "ata-sanitize": ("ATA Sanitize", "ATA Sanitize"),
    "key-destruction": ("暗号鍵の廃棄", "destruction of the key"),
    "read-back": ("読戻し", "read-back"),
    "device-status-and-markers": ("装置の応答と標識の消失", "device status and markers"),
    "destruction": ("物理的な破壊", "physical destruction"),
    "witness": ("立会者の確認", "witnesses"),
    "photographs": ("写真による確認", "photographs"),
    "key-commitment": ("鍵の照合と復号不能の確認", "key commitment and failing decryption"),
    # how a sealed thing is opened
    "password": ("パスワード", "password"),
    "key": ("公開鍵", "public key"),
}


class Words:
    """Turns ids and terms into what a reader of ``lang`` knows them by. ``contract`` holds the names."""

    __slots__ = ("_contract", "lang")

    def __init__(self, contract: Contract, lang: str = "ja") -> None:
        self._contract = contract
        self.lang = lang

    def word(self, term: str) -> str:
        """A term of the ledger in the reader's language; one that has no word here stands as it is."""
        both = _WORDS.get(term)
        return visible(term) if both is None else both[self.lang == "en"]

    def person(self, ident: str) -> str:
        """A person's name, with the id where the contract does not (any more) know who it is."""
        found: Person | None = self._contract.person(ident)
        return visible(found.name if found else ident)

    def place(self, ident: str) -> str:
        """The name of a place."""
        found = self._contract.place(ident)
        return visible(found.name if found else ident)

    def recipient(self, ident: str) -> str:
        """The name of a recipient, or of the place that the id belongs to."""
        found = self._contract.recipient(ident)
        return visible(found.name) if found else self.place(ident)

    def pair(self, ja: str, en: str) -> str:
        """Choose between two texts."""
        return en if self.lang == "en" else ja
