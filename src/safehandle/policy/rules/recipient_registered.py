"""Kind ``recipient-registered``: data is sealed for registered recipients only, and media go to nobody else, within
their registered period."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Addressee, Disposal, Posting, active
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRegistered:
    """The contract itself (its own sealing key, for what is stored) is always a lawful recipient.

    With ``password`` so is "whoever knows the password", who has no name.
    """

    password: bool = False

    def objection(self, case: Case) -> Objection | None:
        addressees, postings, disposals = case.of(Addressee), case.of(Posting), case.of(Disposal)
        if not addressees and not postings and not disposals:
            return Objection(NOTHING_TO_JUDGE, "addressee")
        sealed = (self._against(addressee, case) for addressee in addressees)
        posted = (_unregistered(posting.recipient, case) for posting in postings)
        # What is erased or destroyed goes to nobody; what is given back goes to its confirmer.
        returned = (_unregistered(one.confirmer, case) for one in disposals if one.method == "returned")
        return next(filter(None, (*sealed, *posted, *returned)), None)

    def _against(self, addressee: Addressee, case: Case) -> Objection | None:
        if not addressee.recipient and addressee.means == "password":
            return None if self.password else Objection("policy.recipient-unnamed")
        if addressee.recipient == case.contract.ident and addressee.means == "key":
            return None
        return _unregistered(addressee.recipient, case, addressee.key_id)


def _unregistered(ident: str, case: Case, key_id: str = "") -> Objection | None:
    recipient = case.contract.recipient(ident)
    if recipient is None:
        return Objection("policy.recipient-unknown", ident or key_id)
    if not active(recipient, case.day):
        return Objection("policy.recipient-out-of-period", recipient.ident)
    return None


KIND = RecipientRegistered
