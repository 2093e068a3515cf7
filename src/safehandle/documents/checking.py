"""Check a signed certificate: one verdict over signature, changes, time and signer, by pyHanko's overall judgement.

A viewer that says "signature valid" of a document that was painted over by a later revision is not enough: the verdict
here is about the file as it lies there.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from safehandle.documents.apart import apart
from safehandle.documents.certificate import FORMAT
from safehandle.documents.erased_list import list_digest
from safehandle.documents.issuing import LISTED, PROOF_SUFFIX, TWIN
from safehandle.errors import InputError

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

_MOST = 256 << 20


class Verdict(StrEnum):
    """One word over the whole file."""

    VALID = "valid"  # unchanged since it was signed, and the signer is one whom the caller trusts
    UNKNOWN_SIGNER = "unknown-signer"  # unchanged, but nothing shows who signed
    ALTERED = "altered"  # changed after it was signed, or the signature does not hold
    UNSIGNED = "unsigned"
    NOT_A_CERTIFICATE = "not-a-certificate"  # unchanged, but it is a record of failed or unfinished work


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found. ``fingerprint`` is the SHA-256 of the signer's certificate (hex).

    ``claimed_at`` is what the signer's clock said, ``stamped_at`` what a timestamp authority said, if one did. ``twin``
    is the JSON twin, ``proofs`` the tlog-proofs and ``lists`` the digests of the lists of files inside; all are only as
    good as the verdict.
    """

    verdict: Verdict
    signer: str = ""
    fingerprint: str = ""
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    long_term: bool = False
    detail: str = ""
    twin: dict[str, Any] = field(default_factory=dict)
    proofs: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.verdict is Verdict.VALID


def verify_certificate(
    pdf: bytes,
    *,
    fingerprints: Iterable[str] = (),
    roots: Iterable[bytes] = (),
    crls: Iterable[bytes] = (),
    at: datetime | None = None,
) -> Checked:
    """Judge a certificate.

    ``fingerprints`` are certificates of signers that the caller got on another way (SHA-256, hex, in any grouping);
    ``roots`` are DER certificates of authorities it trusts, ``crls`` their revocation lists. ``at`` is the moment to
    judge at (default: now). Nothing is fetched from anywhere.

    Raises:
        InputError: ``documents.not-a-pdf``.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not pdf.startswith(b"%PDF-") or len(pdf) > _MOST:
        raise InputError("documents.not-a-pdf")
    # What pyHanko would log to the terminal is in the verdict.
    logging.getLogger("pyhanko").addHandler(logging.NullHandler())
    logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())
    trust = _Trust(frozenset(map(_bare, fingerprints)), tuple(roots), tuple(crls), at)
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        signatures = reader.embedded_regular_signatures
        if len(signatures) != 1:
            return Checked(verdict=Verdict.UNSIGNED if not signatures else Verdict.ALTERED, detail="signatures")
        return _judge(pdf, reader, trust)
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        # A file that breaks the parser is not the file that was signed.
        return Checked(verdict=Verdict.ALTERED, detail=type(error).__name__)


@dataclass(frozen=True, slots=True)
class _Trust:
    fingerprints: frozenset[str]
    roots: tuple[bytes, ...]
    crls: tuple[bytes, ...]
    at: datetime | None


def _bare(fingerprint: str) -> str:
    return "".join(c for c in fingerprint.lower() if c in "0123456789abcdef")


def _judge(pdf: bytes, reader: PdfFileReader, trust: _Trust) -> Checked:
    from asn1crypto import x509  # type: ignore[import-untyped]

    (signature,) = reader.embedded_regular_signatures
    certificate = signature.signer_cert
    fingerprint = certificate.sha256.hex()
    anchors = [x509.Certificate.load(root) for root in trust.roots]
    if fingerprint in trust.fingerprints:
        anchors.append(certificate)
    status = _status(signature, anchors, trust)
    stamp = status.timestamp_validity
    facts: dict[str, Any] = {
        "signer": str(certificate.subject.native.get("common_name", "")),
        "fingerprint": fingerprint,
        "claimed_at": signature.self_reported_timestamp,
        "stamped_at": stamp.timestamp if stamp is not None and stamp.valid and stamp.intact else None,
    }
    if not (status.intact and status.valid and status.docmdp_ok and _unchanged(status, pdf)):
        return Checked(verdict=Verdict.ALTERED, detail="changed" if status.intact else "content", **facts)
    files = _attached(reader)
    twin = _twin(files)
    lasting = bool(anchors) and "/DSS" in reader.root and _long_term(signature, anchors, trust.at)
    proofs = tuple(text.decode("utf-8", "replace") for name, text in files.items() if name.endswith(PROOF_SUFFIX))
    lists = tuple(list_digest(text.splitlines(keepends=True)) for name, text in files.items() if LISTED.fullmatch(name))
    facts |= {"twin": twin, "proofs": proofs, "lists": lists, "long_term": lasting}
    if not (status.bottom_line or lasting):
        return Checked(verdict=Verdict.UNKNOWN_SIGNER, detail="trust", **facts)
    if twin.get("format") != FORMAT or twin.get("standing") != "certificate":
        return Checked(verdict=Verdict.NOT_A_CERTIFICATE, detail=str(twin.get("standing", "")), **facts)
    return Checked(verdict=Verdict.VALID, **facts)


def _unchanged(status: PdfSignatureStatus, pdf: bytes) -> bool:
    """Whether nothing came after the signature but what keeps it checkable (timestamps and revocation data)."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.modification_level is ModificationLevel.NONE:
        return status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return status.modification_level is ModificationLevel.LTA_UPDATES and pdf.rstrip(b"\r\n").endswith(b"%%EOF")


def _status(signature: EmbeddedPdfSignature, anchors: list[Any], trust: _Trust) -> PdfSignatureStatus:
    """pyHanko's overall judgement at the given moment, later revisions of the file included."""
    from asn1crypto import crl
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    lists = [crl.CertificateList.load(each) for each in trust.crls]
    context = ValidationContext(trust_roots=anchors, crls=lists, allow_fetching=False, moment=trust.at)
    return apart(lambda: validate_pdf_signature(signature, context))


def _long_term(signature: EmbeddedPdfSignature, anchors: list[Any], at: datetime | None) -> bool:
    """Whether timestamps and revocation data inside the file carry the signature past its certificate (B-LTA)."""
    import asyncio

    from pyhanko.sign.ades.report import AdESPassed
    from pyhanko.sign.validation import ades, policy_decl
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
    from pyhanko_certvalidator.registry import SimpleTrustManager

    revocation = CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("hard-fail"))
    certificates = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=anchors), revinfo_policy=revocation
    )
    local = policy_decl.RevocationInfoGatheringSpec(
        online_fetching_rule=policy_decl.RevinfoOnlineFetchingRule.LOCAL_ONLY
    )
    spec = policy_decl.SignatureValidationSpec(cert_validation_policy=certificates, revinfo_gathering_policy=local)
    moment = at or datetime.now(UTC)
    timing = ValidationTimingInfo(validation_time=moment, best_signature_time=moment, point_in_time_validation=True)
    policy = policy_decl.PdfSignatureValidationSpec(spec)
    found = apart(lambda: asyncio.run(ades.ades_lta_validation(signature, policy, timing_info=timing)))
    return found.ades_subindic is AdESPassed.OK


def _attached(reader: PdfFileReader) -> dict[str, bytes]:
    """The files inside the PDF, by the catalogue's associated files (ISO 19005-3)."""
    found: dict[str, bytes] = {}
    for each in reader.root.get("/AF", ()):
        specification = each.get_object()
        stream = specification["/EF"]["/F"]
        found[str(specification["/UF"])] = stream.data
    return found


def _twin(files: dict[str, bytes]) -> dict[str, Any]:
    try:
        twin = json.loads(files.get(TWIN, b"{}"))
    except (ValueError, RecursionError):
        return {}
    return twin if isinstance(twin, dict) else {}
