"""The page that opens a container in a browser: one HTML file, offline, always the same bytes for the same version.

Its modules lie beside this file. They are joined in the order in which they need each other, without any tool, so that
whoever vets the page reads the same lines as here. The page's policy (CSP) names the digest of its one script and its
one style, and allows nothing else.
"""

from safehandle.container.reader.building import LARGEST_EMBEDDED, page

__all__ = ["LARGEST_EMBEDDED", "page"]
