"""A secret from an open file descriptor (``--password-fd N``)."""

from __future__ import annotations

import os
from dataclasses import dataclass

from safehandle.errors import SecretError
from safehandle.keys.secret import MAX_BYTES, Secret, first_line


@dataclass(frozen=True, slots=True)
class FromDescriptor:
    """The first line of ``number``. What follows it is left unread: the data may come through the same descriptor."""

    number: int

    def read(self) -> Secret:
        """Raises: SecretError: ``keys.descriptor-closed``, and as in :class:`~safehandle.keys.sources.SecretSource`."""
        line = bytearray()
        try:
            # A byte at a time, because bytes that were read cannot be put back.
            while len(line) <= MAX_BYTES and (byte := os.read(self.number, 1)) not in (b"", b"\n"):
                line += byte
        except OSError:
            raise SecretError("keys.descriptor-closed", number=self.number) from None
        return first_line(bytes(line), f"fd {self.number}")
