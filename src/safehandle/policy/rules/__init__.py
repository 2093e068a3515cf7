"""One kind of rule per file; ``KIND`` is the frozen dataclass whose fields are the kind's parameters."""
