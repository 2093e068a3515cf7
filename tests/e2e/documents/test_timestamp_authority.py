"""A certificate with timestamps of a real responder (``openssl ts``) behind HTTP, judged years later."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.unit.documents.erasures import CERTIFICATE
from tests.unit.documents.test_signing import authority

from safehandle.documents import (
    Timestamping,
    Verdict,
    load_signer,
    make_signer,
    render_certificate,
    sign_pdf,
    timestamp_authority,
    verify_certificate,
)
from safehandle.errors import RemoteError, UsageError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")

NOW = datetime.now(UTC)
DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM
CONFIGURATION = """
[tsa]
default_tsa = only
[only]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Responder:
    """``openssl ts`` as a server on the loopback."""

    def __init__(self, folder: Path) -> None:
        key, root_key = (rsa.generate_private_key(65537, 3072) for _ in range(2))
        root = authority(root_key, "時刻認証局の認証局")
        certificate = authority(key, "時刻認証局", ca=(root.subject, root_key), tsa=True)
        self.root = root.public_bytes(DER)
        self.crl = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(root.subject)
            .last_update(NOW - timedelta(hours=1))
            .next_update(NOW + timedelta(days=30))
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
            .sign(root_key, hashes.SHA256())
            .public_bytes(DER)
        )
        (folder / "tsa.pem").write_bytes(certificate.public_bytes(PEM))
        (folder / "tsa.key").write_bytes(
            key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))
        self.folder, self.broken = folder, False
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def reply(self, query: bytes) -> bytes:
        (self.folder / "q").write_bytes(query)
        arguments = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q", "-out", "r"]
        subprocess.run(arguments, cwd=self.folder, check=True, capture_output=True, timeout=20)
        return (self.folder / "r").read_bytes()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        responder = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                content = b"<html>" if responder.broken else responder.reply(query)
                self.send_response(200)
                self.send_header("Content-Type", "text/html" if responder.broken else "application/timestamp-reply")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Silent: the test says what went wrong."""

        return Handler


@pytest.fixture
def responder(tmp_path: Path) -> Iterator[Responder]:
    made = Responder(tmp_path)
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_self_made_signature_with_timestamps_lasts(responder: Responder) -> None:
    signer = load_signer(make_signer("さくら", b"pass", NOW), b"pass")
    timestamping = Timestamping(
        authority=timestamp_authority(responder.url), roots=(responder.root,), crls=(responder.crl,)
    )
    signed = sign_pdf(render_certificate(CERTIFICATE), signer, reason="発行", at=NOW, timestamping=timestamping)
    trusted, roots = [signer.fingerprint], [responder.root]
    checked = verify_certificate(signed, fingerprints=trusted, roots=roots, crls=[responder.crl])
    assert checked.verdict is Verdict.VALID
    assert checked.stamped_at is not None
    assert timedelta(0) <= datetime.now(UTC) - checked.stamped_at < timedelta(minutes=10)
    later = verify_certificate(signed, fingerprints=trusted, roots=roots, at=NOW + timedelta(days=365 * 8))
    assert (later.verdict, later.long_term) == (Verdict.VALID, True)


def test_an_authority_that_does_not_answer_leaves_nothing_signed(responder: Responder) -> None:
    signer = load_signer(make_signer("さくら", b"pass", NOW), b"pass")
    responder.broken = True
    for url in (responder.url, "http://127.0.0.1:9/"):
        timestamping = Timestamping(authority=timestamp_authority(url), roots=(responder.root,), crls=(responder.crl,))
        with pytest.raises(RemoteError) as caught:
            sign_pdf(render_certificate(CERTIFICATE), signer, reason="発行", at=NOW, timestamping=timestamping)
        assert caught.value.code == "documents.timestamp-failed"


def test_only_web_addresses_are_asked() -> None:
    for url in ("file:///etc/passwd", "ftp://x/", "tsa.example"):
        with pytest.raises(UsageError) as caught:
            timestamp_authority(url)
        assert caught.value.code == "documents.timestamp-url"
