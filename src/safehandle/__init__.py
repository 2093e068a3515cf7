"""safehandle: handle a municipality's personal data as the contract demands, and prove it.

The public API is what ``__init__.pyi`` lists; each name loads its room when it is first used, so that
``import safehandle`` costs nothing. Acts go through the office::

    office = safehandle.open_office()
    done = office.perform(safehandle.Encrypt(office.contract), safehandle.EncryptRequest(...))
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
