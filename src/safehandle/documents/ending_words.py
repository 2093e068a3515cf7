"""What a certificate says of the end of a contract. What others state is never said to have been verified."""

from __future__ import annotations

_JA = {
    "caption": "別紙　契約終了時の全対象",
    "accounts": "登録された場所・媒体・鍵の一覧(全件)",
    "account-columns": "No.|登録されたもの|結果|根拠・理由|記録",
    "stated-note": "「他者の申告」は、管理する者の申告・受領書によるもので、当社が確認したものではありません。",
    "outside": "消去の対象外(他者が保有するもの)",
    "outside-note": "次のものは、契約に基づき他者に渡したか、他者のために暗号化したものです。当社の消去は及びません。",
    "outside-columns": "記録|日時|相手|種類|照合番号・ハッシュ(先頭 24 桁)|大きさ",
    "outside-rest": "ほか {count:,} 件(添付の certificate.json)",
    "outside-count": "{count:,} 件(別紙に記載。当社の消去は及びません)",
    "none": "記録なし",
    "scope": "対象の範囲",
    "scope-all": "契約に登録された場所・媒体・鍵の全件({count} 件、別紙に一覧)",
    "scope-left": "契約に登録された場所・媒体・鍵 {count} 件のうち {left} 件が未了(別紙に一覧)",
    "scope-stated": "。うち {count} 件は他者の申告による",
    "password-holders": "パスワードを知る者",
}
_EN = {
    "caption": "Annex: everything at the end of the contract",
    "accounts": "Registered places, media and keys (all of them)",
    "account-columns": "No.|Registered|Result|Grounds, reason|Entries",
    "stated-note": "“Stated by others” rests on a statement or receipt of whoever keeps it; we did not verify it.",
    "outside": "Outside the erasure (held by others)",
    "outside-note": "These were handed to others under the contract, or sealed so that others can open them. "
    "Our erasure does not reach them.",
    "outside-columns": "Entry|When|To|Kind|Number, hash (first 24 digits)|Size",
    "outside-rest": "and {count:,} more (in the attached certificate.json)",
    "outside-count": "{count:,} (in the annex; our erasure does not reach them)",
    "none": "none recorded",
    "scope": "Scope",
    "scope-all": "every registered place, medium and key of the contract ({count}, listed in the annex)",
    "scope-left": "{left} of {count} registered places, media and keys are not done (listed in the annex)",
    "scope-stated": "; {count} of them as stated by others",
    "password-holders": "whoever knows the password",
}

TABLES = {
    "registered": {"place": ("場所", "place"), "medium": ("媒体", "medium"), "key": ("暗号鍵", "key")},
    "account": {
        "erase": ("消去予定", "to be erased"),
        "erased": ("消去・検証済", "erased, verified"),
        "incomplete": ("未完了", "not complete"),
        "recorded": ("記録済", "on record"),
        "stated": ("他者の申告", "stated by others"),
        "within": ("他の場所に含む", "inside another"),
        "outside": ("相手が保有", "held by recipient"),
        "empty": ("データなし", "nothing there"),
        "not-reached": ("未了", "not reached"),
    },
    "why": {
        "cloud": ("クラウドのため当社の機器から消去できない", "in a cloud, out of reach from here"),
        "sftp": ("サーバーのため当社の機器から消去できない", "on a server, out of reach from here"),
        "no-path": ("データを置くフォルダーの登録がない", "no folder is registered"),
        "missing": ("フォルダーが見つからず、消去の記録もない", "no folder, and no record of its erasure"),
        "not-attached": ("媒体が接続されなかった", "the medium was not attached"),
        "carried": ("媒体が持ち出されている", "the medium is carried out"),
        "not-kept-here": ("鍵がこの機器にない", "the key is not kept here"),
        "interrupted": ("途中で止まった", "cut off"),
    },
    "outside": {
        "container": ("暗号化ファイル", "container"),
        "archive": ("パスワード付き ZIP", "AES ZIP"),
        "delivery": ("送付", "delivery"),
        "medium": ("媒体の送付", "posted medium"),
        "handover": ("引渡し", "hand-over"),
    },
}


def words(lang: str) -> dict[str, str]:
    """Every sentence by its name."""
    return _EN if lang == "en" else _JA


def say(table: str, code: str, lang: str) -> str:
    """The words for a code; a code without words stands as it is."""
    both = TABLES[table].get(code)
    return code if both is None else both[lang == "en"]
