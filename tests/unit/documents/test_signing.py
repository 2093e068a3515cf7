"""Signatures made by pyHanko and judged again: unchanged, painted over, cut, by somebody else, years later."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from tests.unit.documents.erasures import BROKEN, CERTIFICATE

from safehandle.documents.checking import Verdict, verify_certificate
from safehandle.documents.issuing import render_certificate
from safehandle.documents.signing import Signer, Timestamping, load_signer, make_signer, roots_of, sign
from safehandle.errors import InputError, SecretError

NOW = datetime.now(UTC)
PROOF = "c2sp.org/tlog-proof@v1\nindex 14\n"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@cache
def own() -> Signer:
    return load_signer(make_signer("株式会社さくら印刷データサービス", b"pass", NOW), b"pass")


@cache
def signed() -> bytes:
    return sign(render_certificate(CERTIFICATE, proofs=[PROOF]), own(), reason="証明書の発行", at=NOW)


def painted(pdf: bytes) -> bytes:
    """A white rectangle over the first page, as a later revision of the file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    pages = writer.root["/Pages"]["/Kids"]
    while "/Kids" in pages[0].get_object():
        pages = pages[0].get_object()["/Kids"]
    page = pages[0].get_object()
    paint = writer.add_object(generic.StreamObject(stream_data=b"1 1 1 rg 60 300 400 300 re f"))
    before = page.raw_get("/Contents")
    page[generic.pdf_name("/Contents")] = generic.ArrayObject([before, paint])
    writer.mark_update(pages.raw_get(0))
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def test_an_untouched_certificate_of_a_known_signer_is_valid() -> None:
    grouped = ":".join(own().fingerprint.upper()[i : i + 2] for i in range(0, 64, 2))
    checked = verify_certificate(signed(), fingerprints=[grouped])
    assert checked.holds
    assert checked.signer == "株式会社さくら印刷データサービス"
    assert checked.fingerprint == own().fingerprint
    assert checked.proofs == (PROOF,)
    assert checked.twin["number"] == "R8-0412"
    assert checked.stamped_at is None
    assert not checked.long_term


def test_signing_and_checking_work_inside_an_event_loop() -> None:
    """As from a notebook or an asynchronous pipeline, where Python refuses to start a second loop."""

    async def pipeline() -> Verdict:
        made = sign(render_certificate(CERTIFICATE, proofs=[PROOF]), own(), reason="証明書の発行", at=NOW)
        return verify_certificate(made, fingerprints=[own().fingerprint]).verdict

    assert asyncio.run(pipeline()) is Verdict.VALID


def test_without_the_fingerprint_nothing_shows_who_signed() -> None:
    assert verify_certificate(signed()).verdict is Verdict.UNKNOWN_SIGNER
    assert verify_certificate(signed(), fingerprints=["00" * 32]).verdict is Verdict.UNKNOWN_SIGNER


def test_a_painted_over_copy_is_refused() -> None:
    checked = verify_certificate(painted(signed()), fingerprints=[own().fingerprint])
    assert checked.verdict is Verdict.ALTERED
    assert checked.twin == {}, "nothing is shown of a file that was changed"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_one_flipped_bit_is_found(share: float) -> None:
    content = bytearray(signed())
    content[int(len(content) * share)] ^= 1
    assert verify_certificate(bytes(content), fingerprints=[own().fingerprint]).verdict is Verdict.ALTERED


def test_a_certificate_cut_short_or_with_something_behind_it_is_not_valid() -> None:
    for content in (signed()[:-2000], signed()[: len(signed()) // 2], signed() + b"%extra\n"):
        assert not verify_certificate(content, fingerprints=[own().fingerprint]).holds


def test_a_signature_taken_off_leaves_an_unsigned_document() -> None:
    plain = render_certificate(CERTIFICATE, proofs=[PROOF])
    assert verify_certificate(plain, fingerprints=[own().fingerprint]).verdict is Verdict.UNSIGNED


def test_two_signatures_are_not_one_verdict() -> None:
    content = render_certificate(CERTIFICATE)
    for name in ("First", "Second"):
        signer = PdfSigner(PdfSignatureMetadata(field_name=name), own().loaded)
        content = bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content))).getbuffer())
    assert verify_certificate(content, fingerprints=[own().fingerprint]).verdict is Verdict.ALTERED


def test_a_record_of_failure_is_no_certificate_however_well_it_is_signed() -> None:
    record = sign(render_certificate(replace(CERTIFICATE, reports=(BROKEN,))), own(), reason="記録", at=NOW)
    checked = verify_certificate(record, fingerprints=[own().fingerprint])
    assert checked.verdict is Verdict.NOT_A_CERTIFICATE
    assert checked.detail == "incomplete"


def test_a_file_that_is_no_pdf_is_refused() -> None:
    for content in (b"", b"PK\x03\x04", b"hello"):
        with pytest.raises(InputError) as caught:
            verify_certificate(content)
        assert caught.value.code == "documents.not-a-pdf"
    assert not verify_certificate(b"%PDF-1.7\ngarbage").holds


def test_the_passphrase_is_needed_and_never_shown() -> None:
    locked = make_signer("さくら", b"correct horse", NOW)
    with pytest.raises(SecretError) as caught:
        load_signer(locked, b"wrong")
    assert caught.value.code == "documents.signer-locked"
    assert "correct" not in repr(load_signer(locked, b"correct horse"))
    with pytest.raises(SecretError) as caught:
        make_signer("さくら", b"", NOW)
    assert caught.value.code == "documents.signer-passphrase"


def authority(key: Key, name: str, *, ca: tuple[x509.Name, Key] | None = None, tsa: bool = False) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    issuer, issuer_key = ca or (subject, key)
    usage = dict.fromkeys(
        ["key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"], False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=3650 if ca is None or tsa else 365))
        .add_extension(x509.BasicConstraints(ca=ca is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=ca is not None,
                content_commitment=ca is not None and not tsa,
                key_cert_sign=ca is None,
                crl_sign=ca is None,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if ca is not None:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    if tsa:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def packed(key: Key, certificate: x509.Certificate) -> bytes:
    locked = serialization.BestAvailableEncryption(b"pass")
    return pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, locked)


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256K1())], ids=["rsa2048", "k1"]
)
def test_keys_that_are_not_on_the_list_do_not_sign(key: Key) -> None:
    with pytest.raises(InputError) as caught:
        load_signer(packed(key, authority(key, "weak")), b"pass")
    assert caught.value.code == "documents.signer-weak"


def test_an_expired_certificate_does_not_sign() -> None:
    with pytest.raises(InputError) as caught:
        sign(b"", own(), reason="", at=NOW + timedelta(days=6 * 365))
    assert caught.value.code == "documents.signer-expired"


def test_with_a_timestamp_authority_it_holds_years_after_the_certificate_ran_out() -> None:
    from asn1crypto import keys  # type: ignore[import-untyped]
    from asn1crypto import x509 as asn1
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    root_key, signer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    stamp_key = rsa.generate_private_key(65537, 3072)
    root = authority(root_key, "認証局")
    ca = (root.subject, root_key)
    signer_certificate, stamp_certificate = (
        authority(signer_key, "さくら", ca=ca),
        authority(stamp_key, "時刻認証局", ca=ca, tsa=True),
    )
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(NOW - timedelta(hours=1))
        .next_update(NOW + timedelta(days=30))
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    der = root.public_bytes(serialization.Encoding.DER)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(asn1.Certificate.load(der))
    stamper = DummyTimeStamper(
        tsa_cert=asn1.Certificate.load(stamp_certificate.public_bytes(serialization.Encoding.DER)),
        tsa_key=keys.PrivateKeyInfo.load(
            stamp_key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        certs_to_embed=store,
    )
    plain = render_certificate(CERTIFICATE, proofs=[PROOF])
    signer = load_signer(packed(signer_key, signer_certificate), b"pass")
    timestamping = Timestamping(authority=stamper, roots=(der,), crls=(crl,))
    lasting = sign(plain, signer, reason="証明書の発行", at=NOW, timestamping=timestamping)
    brief = sign(plain, signer, reason="証明書の発行", at=NOW)
    in_seven_years = NOW + timedelta(days=7 * 365)

    now = verify_certificate(lasting, roots=[der], crls=[crl])
    later = verify_certificate(lasting, roots=[der], at=in_seven_years)
    assert now.holds
    assert later.holds
    assert later.long_term
    assert later.stamped_at is not None
    assert timedelta(0) <= datetime.now(UTC) - later.stamped_at < timedelta(minutes=10)
    assert verify_certificate(brief, roots=[der], crls=[crl]).holds
    assert verify_certificate(brief, roots=[der], at=in_seven_years).verdict is Verdict.UNKNOWN_SIGNER
    assert verify_certificate(painted(lasting), roots=[der], crls=[crl]).verdict is Verdict.ALTERED


def test_roots_come_as_pem() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    root = authority(key, "認証局")
    pem, der = (root.public_bytes(each) for each in (serialization.Encoding.PEM, serialization.Encoding.DER))
    assert roots_of([pem + pem]) == (der, der)
    with pytest.raises(InputError) as caught:
        roots_of([b"nothing"])
    assert caught.value.code == "documents.roots-malformed"
