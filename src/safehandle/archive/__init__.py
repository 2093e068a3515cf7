"""Password-protected archives: AES-256 ZIP (WinZip AE-2), for a recipient who has 7-Zip and nothing else.

The format fixes PBKDF2-HMAC-SHA-1 with 1,000 iterations and HMAC-SHA-1-80, so it is not wholly on the CRYPTREC list of
recommended ciphers; :data:`ALGORITHMS` names what it uses as it is.
"""

from safehandle.archive.contents import Contents, Item, read_contents
from safehandle.archive.deflate import ENGINES, Engine, engine
from safehandle.archive.limits import LIMITS, Limits
from safehandle.archive.manifest import Hashed
from safehandle.archive.packing import Packed, ascii_password, pack
from safehandle.archive.unpacking import Unpacked, look, unpack

MAC_ALGORITHMS = ("PBKDF2-HMAC-SHA-1", "HMAC-SHA-1")
"""What turns a password into keys and what authenticates, in every archive of this kind."""
ALGORITHMS = (("AES-256-CTR", 256), *((name, 0) for name in MAC_ALGORITHMS))
"""Name and bits of key of everything that an archive of ours uses."""

__all__ = [
    "ALGORITHMS",
    "ENGINES",
    "LIMITS",
    "MAC_ALGORITHMS",
    "Contents",
    "Engine",
    "Hashed",
    "Item",
    "Limits",
    "Packed",
    "Unpacked",
    "ascii_password",
    "engine",
    "look",
    "pack",
    "read_contents",
    "unpack",
]
