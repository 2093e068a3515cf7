"""Kind ``exchange-listed``: keys for the way are agreed on by recommended algorithms, or as the client consents."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.algorithms import listed
from safehandle.model import KeyExchange
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.consent import objection_to_approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeListed:
    """Post-quantum key exchange may be better than what is recommended; it is the client's to say so in writing.

    Source: 電子政府における調達のために参照すべき暗号のリスト (CRYPTREC暗号リスト), 電子政府推奨暗号リスト.
    """

    def objection(self, case: Case) -> Objection | None:
        exchanges = case.of(KeyExchange)
        if not exchanges:
            return Objection(NOTHING_TO_JUDGE, "key-exchange")
        unlisted = next((name for exchange in exchanges for name in exchange.names if not listed(name)), None)
        if unlisted is None or objection_to_approvals(case, client=True, missing="") is None:
            return None
        return Objection("policy.exchange-not-listed", unlisted)


KIND = ExchangeListed
