"""Erasure: look at what a path lies on, choose the level that can honestly be reached, overwrite, verify, report."""

from safehandle.erase.fault import printable
from safehandle.erase.holding import KeyHolding
from safehandle.erase.job import carry_out
from safehandle.erase.medium import Medium
from safehandle.erase.medium import look as look_at_medium
from safehandle.erase.method import Assessment, Method, Order, admit, choose, methods
from safehandle.erase.place import contents, fitting, outermost, require_no_evidence
from safehandle.erase.reading_again import ReadAgain, read_again
from safehandle.erase.surveying import Survey, Surveyed, survey

__all__ = [
    "Assessment",
    "KeyHolding",
    "Medium",
    "Method",
    "Order",
    "ReadAgain",
    "Survey",
    "Surveyed",
    "admit",
    "carry_out",
    "choose",
    "contents",
    "fitting",
    "look_at_medium",
    "methods",
    "outermost",
    "printable",
    "read_again",
    "require_no_evidence",
    "survey",
]
