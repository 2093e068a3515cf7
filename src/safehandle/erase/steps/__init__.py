"""One step after file erasure a file; each module ends with ``STEP = …`` (see :mod:`safehandle.erase.step`)."""
