"""Every objection that a rule can make has words in both languages."""

import re
from importlib import resources

from safehandle.cli.messages.policy import MESSAGES

SOURCES = [
    item
    for folder in ("", "rules")
    for item in (resources.files("safehandle.policy") / folder).iterdir()
    if item.name.endswith(".py")
]
CODES = {code for item in SOURCES for code in re.findall(r'"(policy\.[a-z-]+)"', item.read_text("utf-8"))}
VOIDED = {"policy.approval-revoked", "policy.approval-used"}  # made from Approval.voided
AS_USED_BY_THE_OFFICE = {"policy.denied"}


def test_every_code_has_a_message() -> None:
    assert len(CODES) > 40
    assert set(MESSAGES) >= CODES | VOIDED | AS_USED_BY_THE_OFFICE
