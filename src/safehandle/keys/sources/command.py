"""A secret from a password manager (``--password-command "pass show city/delivery"``)."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass

from safehandle.errors import SecretError, UsageError
from safehandle.keys.secret import Secret, first_line


@dataclass(frozen=True, slots=True, repr=False)
class FromCommand:
    """The first line that a program prints. The text is split into arguments; no shell sees it.

    ``timeout`` is in seconds: long enough for a person to touch a token or to unlock a vault.
    """

    text: str
    timeout: float = 120

    def read(self) -> Secret:
        """Run the program.

        Raises:
            UsageError: ``keys.command-malformed``.
            SecretError: ``keys.command-missing``, ``keys.command-failed``, ``keys.command-timeout``, and as in
                :class:`~safehandle.keys.sources.SecretSource`.
        """
        argv = _split(self.text)
        program = argv[0]  # the arguments stay out of the errors: they may say more than they should
        try:
            # stderr stays the user's, so that a password manager can say what it wants; stdin may carry the data.
            done = subprocess.run(
                argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=self.timeout, check=False
            )
        except (FileNotFoundError, PermissionError):
            raise SecretError("keys.command-missing", program=program) from None
        except subprocess.TimeoutExpired:
            raise SecretError("keys.command-timeout", program=program, seconds=f"{self.timeout:g}") from None
        if done.returncode != 0:
            raise SecretError("keys.command-failed", program=program, status=done.returncode)
        return first_line(done.stdout, program)


def _split(text: str) -> list[str]:
    try:
        # On Windows a backslash separates folders; quoting is by double quotes there.
        argv = shlex.split(text, posix=os.name != "nt")
    except ValueError:
        argv = []
    if not argv:
        raise UsageError("keys.command-malformed")
    return [word.strip('"') for word in argv] if os.name == "nt" else argv
