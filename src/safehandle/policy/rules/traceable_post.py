"""Kind ``traceable-post``: media are posted in a way that can be traced."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model.media import Posting
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceablePost:
    """By one of ``services``, with the tracking number known before the medium leaves our hands.

    Source: nerima-2025-12 17(3).
    """

    services: tuple[str, ...] = ("特定記録", "簡易書留", "書留", "レターパックプラス", "セキュリティ便")

    def objection(self, case: Case) -> Objection | None:
        postings = case.of(Posting)
        if not postings:
            return Objection(NOTHING_TO_JUDGE, "posting")
        for posting in postings:
            if not posting.service.startswith(self.services):
                return Objection("policy.post-not-traceable", posting.medium)
            if not posting.tracking:
                return Objection("policy.post-without-number", posting.medium)
        return None


KIND = TraceablePost
