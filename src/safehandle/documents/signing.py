"""Sign a PDF as PAdES with pyHanko: a certification signature that allows no change at all.

Offline the result is PAdES B-B, which is not for the long term: it holds as long as the signer's certificate does.
With a timestamp authority it becomes B-LTA, which can be checked years after that (ETSI EN 319 142-1).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from safehandle.documents.apart import apart
from safehandle.errors import InputError, RemoteError, SecretError

FIELD = "Safehandle"
_YEARS = 5


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its certificate, ready to sign. Never shows the key."""

    subject: str
    fingerprint: str  # SHA-256 of the certificate, hex
    until: datetime
    loaded: Any = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamping:
    """Where timestamps come from, and what they and the signer are checked against when the signature is made.

    ``authority`` is a pyHanko ``TimeStamper``; ``roots`` and ``crls`` are DER; ``fetch`` lets revocation data be
    fetched.
    """

    authority: Any = field(repr=False)
    roots: tuple[bytes, ...]
    crls: tuple[bytes, ...] = ()
    fetch: bool = False


def load_signer(pkcs12: bytes, passphrase: bytes) -> Signer:
    """Open a PKCS#12 file.

    Raises:
        SecretError: ``documents.signer-locked``: the passphrase is wrong, or the file is damaged.
        InputError: ``documents.signer-weak``: the key is neither ECDSA P-256 / P-384 nor RSA of 3,072 bits or more;
            ``documents.signer-incomplete``: there is no key or no certificate in it.
    """
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import pkcs12 as container

    try:
        key, certificate, _ = container.load_key_and_certificates(pkcs12, passphrase or None)
    except ValueError:
        raise SecretError("documents.signer-locked") from None
    if key is None or certificate is None:
        raise InputError("documents.signer-incomplete")
    _require_listed(key)
    return Signer(
        certificate.subject.rfc4514_string(),
        certificate.fingerprint(hashes.SHA256()).hex(),
        certificate.not_valid_after_utc,
        _pyhanko_signer(pkcs12, passphrase),
    )


def _pyhanko_signer(pkcs12: bytes, passphrase: bytes) -> Any:
    from pyhanko.sign.signers import SimpleSigner

    loaded = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=passphrase or None)
    if loaded is None:
        raise InputError("documents.signer-incomplete")
    return loaded


def _require_listed(key: object) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in {"secp256r1", "secp384r1"}:
        return
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 3072:
        return
    raise InputError("documents.signer-weak", kind=type(key).__name__, bits=getattr(key, "key_size", 0))


def make_signer(name: str, passphrase: bytes, at: datetime) -> bytes:
    """A self-made ECDSA P-256 key and certificate as an encrypted PKCS#12 file, for trial and for small vendors.

    It shows that one key made all of a vendor's certificates; who holds it is shown only by handing its fingerprint to
    the city on another way.

    Raises:
        SecretError: ``documents.signer-passphrase``: there is no passphrase.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not passphrase:
        raise SecretError("documents.signer-passphrase")
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, name[:64]),
            x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, locked)


def sign(pdf: bytes, signer: Signer, *, reason: str, at: datetime, timestamping: Timestamping | None = None) -> bytes:
    """Add the signature. ``reason`` is shown by PDF viewers.

    Raises:
        InputError: ``documents.signer-expired``: the certificate is no longer valid at ``at``.
        RemoteError: ``documents.timestamp-failed``: the authority does not answer, or not as it should.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    if at >= signer.until:
        raise InputError("documents.signer-expired", until=signer.until.date())
    stamped = timestamping is not None
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=stamped,
        use_pades_lta=stamped,
        validation_context=_context(timestamping, signer) if timestamping else None,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    authority = timestamping.authority if timestamping else None
    try:
        out = apart(lambda: PdfSigner(metadata, signer.loaded, timestamper=authority).sign_pdf(writer))
    except TimestampRequestError as error:
        raise RemoteError("documents.timestamp-failed", reason=str(error)) from None
    return bytes(out.getbuffer())


def _context(timestamping: Timestamping, signer: Signer) -> Any:
    """What the signature is checked against while it is made. A self-made certificate is its own authority."""
    from asn1crypto import crl, x509  # type: ignore[import-untyped]
    from pyhanko_certvalidator import ValidationContext

    own = signer.loaded.signing_cert
    roots = [x509.Certificate.load(root) for root in timestamping.roots]
    return ValidationContext(
        trust_roots=[*roots, *([own] if own.self_signed != "no" else [])],
        crls=[crl.CertificateList.load(each) for each in timestamping.crls],
        allow_fetching=timestamping.fetch,
        revocation_mode="hard-fail" if timestamping.crls and not timestamping.fetch else "soft-fail",
    )


def roots_of(pems: Iterable[bytes]) -> tuple[bytes, ...]:
    """Certificates from PEM files, as DER.

    Raises:
        InputError: ``documents.roots-malformed``.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        return tuple(
            certificate.public_bytes(Encoding.DER)
            for pem in pems
            for certificate in x509.load_pem_x509_certificates(pem)
        )
    except ValueError:
        raise InputError("documents.roots-malformed") from None
