"""Which algorithms the Japanese government recommends: the CRYPTREC list in its named edition.

The list is data (``cryptrec.toml``, with its source). A name is looked up by its parts: ``AES-256-GCM`` is AES with
GCM. A construction such as PBKDF2 or HPKE is on no list; with listed parts only it counts as recommended, and
:attr:`Listing.on_list` is false, so that nobody claims more than is true.
"""

from safehandle.algorithms.cryptrec import EDITION, Edition, Item, Listing, Status, edition, items, listed

__all__ = ["EDITION", "Edition", "Item", "Listing", "Status", "edition", "items", "listed"]
