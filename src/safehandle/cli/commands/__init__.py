"""One command per file; the file's ``COMMAND`` is the command, its name the file's with dashes."""
