"""Carrying out one erasure: admit it, let the method do it, and say in a report what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from safehandle.erase.clock import JST
from safehandle.erase.method import Method, Order, Outcome, admit
from safehandle.errors import ErasureError, SafehandleError
from safehandle.model.erasure import ErasureReport, Status
from safehandle.version import __version__

S = TypeVar("S")


def carry_out(method: Method[S], subject: S, order: Order, *, target_digest: str) -> ErasureReport:
    """Erase ``subject`` and report.

    Raises:
        ErasureError: it was refused (nothing was touched, no report), or it is not complete: ``erase.incomplete`` or
            what stopped it. The error then carries the report as ``report`` and, for the ledger, as ``facts``; so does
            any other exception that ends the work.
    """
    assessment = method.assess(subject, order)
    admit(assessment, order)
    outcome, started = Outcome(residuals=assessment.residuals), datetime.now(JST)
    try:
        method.erase(subject, order, outcome)
        _require_complete(outcome)
    except BaseException as error:
        outcome.status = outcome.status if outcome.status is not Status.COMPLETE else Status.INCOMPLETE
        outcome.fault = outcome.fault or (error.code if isinstance(error, SafehandleError) else type(error).__name__)
        report = _report(method, order, outcome, started, target_digest)
        error.__dict__.update(report=report, facts=(report,))
        raise
    return _report(method, order, outcome, started, target_digest)


def _require_complete(outcome: Outcome) -> None:
    if outcome.status is not Status.COMPLETE:
        count = sum(1 for file in outcome.files if file.fault)
        raise ErasureError("erase.incomplete", count=count, fault=outcome.fault)


def _report(method: Method[S], order: Order, outcome: Outcome, started: datetime, target_digest: str) -> ErasureReport:
    return ErasureReport(
        what=method.what,
        status=outcome.status,
        data_class=order.data_class,
        method=method.name,
        technique=method.technique,
        tool="safehandle",
        tool_version=__version__,
        requested=order.requested,
        reached=outcome.reached,
        started=started,
        ended=datetime.now(JST),
        verification=outcome.verification,
        residuals=outcome.residuals,
        unchecked=tuple(outcome.unchecked),
        plan_digest=order.plan_digest,
        target_digest=target_digest,
        medium=outcome.medium,
        property_number=order.property_number,
        media_source=order.media_source,
        range_end=outcome.range_end,
        bytes_written=outcome.bytes_written,
        bytes_skipped=outcome.bytes_skipped,
        bytes_retried=outcome.bytes_retried,
        seed=outcome.seed,
        commands=tuple(outcome.commands),
        smart_before=outcome.smart_before,
        smart_after=outcome.smart_after,
        resumed=outcome.resumed,
        file_systems=outcome.file_systems,
        salt=outcome.salt,
        files=tuple(outcome.files),
        steps=tuple(outcome.steps),
        key_id=outcome.key_id,
        key_copies=outcome.key_copies,
        fault=outcome.fault,
        reason=order.reason,
    )
