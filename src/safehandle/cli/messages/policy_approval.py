"""Messages of the policy about approvals: none was given, or why one that was given does not count."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "policy.approval-missing": Message(
        ja=(
            "この操作には本人以外の承認が必要です",
            "--plan-only で計画を書き出し、管理責任者に safehandle approve を依頼してください",
        ),
        en=(
            "this needs somebody else's approval",
            "write the plan with --plan-only and ask the manager for safehandle approve",
        ),
    ),
    "policy.consent-missing": Message(
        ja=(
            "この操作には発注者の承諾が必要です",
            "発注者の文書番号を付けた承認（safehandle approve --client-document）を用意してください",
        ),
        en=(
            "this needs the client's consent",
            "bring an approval that names the client's document (safehandle approve --client-document)",
        ),
    ),
    "policy.copy-without-consent": Message(
        ja=(
            "この複製には発注者の承諾が必要です",
            "発注者の文書番号を付けた承認（safehandle approve --client-document）を用意してください",
        ),
        en=(
            "this copy needs the client's consent",
            "bring an approval that names the client's document (safehandle approve --client-document)",
        ),
    ),
    "policy.approval-without-document": Message(
        ja=(
            "承認「{about}」に発注者の文書番号と写しがありません",
            "safehandle approve --client-document で文書番号と写しを付けてください",
        ),
        en=(
            "approval “{about}” names no document of the client's",
            "approve again with --client-document, its number and a copy",
        ),
    ),
    "policy.approval-revoked": Message(
        ja=("承認「{about}」は取り消されています", "新しい承認を得てください"),
        en=("approval “{about}” was revoked", "ask for a new one"),
    ),
    "policy.approval-used": Message(
        ja=("承認「{about}」はすでに使われています", "計画を作り直し、新しい承認を得てください"),
        en=("approval “{about}” was used already", "plan again and ask for a new one"),
    ),
    "policy.approval-unverified": Message(
        ja=("承認「{about}」は、承認した人の今の鍵で署名されていません", "新しい鍵で承認し直してもらってください"),
        en=("approval “{about}” was not signed with its approver's present key", "ask for a new one"),
    ),
    "policy.approval-expired": Message(
        ja=("承認「{about}」は期限切れです", "新しい承認を得てください"),
        en=("approval “{about}” has expired", "ask for a new one"),
    ),
    "policy.approval-not-yet": Message(
        ja=("承認「{about}」の日時が未来です", "承認者と実行者の時計を確かめてください"),
        en=("approval “{about}” lies in the future", "check the approver's clock and yours"),
    ),
    "policy.approval-self": Message(
        ja=("承認「{about}」は実行する本人によるものです", "別の管理責任者または監督者の承認を得てください"),
        en=("approval “{about}” was given by the one who acts", "ask another manager or supervisor"),
    ),
    "policy.approval-unknown-approver": Message(
        ja=(
            "承認「{about}」の承認者は、現在登録されている者ではありません",
            "safehandle person list で確かめてください",
        ),
        en=("approval “{about}” was given by nobody who is registered now", "see safehandle person list"),
    ),
    "policy.approval-role": Message(
        ja=("承認「{about}」の承認者には承認する役割がありません", "管理責任者または監督者の承認を得てください"),
        en=("the approver of “{about}” has no role that may approve", "ask a manager or supervisor"),
    ),
    "policy.approval-other-plan": Message(
        ja=("承認「{about}」は別の計画に対するものです", "承認された plan.json をそのまま --plan に渡してください"),
        en=("approval “{about}” is for another plan", "pass the approved plan.json unchanged with --plan"),
    ),
    "policy.approval-scope": Message(
        ja=(
            "承認「{about}」の範囲はこの操作を含みません",
            "範囲（操作・宛先・場所・データの区分）を確かめ、承認を得直してください",
        ),
        en=(
            "approval “{about}” does not cover this",
            "check its verbs, recipients, places and data classes, and ask again",
        ),
    ),
}
