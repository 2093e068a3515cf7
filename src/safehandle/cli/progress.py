"""A progress bar on long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from safehandle.cli.language import Text
from safehandle.cli.session import Session
from safehandle.model import Progress


@contextmanager
def progress(session: Session, title: Text, total: int | None) -> Iterator[Progress]:
    """Show bytes done of ``total`` (None where nobody knows) while the block runs.

    Nothing is shown without a terminal, with ``--quiet``, or for work that is over within half a second.
    """
    if session.quiet or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from tqdm import tqdm  # costs start-up time, needed on a terminal only

    with tqdm(
        desc=str(title), total=total, unit="B", unit_scale=True, unit_divisor=1024, leave=False, delay=0.5
    ) as bar:

        def update(count: int) -> None:
            bar.update(count)

        yield update
