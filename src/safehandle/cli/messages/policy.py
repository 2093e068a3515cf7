"""Messages of the policy: why a plan is refused, and what is wrong in a profile."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "policy.denied": Message(
        ja=(
            "「{verb}」は契約の条項により実行できません",
            "上に挙げた条項と理由を確かめてください（記録は管理簿に残りました）",
        ),
        en=("“{verb}” is refused by the contract", "see the articles and reasons above; the refusal is in the ledger"),
    ),
    "policy.verb-not-covered": Message(
        ja=(
            "この契約のプロファイルに「{about}」の定めがないため実行できません",
            "safehandle profiles で定めのある操作を確かめてください",
        ),
        en=(
            "the contract's profile says nothing about “{about}”, so it is refused",
            "see what it covers with safehandle profiles",
        ),
    ),
    "policy.nothing-to-judge": Message(
        ja=("判断に必要な情報（{about}）が計画にありません", "操作の対象や宛先の指定を見直してください"),
        en=(
            "the plan says nothing that this rule could judge ({about})",
            "check what the command was given: sources, recipients, places",
        ),
    ),
    "policy.cipher-not-listed": Message(
        ja=(
            "{about} は電子政府推奨暗号リストにありません",
            "リストにある暗号を使ってください（既定のままなら該当しません）",
        ),
        en=("{about} is not on the CRYPTREC list of recommended ciphers", "use a listed one; the defaults are"),
    ),
    "policy.handler-unknown": Message(
        ja=(
            "「{about}」はこの契約の従事者として登録されていません",
            "safehandle person add で登録するか、--as で登録済みの者を指定してください",
        ),
        en=(
            "“{about}” is not a registered person of this contract",
            "register with safehandle person add, or name a registered person with --as",
        ),
    ),
    "policy.handler-out-of-period": Message(
        ja=("「{about}」の従事期間外です", "safehandle person list で期間を確かめてください"),
        en=("“{about}” acts outside the registered period", "see the period with safehandle person list"),
    ),
    "policy.handler-not-educated": Message(
        ja=(
            "「{about}」の教育実施日が登録されていません",
            "教育を実施し、contract.toml の educated に日付を記録してください",
        ),
        en=(
            "no education is recorded for “{about}”",
            "educate the person and record the date as educated in contract.toml",
        ),
    ),
    "policy.handler-not-pledged": Message(
        ja=(
            "「{about}」の誓約書の日付が登録されていません",
            "誓約書を受け取り、contract.toml の pledged に日付を記録してください",
        ),
        en=("no pledge is recorded for “{about}”", "take the pledge and record the date as pledged in contract.toml"),
    ),
    "policy.handler-role": Message(
        ja=("この操作は役割「{about}」ではできません", "管理責任者に操作を依頼してください"),
        en=("a person of role “{about}” may not do this", "ask the manager to do it"),
    ),
    "policy.recipient-unnamed": Message(
        ja=(
            "宛先が登録された受領者ではありません",
            "--to に safehandle recipient add で登録した受領者を指定してください",
        ),
        en=("the recipient is not a registered one", "name one with --to, registered with safehandle recipient add"),
    ),
    "policy.recipient-unknown": Message(
        ja=(
            "「{about}」は登録された受領者ではありません",
            "safehandle recipient list で確かめ、発注者の承諾を得て登録してください",
        ),
        en=(
            "“{about}” is not a registered recipient",
            "see safehandle recipient list; register after the client's consent",
        ),
    ),
    "policy.recipient-out-of-period": Message(
        ja=("受領者「{about}」の登録期間外です", "safehandle recipient list で期間を確かめてください"),
        en=("recipient “{about}” is outside the registered period", "see the period with safehandle recipient list"),
    ),
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
