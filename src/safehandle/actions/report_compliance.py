"""report compliance: record that a compliance report was written out, and write it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safehandle.errors import IntegrityError
from safehandle.files import whole_file, whole_folder
from safehandle.model import Artifact, Fact, Permit, Plan, RegisterExport


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportComplianceRequest:
    """The report's files by name: one goes to the path ``output``, several into a folder of that name.

    ``size`` and ``root`` (hex) are the ledger's at the moment that the report tells of, ``period`` an ISO 8601 interval
    of days (``"2026-04-01/2027-03-31"``).
    """

    output: Path
    files: Mapping[str, bytes]
    form: str
    period: str
    articles: int
    size: int
    root: str
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCompliance:
    """What is recorded."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReportCompliance:
    """The verb."""

    @property
    def verb(self) -> str:
        return "report"

    def plan(self, request: ReportComplianceRequest) -> tuple[Fact, ...]:
        export = RegisterExport(
            register="compliance",
            form=request.form,
            period=request.period,
            size=request.size,
            root=request.root,
            rows=request.articles,
        )
        artifacts = (
            Artifact(role="output", name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
            for name, content in request.files.items()
        )
        return (export, *artifacts)

    def run(self, request: ReportComplianceRequest, plan: Plan, _permit: Permit) -> ReportedCompliance:
        facts = self.plan(request)
        if not plan.covers(facts):
            raise IntegrityError("plan.changed")
        if len(request.files) == 1:
            (content,) = request.files.values()
            with whole_file(request.output, overwrite=request.overwrite) as file:
                file.write(content)
        else:
            with whole_folder(request.output) as folder:
                for name, content in request.files.items():
                    with whole_file(folder / name) as file:
                        file.write(content)
        return ReportedCompliance(facts=facts)
