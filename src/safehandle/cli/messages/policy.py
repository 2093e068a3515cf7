"""Messages of the policy: why a plan is refused, for what it is or lacks."""

from __future__ import annotations

from safehandle.cli.messages.message import Message
from safehandle.cli.messages.policy_approval import MESSAGES as APPROVAL
from safehandle.cli.messages.profile import MESSAGES as PROFILE

MESSAGES: dict[str, Message] = (
    {
        "policy.denied": Message(
            ja=(
                "「{verb}」は契約の条項により実行できません",
                "上に挙げた条項と理由を確かめてください（記録は管理簿に残りました）",
            ),
            en=(
                "“{verb}” is refused by the contract",
                "see the articles and reasons above; the refusal is in the ledger",
            ),
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
        "policy.exchange-not-listed": Message(
            ja=(
                "この場所への経路の鍵交換 {about} は電子政府推奨暗号リストにありません",
                "発注者の文書番号のある承認を得るか、場所の --algorithms を recommended に戻してください",
            ),
            en=(
                "the key exchange {about} on the way to this place is not on the CRYPTREC list of recommended ciphers",
                "get an approval that names the client's document, or set the place's --algorithms to recommended",
            ),
        ),
        "policy.cipher-not-listed": Message(
            ja=(
                "{about} は電子政府推奨暗号リストにありません",
                "リストにある暗号を使ってください（既定のままなら該当しません）",
            ),
            en=("{about} is not on the CRYPTREC list of recommended ciphers", "use a listed one; the defaults are"),
        ),
        "policy.cipher-not-monitored": Message(
            ja=(
                "{about} は CRYPTREC の推奨暗号リストにも運用監視暗号リストにもありません",
                "リストにある暗号を使ってください（既定のままなら該当しません）",
            ),
            en=(
                "{about} is neither on CRYPTREC's recommended nor on its monitored list",
                "use a listed one; the defaults are",
            ),
        ),
        "policy.html-not-agreed": Message(
            ja=(
                "「{about}」が HTML での受け取りに同意した記録がありません",
                "同意の日を safehandle recipient edit --html-agreed で記録するか、.shc と reader.html を渡してください",
            ),
            en=(
                "“{about}” is not recorded as having agreed to HTML pages",
                "record the day with safehandle recipient edit --html-agreed, or hand over the .shc and reader.html",
            ),
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
                "教育を実施し、`safehandle person edit {about} --educated 日付` で記録してください",
            ),
            en=(
                "no education is recorded for “{about}”",
                "educate the person, then `safehandle person edit {about} --educated DATE`",
            ),
        ),
        "policy.handler-not-pledged": Message(
            ja=(
                "「{about}」の誓約書の日付が登録されていません",
                "誓約書を受け取り、`safehandle person edit {about} --pledged 日付` で記録してください",
            ),
            en=(
                "no pledge is recorded for “{about}”",
                "take the pledge, then `safehandle person edit {about} --pledged DATE`",
            ),
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
            en=(
                "the recipient is not a registered one",
                "name one with --to, registered with safehandle recipient add",
            ),
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
            en=(
                "recipient “{about}” is outside the registered period",
                "see the period with safehandle recipient list",
            ),
        ),
        "policy.clock-set-back": Message(
            ja=("時計が計画の作成時より前に戻っています", "時計を合わせてから計画を作り直してください"),
            en=("the clock stands before the time at which the plan was made", "set the clock, then plan again"),
        ),
        "policy.place-unknown": Message(
            ja=(
                "場所「{about}」は登録されていません",
                "発注者の指定・承認を得て safehandle place add で登録してください",
            ),
            en=(
                "“{about}” is not a registered place",
                "register it with safehandle place add after the client's consent",
            ),
        ),
        "policy.place-out-of-period": Message(
            ja=("場所「{about}」の登録期間外です", "safehandle place list で期間を確かめてください"),
            en=("place “{about}” is outside its registered period", "see the period with safehandle place list"),
        ),
        "policy.place-kind": Message(
            ja=(
                "場所「{about}」はこの操作に使える種類ではありません",
                "safehandle place list で種類を確かめ、別の場所を指定してください",
            ),
            en=(
                "place “{about}” is not of a kind allowed here",
                "see the kinds with safehandle place list and name another place",
            ),
        ),
        "policy.place-not-in-japan": Message(
            ja=(
                "「{about}」は国内にあると登録されていません",
                '国内の保存先を使うか、確認のうえ country = "JP" を登録してください',
            ),
            en=(
                "“{about}” is not registered as lying in Japan",
                'use a place in Japan, or register country = "JP" once it is verified',
            ),
        ),
        "policy.place-not-assessed": Message(
            ja=(
                "「{about}」の評価・点検の日付がないか、古くなっています",
                "評価・点検を行い、`safehandle place edit {about} --assessed 日付` で記録してください",
            ),
            en=(
                "“{about}” was not assessed, or too long ago",
                "assess it, then `safehandle place edit {about} --assessed DATE`",
            ),
        ),
        "policy.not-encrypted": Message(
            ja=("「{about}」へ出すものが暗号化されていません", "safehandle encrypt で暗号化してから出してください"),
            en=("what goes to “{about}” is not encrypted", "seal it with safehandle encrypt first"),
        ),
        "policy.erasure-level": Message(
            ja=(
                "到達できる消去の水準は「{about}」で、求められる水準に届きません",
                "媒体全体の消去、鍵の破棄、物理的な破壊を検討してください",
            ),
            en=(
                "the erasure can reach “{about}” only, which is less than the contract asks for",
                "erase the whole medium, destroy the key or the medium itself",
            ),
        ),
        "policy.disposal-not-instructed": Message(
            ja=(
                "廃棄についての発注者の指示がありません",
                "contract.toml の disposal と disposal_document に指示と文書番号を書くか、承認を用意してください",
            ),
            en=(
                "the client has not instructed this disposal",
                "state disposal and disposal_document in contract.toml, or bring an approval",
            ),
        ),
        "policy.disposal-return": Message(
            ja=("発注者の指示は返還です", "返還するか、廃棄についての発注者の承認を用意してください"),
            en=(
                "the client's instruction is to give the data back",
                "give it back, or bring the client's approval of the disposal",
            ),
        ),
        "policy.password-weak": Message(
            ja=("パスワードの強さが {about} ビットで、足りません", "--generate-password を使ってください"),
            en=("the password has {about} bits, which is too weak", "use --generate-password"),
        ),
        "policy.password-same-route": Message(
            ja=("パスワードがデータと同じ経路（{about}）で伝えられます", "電話など別の経路で伝えてください"),
            en=(
                "the password would travel the way the data goes ({about})",
                "tell it by another route, as by telephone",
            ),
        ),
        "policy.log-too-young": Message(
            ja=("{about} の記録は保存期間内のため取り除けません", "保存期間が過ぎるまで保管してください"),
            en=("records of {about} must be kept longer", "keep them until the period is over"),
        ),
        "policy.post-not-traceable": Message(
            ja=("媒体「{about}」の送付方法では追跡できません", "特定記録郵便・書留などを使ってください"),
            en=("medium “{about}” would travel untraceably", "use a traceable service such as 特定記録 or 書留"),
        ),
        "policy.post-without-number": Message(
            ja=("媒体「{about}」の追跡番号がありません", "差し出す前に追跡番号を記録してください"),
            en=("medium “{about}” has no tracking number", "record the number before it leaves"),
        ),
        "policy.carry-approver-role": Message(
            ja=("「{about}」には持ち出しを承認する役割がありません", "管理責任者または監督者を承認者にしてください"),
            en=(
                "“{about}” has no role that may approve taking a medium out",
                "name a manager or supervisor as approver",
            ),
        ),
        "policy.carry-approver-is-carrier": Message(
            ja=(
                "「{about}」は自分の持ち出しを承認できません",
                "別の管理責任者または監督者に承認してもらってください",
            ),
            en=(
                "“{about}” may not approve what they carry themselves",
                "ask another manager or supervisor to approve it",
            ),
        ),
        "policy.carry-not-approved": Message(
            ja=(
                "「{about}」がこの持ち出しを承認した記録がありません",
                "--plan-only で計画を書き出し、承認者に safehandle approve を依頼するか、承認者自身が記録してください",
            ),
            en=(
                "nothing shows that “{about}” approved this",
                "write the plan with --plan-only and ask them for safehandle approve, or let them record it themselves",
            ),
        ),
        "policy.carry-confirmer-is-carrier": Message(
            ja=(
                "持ち出した「{about}」自身は、返却を確認できません",
                "別の者に確認してもらい、--confirmed-by に指定してください",
            ),
            en=("“{about}” carried it and may not confirm its return", "let somebody else confirm it: --confirmed-by"),
        ),
        "policy.handover-ours": Message(
            ja=("「{about}」は受渡しのできる者ではありません", "管理責任者が受け渡してください"),
            en=("“{about}” may not hand over", "let the manager do it"),
        ),
        "policy.handover-theirs": Message(
            ja=(
                "「{about}」は発注者が指定した職員として登録されていません",
                "発注者の指定を確かめ、safehandle recipient add で登録してください",
            ),
            en=(
                "“{about}” is not registered as staff whom the client named",
                "ask whom the client named and register with safehandle recipient add",
            ),
        ),
        "policy.actor-not-authenticated": Message(
            ja=("「{about}」本人であることが確認できていません", "本人のログインで実行するか、署名鍵を使ってください"),
            en=(
                "nothing shows that it is “{about}” who acts",
                "act under the person's own login, or with the signing key",
            ),
        ),
        "policy.not-tamper-evident": Message(
            ja=("{about} では改ざんに気づけません", "認証付きの暗号（既定の AES-256-GCM など）を使ってください"),
            en=("{about} shows no alteration", "use authenticated encryption; the default AES-256-GCM is"),
        ),
        "policy.contract-not-in-force": Message(
            ja=("契約「{about}」の期間外です", "返還・廃棄以外の操作はできません。期間を確かめてください"),
            en=(
                "contract “{about}” is not in force today",
                "nothing but giving back and erasing is allowed; check the period",
            ),
        ),
        "policy.level-unknown": Message(
            ja=("データの区分「{level}」はこのプロファイルにありません", "使える区分: {known}"),
            en=("the profile knows no data class “{level}”", "known: {known}"),
        ),
    }
    | APPROVAL
    | PROFILE
)
