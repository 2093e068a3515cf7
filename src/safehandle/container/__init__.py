"""Seal and open a ``.shc`` container (docs/spec/container.md)."""

from safehandle.container.bag import SealedFile
from safehandle.container.header import Header, Label, read_header, spoken
from safehandle.container.hpke import KeyIdentity, KeyRecipient
from safehandle.container.opening import Opened, open_bag, open_stream, unlock
from safehandle.container.password import PasswordIdentity, PasswordRecipient
from safehandle.container.sealing import Sealed, seal, seal_stream
from safehandle.container.stanzas import Identity, Recipient, Stanza

__all__ = [
    "Header",
    "Identity",
    "KeyIdentity",
    "KeyRecipient",
    "Label",
    "Opened",
    "PasswordIdentity",
    "PasswordRecipient",
    "Recipient",
    "Sealed",
    "SealedFile",
    "Stanza",
    "open_bag",
    "open_stream",
    "read_header",
    "seal",
    "seal_stream",
    "spoken",
    "unlock",
]
