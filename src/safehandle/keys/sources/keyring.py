"""A secret from the operating system's keyring (``--password-keyring NAME``)."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.keys import ring
from safehandle.keys.secret import Secret


@dataclass(frozen=True, slots=True)
class FromKeyring:
    """The entry ``name`` under the service ``safehandle``."""

    name: str

    def read(self) -> Secret:
        """Raises: SecretError: as :func:`safehandle.keys.ring.get`."""
        return ring.get(self.name)
