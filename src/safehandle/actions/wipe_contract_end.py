"""wipe at a contract's end: every registered place, medium and key in one plan, and an account of each of them.

What can be erased from here is erased, the key last: after the files, it reaches what overwriting did not. What cannot
is named, and unless the ledger or somebody's statement accounts for it, the act as a whole is not complete. The ledger,
its key and the contract folder are never among what is erased: evidence outlives the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from safehandle.actions.medium_retire import disposed_by
from safehandle.actions.wipe import WipeSurvey
from safehandle.actions.wipe_end_job import EndJob
from safehandle.actions.wipe_end_look import look_at_everything
from safehandle.actions.wipe_end_survey import ContractEndRequest, EndSurvey
from safehandle.actions.wipe_list import MOST, Lists, carry_out_listed
from safehandle.documents import Entry
from safehandle.errors import ErasureError, IntegrityError, SafehandleError, UsageError
from safehandle.files.home import home
from safehandle.model import Contract, Fact, Permit, Plan, Progress
from safehandle.model.ending import Account, Accounted, OutsideReach
from safehandle.model.erasure import ErasurePlan, ErasureReport, ErasureTarget
from safehandle.model.media_state import Whereabouts

_TOGETHER = 3000
"""Files that all reports of one entry name one by one, so that the entry stays below the ledger's 1 MiB."""


class Log(Protocol):
    """As much of the ledger as the end of a contract needs."""

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[Entry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEnded:
    """A complete end: everything erased and verified, or accounted for. What was not is raised with the same facts."""

    reports: tuple[ErasureReport, ...]
    accounts: tuple[Accounted, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class WipeContractEnd:
    """The verb, under the rules and approvals of every erasure. ``folder`` is the contract's, ``progress`` is told
    bytes as :class:`safehandle.actions.wipe.Wipe` is."""

    contract: Contract
    log: Log
    folder: Path | None
    progress: Progress | None = None

    @property
    def verb(self) -> str:
        return "wipe"

    def look(self, request: ContractEndRequest, *, until: int | None = None) -> EndSurvey:
        """Look at everything that is registered. Touches nothing. Of the ledger only entries before ``until`` count.

        Raises:
            UsageError: ``contract.none``, ``wipe.nothing-registered``, ``wipe.not-registered``, ``wipe.elsewhere``.
            ErasureError: ``erase.evidence``, ``erase.other-medium``, ``erase.journal-unreadable``.
            InputError: as :func:`safehandle.erase.survey` and :func:`safehandle.erase.look_at_medium`.
        """
        entries, job = self.log.entries(0, until), self._job(request)
        return look_at_everything(self.contract, entries, self._folder, request, job)

    def plan(self, request: ContractEndRequest) -> tuple[Fact, ...]:
        """Raises: as :meth:`look` and :meth:`EndSurvey.admit`."""
        looked = self.look(request)
        looked.admit()
        return looked.facts

    def run(self, request: ContractEndRequest, plan: Plan, permit: Permit) -> ContractEnded:
        looked = self.look(request, until=permit.intent)
        kinds = (ErasureTarget, ErasurePlan, Accounted, OutsideReach)
        if [fact for fact in plan.facts if isinstance(fact, kinds)] != list(looked.facts):
            raise IntegrityError("plan.changed")
        job = self._job(request)
        job.begin(looked.carried)
        lists = Lists(self._folder / "documents", min(MOST, _TOGETHER // max(1, len(looked.parts))))
        work = _Ending(looked, permit, self.progress or (lambda _count: None), lists)
        try:
            work.run(job)
        except BaseException as error:
            error.__dict__.update(reports=work.reports, accounts=work.accounts(), facts=work.facts())
            raise
        if open_ones := [one for one in work.accounts() if not one.account.closed]:
            failed = ErasureError("erase.contract-end-open", count=len(open_ones))
            failed.__dict__.update(reports=work.reports, accounts=work.accounts(), facts=work.facts())
            raise failed
        return ContractEnded(reports=tuple(work.reports), accounts=work.accounts(), facts=work.facts())

    def settle(self, request: ContractEndRequest) -> None:
        """Forget the job file. To be called when the outcome is in the ledger; without it the file does no harm."""
        self._job(request).end()

    @property
    def _folder(self) -> Path:
        if self.folder is None:
            raise UsageError("contract.none")
        return self.folder

    def _job(self, request: ContractEndRequest) -> EndJob:
        return EndJob(request.jobs or home() / "erase", self._folder)


class _Ending:
    """The work under way: one part after the other, whatever becomes of the one before."""

    def __init__(self, looked: EndSurvey, permit: Permit, progress: Progress, lists: Lists) -> None:
        self._looked, self._permit, self._progress, self._lists = looked, permit, progress, lists
        self.reports: list[ErasureReport] = list(looked.carried)
        self._became: dict[tuple[str, str], Accounted] = {}

    def run(self, job: EndJob) -> None:
        for part in self._looked.parts:
            known = part.account.what, part.account.ident
            self._became[known] = replace(part.account, account=Account.INCOMPLETE, reason="interrupted")
            report, fault = self._carried_out(part.looked)
            if report is not None:
                self.reports.append(report)
                job.add(report)
            whole = report is not None and report.certifiable
            account = Account.ERASED if whole else Account.INCOMPLETE
            self._became[known] = replace(part.account, account=account, reason="" if whole else fault)

    def _carried_out(self, looked: WipeSurvey) -> tuple[ErasureReport | None, str]:
        """The report of one part, and what went wrong; what is not ours to catch goes on with the report in it."""
        order = replace(looked.order, plan_digest=self._permit.plan_digest, progress=self._progress)
        digest = looked.targets[0].digest
        try:
            return carry_out_listed(looked.method, looked.subject, order, target_digest=digest, lists=self._lists), ""
        except SafehandleError as error:
            return error.__dict__.get("report"), error.code
        except BaseException as error:
            if (report := error.__dict__.get("report")) is not None:
                self.reports.append(report)
            raise

    def accounts(self) -> tuple[Accounted, ...]:
        """Every account as it stands now; what was not begun is not reached."""
        return tuple(map(self._now, self._looked.accounts))

    def _now(self, planned: Accounted) -> Accounted:
        if planned.account is not Account.ERASE:
            return planned
        untouched = replace(planned, account=Account.NOT_REACHED, reason="interrupted")
        return self._became.get((planned.what, planned.ident), untouched)

    def facts(self) -> tuple[Fact, ...]:
        """For the ledger: the reports, the media that are disposed of by them, the accounts, and what is outside."""
        return (*self.reports, *self._disposals(), *self.accounts(), OutsideReach(entries=self._looked.outside))

    def _disposals(self) -> Iterable[Fact]:
        for state in self._looked.media:
            if state.whereabouts is Whereabouts.DISPOSED:
                continue
            for report in self.reports:
                if report.property_number == state.number and report.certifiable:
                    yield disposed_by(state, report)
