"""The folder that private keys are kept in: one file per key, closed to everyone else.

A file is the encrypted PEM of the key with a few lines of explanation before it (RFC 7468 section 5.2), so that what is
there can be listed without a passphrase. Those lines are not authenticated: :meth:`KeyStore.load` compares them with
the key itself, and what others rely on is the public key in contract.toml.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from safehandle.errors import InputError, IntegrityError, OutputError, SecretError, UsageError
from safehandle.files.home import home
from safehandle.files.whole import whole_file
from safehandle.keys import ring
from safehandle.keys.pairs import PrivateKey, PublicKey
from safehandle.keys.secret import Secret
from safehandle.model import KeyFact

ASKED, KEYRING = "asked", "keyring"
"""Where a key's passphrase is: with a person, or a random one in the operating system's keyring."""

_ID = re.compile(r"[0-9a-f]{20}")
_LINE = re.compile(r"^(Purpose|Passphrase|Created|Public): (.+?)\s*$", re.MULTILINE)
_MAX_BYTES = 65_536
_READ = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY"):
    _READ |= getattr(os, _flag, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """What is known of a kept key without its passphrase. ``kept`` is :data:`ASKED` or :data:`KEYRING`."""

    public: PublicKey
    path: Path
    created: datetime
    kept: str

    @property
    def id(self) -> str:
        """The key's id."""
        return self.public.id

    @property
    def fact(self) -> KeyFact:
        """The key as the ledger knows it."""
        return KeyFact(
            key_id=self.id,
            algorithm=self.public.algorithm,
            purpose=self.public.purpose,
            public=self.public.encode(),
            kept=self.kept,
        )


@dataclass(frozen=True, slots=True)
class KeyStore:
    """Private keys in ``folder``, which need not exist before the first :meth:`save`."""

    folder: Path

    @classmethod
    def default(cls) -> KeyStore:
        """The store in the user's own data folder."""
        return cls(home() / "keys")

    def save(self, key: PrivateKey, passphrase: Secret | None, *, created: datetime) -> StoredKey:
        """Keep a key. Without a passphrase a random one is made and goes into the operating system's keyring.

        Raises:
            OutputError: ``keys.exists``, or the codes of :func:`safehandle.files.whole.whole_file`.
            SecretError: as :func:`safehandle.keys.ring.put`.
        """
        from safehandle.keys import pkcs8

        path = self._path(key.id)
        if path.exists():
            raise OutputError("keys.exists", key=key.id)
        kept = ASKED if passphrase else KEYRING
        stored = StoredKey(public=key.public, path=path, created=created.replace(microsecond=0), kept=kept)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if passphrase is None:
            passphrase = Secret(secrets.token_urlsafe(32))
            ring.put(_entry(key.id), passphrase)
        text = _explanation(stored) + pkcs8.encrypt(key.parts, passphrase)
        try:
            with whole_file(path) as file:
                file.write(text.encode())
        except BaseException:
            if kept == KEYRING:
                ring.remove(_entry(key.id))
            raise
        return stored

    def load(self, ident: str, passphrase: Secret | None = None) -> PrivateKey:
        """Open a key, with the passphrase from the keyring if it is there.

        Raises:
            InputError: as :meth:`show`, and ``keys.pem-*``.
            SecretError: ``keys.passphrase-needed``, ``keys.passphrase-wrong``, or as :func:`safehandle.keys.ring.get`.
            IntegrityError: ``keys.file-mismatch``: the file holds another key than it says.
        """
        from safehandle.keys import pkcs8

        stored = self.show(ident)
        if passphrase is None:
            if stored.kept != KEYRING:
                raise SecretError("keys.passphrase-needed", key=ident)
            passphrase = ring.get(_entry(ident))
        parts = pkcs8.decrypt(self._read(ident), passphrase)
        try:
            key = PrivateKey.of(stored.public.algorithm, parts)
        except InputError:
            raise IntegrityError("keys.file-mismatch", key=ident) from None
        if key.public != stored.public:
            raise IntegrityError("keys.file-mismatch", key=ident)
        return key

    def list(self) -> tuple[StoredKey, ...]:
        """Every key, oldest first.

        Raises:
            InputError: ``keys.file-malformed`` for a ``.pem`` that is none of ours; none is passed over in silence.
        """
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(map(self._listed, self.folder.glob("*.pem")), key=lambda one: (one.created, one.id)))

    def _listed(self, path: Path) -> StoredKey:
        if not _ID.fullmatch(path.stem):
            raise InputError("keys.file-malformed", path=str(path))
        return self.show(path.stem)

    def show(self, ident: str) -> StoredKey:
        """One key, as its file describes it.

        Raises:
            UsageError: ``keys.id-malformed``.
            InputError: ``keys.missing``, ``keys.file-malformed``.
        """
        path = self._path(ident)
        said = dict(_LINE.findall(self._read(ident)))
        try:
            public, created = PublicKey.decode(said["Public"]), datetime.fromisoformat(said["Created"])
            kept = said["Passphrase"]
        except (KeyError, ValueError, InputError):
            raise InputError("keys.file-malformed", path=str(path)) from None
        if public.id != ident or kept not in (ASKED, KEYRING) or created.tzinfo is None:
            raise InputError("keys.file-malformed", path=str(path))
        return StoredKey(public=public, path=path, created=created, kept=kept)

    def destroy(self, ident: str) -> StoredKey:
        """Take a key out of the world as far as this machine's files and keyring go, and say which key it was.

        The file is overwritten in place with random bytes, flushed, and unlinked. **What this does not reach:** copies
        and back-ups of the file, and on flash media, copy-on-write file systems and snapshots the blocks that were
        there before. What is left there is encrypted under the passphrase; with a passphrase from the keyring that is
        256 random bits, removed first, so that only back-ups of the keyring could open it.

        Raises:
            UsageError, InputError: as :meth:`show`.
            SecretError: as :func:`safehandle.keys.ring.remove`. The file stays as it was.
            ErasureError: as :func:`safehandle.keys.shred.shredding`. The key stays as it was.
        """
        from safehandle.keys.shred import shredding

        stored = self.show(ident)
        with shredding(stored.path):
            if stored.kept == KEYRING:
                ring.remove(_entry(ident))
        return stored

    def _path(self, ident: str) -> Path:
        if not _ID.fullmatch(ident):
            raise UsageError("keys.id-malformed", key=ident[:40])
        return self.folder / f"{ident}.pem"

    def _read(self, ident: str) -> str:
        path = self._path(ident)
        try:
            descriptor = os.open(path, _READ)
        except FileNotFoundError:
            raise InputError("keys.missing", key=ident, folder=str(self.folder)) from None
        except OSError:
            raise InputError("keys.file-malformed", path=str(path)) from None
        try:
            data = os.read(descriptor, _MAX_BYTES + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
            if 0 < len(data) <= _MAX_BYTES:
                return data.decode()
        except UnicodeDecodeError:
            pass
        finally:
            os.close(descriptor)
        raise InputError("keys.file-malformed", path=str(path))


def _explanation(stored: StoredKey) -> str:
    return (
        f"safehandle private key {stored.id}\n"
        f"Purpose: {stored.public.purpose}\n"
        f"Passphrase: {stored.kept}\n"
        f"Created: {stored.created.isoformat()}\n"
        f"Public: {stored.public.encode()}\n"
    )


def _entry(ident: str) -> str:
    return f"key {ident}"
