"""Every reason to refuse a name has its text."""

from __future__ import annotations

import pytest

from safehandle.cli import messages
from safehandle.files.names import Fault


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_message(fault: Fault) -> None:
    assert messages.find(f"files.name-{fault}") is not None
