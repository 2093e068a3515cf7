"""When the world is no longer what a plan says."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "plan.changed": Message(
        ja=("計画したときから対象が変わっています", "変更を確かめて、もう一度実行してください"),
        en=("what the plan was made for has changed since", "check what changed and run it again"),
    ),
    "plan.not-yours": Message(
        ja=(
            "この計画は今しようとしている操作のものではありません({verb}、契約 {contract}、計画した人 {actor})",
            "計画した人が同じ操作で実行するか、計画を作り直して承認を受けてください",
        ),
        en=(
            "this plan is for another act ({verb}, contract {contract}, made by {actor})",
            "let its maker run that act, or make a new plan and have it approved",
        ),
    ),
}
