"""A profile and its assessment in OSCAL (NIST Open Security Controls Assessment Language), as plain JSON values.

Three documents: a catalog with a control for every article and an objective for every duty, a profile that selects the
articles that ask something of the vendor, and the assessment results. What people attest becomes an attestation by them
and never a finding: no machine says that it is satisfied.
"""

from collections.abc import Mapping, Sequence

from safehandle.policy.compliance import Assessed
from safehandle.policy.oscal.catalog import CATALOG, catalog, selection
from safehandle.policy.oscal.document import Document, Subject, control_id
from safehandle.policy.oscal.results import PROFILE, results
from safehandle.policy.profile import Profile


def oscal(profile: Profile, assessed: Sequence[Assessed], subject: Subject) -> Mapping[str, Document]:
    """The documents by file name. The same ledger, assessed at the same time, gives the same documents."""
    return {
        CATALOG: catalog(profile, subject),
        PROFILE: selection(profile, subject),
        "assessment-results.json": results(profile, assessed, subject),
    }


__all__ = ["Document", "Subject", "control_id", "oscal"]
