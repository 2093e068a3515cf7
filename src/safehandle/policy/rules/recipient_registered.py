"""Kind ``recipient-registered``: data is sealed only for registered recipients, within their registered period."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Addressee, active
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRegistered:
    """The contract itself (its own sealing key, for what is stored) is always a lawful recipient.

    With ``password`` so is "whoever knows the password", who has no name.
    """

    password: bool = False

    def objection(self, case: Case) -> Objection | None:
        addressees = case.of(Addressee)
        if not addressees:
            return Objection(NOTHING_TO_JUDGE, "addressee")
        return next(filter(None, (self._against(addressee, case) for addressee in addressees)), None)

    def _against(self, addressee: Addressee, case: Case) -> Objection | None:
        if not addressee.recipient and addressee.means == "password":
            return None if self.password else Objection("policy.recipient-unnamed")
        if addressee.recipient == case.contract.ident and addressee.means == "key":
            return None
        recipient = case.contract.recipient(addressee.recipient)
        if recipient is None:
            return Objection("policy.recipient-unknown", addressee.recipient or addressee.key_id)
        if not active(recipient, case.day):
            return Objection("policy.recipient-out-of-period", recipient.ident)
        return None


KIND = RecipientRegistered
