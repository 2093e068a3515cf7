"""The kinds of store: one file each, ending with ``KIND``."""
