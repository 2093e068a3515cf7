"""Kind ``erasure-level``: an erasure reaches at least the level that the contract asks for."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model.erasure import ErasurePlan, ErasureTarget, Level
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureLevel:
    """One level for files, media and keys each (NIST SP 800-88 Rev. 2; "file-overwrite" is below Clear).

    Every target is judged by the plans that are about it, and one that no plan is about is refused.

    Source: kawasaki 14, nerima-2025-12 18(7) and 22.
    """

    files: Level = Level.FILE_OVERWRITE
    medium: Level = Level.CLEAR
    key: Level = Level.CLEAR

    def objection(self, case: Case) -> Objection | None:
        plans, targets = case.of(ErasurePlan), case.of(ErasureTarget)
        if not plans or not targets:
            return Objection(NOTHING_TO_JUDGE, "erasure")
        wanted = {"files": self.files, "medium": self.medium, "key": self.key}
        for target in targets:
            own = [erasure for erasure in plans if erasure.target in ("", target.digest)]
            if not own:
                return Objection(NOTHING_TO_JUDGE, "erasure")
            for erasure in own:
                if not erasure.reachable.reaches(wanted.get(target.what, Level.DESTROY)):
                    return Objection("policy.erasure-level", str(erasure.reachable))
        return None


KIND = ErasureLevel
