"""Key pairs, signatures, passwords and where secrets are kept.

The names load their module when they are first used: counting a password's bits needs no cryptography, and a command
that keeps nothing in the keyring never imports it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
