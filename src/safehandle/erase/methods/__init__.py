"""One method of erasure a file; each module ends with ``METHOD = …`` (see :mod:`safehandle.erase.method`)."""
