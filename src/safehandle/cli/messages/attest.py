"""Messages about attestations."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "attest.no-such-article": Message(
        ja=("このプロファイルに条項 {article} はありません", "safehandle profiles {profile} で番号を確かめてください"),
        en=("the profile has no article {article}", "see the numbers with safehandle profiles {profile}"),
    ),
    "attest.not-attestable": Message(
        ja=(
            "条項 {article} には、人が申告することがありません",
            "申告できるのは区分 O か R の条項です。safehandle profiles {profile} で確かめてください",
        ),
        en=(
            "article {article} has nothing that a person attests to",
            "only O and R articles can be attested to; see safehandle profiles {profile}",
        ),
    ),
    "attest.unknown-person": Message(
        ja=("「{by}」は、いまこの契約に登録されていません", "safehandle person list で ID と期間を確かめてください"),
        en=("“{by}” is not registered with this contract now", "see ids and periods with safehandle person list"),
    ),
    "attest.future": Message(
        ja=("{day} はまだ来ていません", "今日までの状態を申告してください。--on の日付を直してください"),
        en=("{day} is yet to come", "attest to how it was up to today: correct --on"),
    ),
    "attest.no-reason": Message(
        ja=("守られていない、または該当しないことの理由がありません", "--statement で理由を書いてください"),
        en=("it does not say why it is not kept, or why there is nothing to keep", "say why with --statement"),
    ),
    "attest.due-before-day": Message(
        ja=("次回の期日（{due}）が申告の日（{day}）より前です", "--due と --on の日付を直してください"),
        en=("the next one ({due}) would be due before this one ({day})", "correct --due or --on"),
    ),
    "attest.evidence-unreadable": Message(
        ja=("{file} を読めません: {reason}", "ファイルの場所と権限を確かめてください"),
        en=("cannot read {file}: {reason}", "check where the file is and who may read it"),
    ),
}
