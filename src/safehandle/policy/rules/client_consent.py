"""Kind ``client-consent``: the client has consented, by a document with a number."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import Case, Objection
from safehandle.policy.consent import objection_to_approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientConsent:
    """An approval by a manager or supervisor that names the client's document and the SHA-256 of its copy."""

    def objection(self, case: Case) -> Objection | None:
        return objection_to_approvals(case, client=True, missing="policy.consent-missing")


KIND = ClientConsent
