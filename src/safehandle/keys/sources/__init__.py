"""Where a secret comes from without anybody typing it: one source per file, each with ``read() -> Secret``.

A password never comes from an argument or an environment variable: other users can see the first, and both end up in
shell histories, process listings and crash reports. Asking on a terminal is the command line's own affair.
"""

from __future__ import annotations

from typing import Protocol

from safehandle.keys.secret import Secret


class SecretSource(Protocol):
    """Somewhere a secret can be read from, once or again."""

    def read(self) -> Secret:
        """The secret.

        Raises:
            SecretError: with the source's own code, or one of :func:`safehandle.keys.secret.first_line`.
        """
