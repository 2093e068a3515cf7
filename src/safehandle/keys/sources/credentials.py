"""A secret that systemd handed to the service (``LoadCredential=``, ``SetCredentialEncrypted=``; systemd.exec(5))."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from safehandle.errors import SecretError
from safehandle.keys.secret import Secret, first_line
from safehandle.keys.sources.file import read_regular


@dataclass(frozen=True, slots=True)
class FromCredentials:
    """The first line of ``$CREDENTIALS_DIRECTORY/<name>``.

    Owner and mode are systemd's: it may grant us the file by an access control list, which shows as group bits.
    """

    name: str

    @property
    def available(self) -> bool:
        """Whether systemd gave us this credential."""
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        return bool(folder) and Path(str(folder), self.name).is_file()

    def read(self) -> Secret:
        """Raises: SecretError: ``keys.credential-missing``, or as :class:`~safehandle.keys.sources.SecretSource`."""
        if not self.available or Path(self.name).name != self.name:
            raise SecretError("keys.credential-missing", name=self.name)
        folder = Path(os.environ["CREDENTIALS_DIRECTORY"])
        return first_line(read_regular(folder / self.name, private=False), self.name)
