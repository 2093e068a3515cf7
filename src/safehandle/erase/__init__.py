"""Erasure: look at what a path lies on, choose the level that can honestly be reached, overwrite, verify, report."""

from safehandle.erase.job import carry_out
from safehandle.erase.method import Assessment, Method, Order, admit, choose, methods
from safehandle.erase.surveying import Survey, Surveyed, survey

__all__ = [
    "Assessment",
    "Method",
    "Order",
    "Survey",
    "Surveyed",
    "admit",
    "carry_out",
    "choose",
    "methods",
    "survey",
]
