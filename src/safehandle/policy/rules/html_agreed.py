"""Kind ``html-agreed``: a container travels inside an HTML page only to those who have agreed to it, on record."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Addressee
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlAgreed:
    """Judges every addressee. Whoever has no name has agreed to nothing."""

    def objection(self, case: Case) -> Objection | None:
        addressees = case.of(Addressee)
        if not addressees:
            return Objection(NOTHING_TO_JUDGE, "addressee")
        for addressee in addressees:
            recipient = case.contract.recipient(addressee.recipient)
            if recipient is None or recipient.html_agreed is None or recipient.html_agreed > case.day:
                return Objection("policy.html-not-agreed", addressee.recipient)
        return None


KIND = HtmlAgreed
