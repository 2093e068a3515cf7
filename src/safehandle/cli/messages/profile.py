"""Messages about what is wrong in a profile; their codes begin with ``policy.``."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "policy.profile-unknown": Message(
        ja=("プロファイル「{profile}」はありません", "次のいずれかを指定してください: {known}"),
        en=("there is no profile “{profile}”", "choose one of: {known}"),
    ),
    "policy.profile-syntax": Message(
        ja=("{file} の {line} 行目が TOML として読めません", "パーサーの指摘: {expected}"),
        en=("{file}, line {line}, is not valid TOML", "the parser says: {expected}"),
    ),
    "policy.profile-key": Message(
        ja=("{file} の {line} 行目: 未知の項目 {key} があります", "使える項目: {expected}"),
        en=("{file}, line {line}: unknown key {key}", "known keys: {expected}"),
    ),
    "policy.profile-missing": Message(
        ja=("{file} の {line} 行目: 必要な項目がありません", "{expected} を書いてください"),
        en=("{file}, line {line}: something is missing", "write {expected}"),
    ),
    "policy.profile-value": Message(
        ja=("{file} の {line} 行目: {key} の値が正しくありません", "期待される値: {expected}"),
        en=("{file}, line {line}: {key} has the wrong value", "expected: {expected}"),
    ),
    "policy.profile-twice": Message(
        ja=("{file} の {line} 行目: 条項 {ident} が二度書かれています", "どちらか一方にしてください"),
        en=("{file}, line {line}: article {ident} stands there twice", "keep one of them"),
    ),
    "policy.profile-kind": Message(
        ja=("{file} の {line} 行目: 未知の規則の種類です", "使える種類: {expected}"),
        en=("{file}, line {line}: unknown kind of rule", "known kinds: {expected}"),
    ),
    "policy.profile-article": Message(
        ja=(
            "{file} の {line} 行目: 条項 {article} がこのプロファイルにありません",
            "[[article]] に書き加えるか、番号を直してください",
        ),
        en=(
            "{file}, line {line}: article {article} is not in this profile",
            "add it as [[article]], or correct the number",
        ),
    ),
    "policy.profile-unenforced": Message(
        ja=(
            "{file} の {line} 行目: 条項 {article} の区分と規則が合っていません",
            "区分 T の条項には規則が一つ以上必要で、規則が引く条項には区分 T が必要です",
        ),
        en=(
            "{file}, line {line}: the class of article {article} and the rules disagree",
            "an article of class T needs at least one rule, and an article that a rule cites needs class T",
        ),
    ),
}
