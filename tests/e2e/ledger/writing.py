"""A writer to be run as its own process: ``python -m tests.e2e.ledger.writing LOCATION COUNT``.

It prints the number of each entry once that is on the disk, so that whoever kills it knows what must be there.
"""

from __future__ import annotations

import sys

from tests.unit.ledger.records import ORIGIN, done, intent

from safehandle.ledger import open_ledger


def main(location: str, count: int) -> None:
    with open_ledger(location, ORIGIN) as ledger:
        for index in range(count):
            number = ledger.append(intent(index))
            tell(number)
            tell(ledger.append(done(number)))


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
