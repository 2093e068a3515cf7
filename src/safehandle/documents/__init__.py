"""Documents: registers, certificates and slips. Pure data in; PDF, XLSX, CSV, HTML, JSON out."""

from safehandle.documents.acts import Act, Entry, State, acts
from safehandle.documents.compare import Difference, Kind, compare
from safehandle.documents.evidence import Evidence, gather
from safehandle.documents.form import Form, ReadableForm, Table
from safehandle.documents.formats import find as find_form
from safehandle.documents.formats import forms, readable
from safehandle.documents.period import Period, between, fiscal, last
from safehandle.documents.register import Column, Register, RegisterKind, Row, project
from safehandle.documents.registers import find as find_register
from safehandle.documents.registers import kinds as register_kinds
from safehandle.documents.seal import Seal, reading_code, same_code
from safehandle.documents.statement import Statement

__all__ = [
    "Act",
    "Column",
    "Difference",
    "Entry",
    "Evidence",
    "Form",
    "Kind",
    "Period",
    "ReadableForm",
    "Register",
    "RegisterKind",
    "Row",
    "Seal",
    "State",
    "Statement",
    "Table",
    "acts",
    "between",
    "compare",
    "find_form",
    "find_register",
    "fiscal",
    "forms",
    "gather",
    "last",
    "project",
    "readable",
    "reading_code",
    "register_kinds",
    "same_code",
]
