"""init, killed at any moment, leaves a whole contract folder or none."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safehandle.contract import read_contract
from safehandle.ledger import open_ledger, origin_of


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_init_leaves_a_whole_folder_or_none(work: Path) -> None:
    command = [sys.executable, "-m", "safehandle", "init", "k", "--profile", "tsukuba", "--password-file", "pw", "-q"]
    began = time.monotonic()
    subprocess.run([*command[:4], "whole", *command[5:]], check=True, cwd=work, capture_output=True)
    whole = time.monotonic() - began
    outcomes = []
    for share in (0.3, 0.5, 0.7, 0.85, 0.95):
        folder = work / f"at-{share}"
        folder.mkdir()
        killed = subprocess.Popen([*command[:-2], str(work / "pw"), "-q"], cwd=folder, stdout=subprocess.DEVNULL)
        time.sleep(whole * share)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        outcomes.append((folder / "k").exists())
        if outcomes[-1]:
            contract = read_contract(folder / "k")
            assert contract.sealing_key
            assert contract.ledger_key
            with open_ledger(folder / "k" / "ledger.db", origin_of(contract)) as ledger:
                assert ledger.verify().problems == ()
    assert False in outcomes, "no kill came in time: the test shows nothing"
