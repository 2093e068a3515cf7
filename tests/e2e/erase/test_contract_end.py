"""``safehandle wipe --contract-end``: every registered place, medium and key, to the certificate."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.erase import images

from safehandle.cli.program import run
from safehandle.contract import read_contract
from safehandle.erase import identity
from safehandle.keys import PublicKey

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file erasure is Linux's")

PASSWORD = ("--password-file", "../pw")
END = ("wipe", "--contract-end", "--as", "yoshida", "--yes")
SAID = ("--accept-residuals", "--no-other-copies", "--no-plaintext", *PASSWORD)
SECRET = b"PERSONAL" * 1000
CLOUD = ("--elsewhere", "cloud=廃棄証明書-88")


class Vendor:
    """A vendor's terminal in the contract folder ``k``, beside two places with data."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.error = ""

    def __call__(self, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
        done = run([*map(str, arguments), "--json"])
        said = self._capsys.readouterr()
        self.error = said.err
        assert done == code, said.out + said.err
        data: dict[str, Any] = json.loads(said.out)
        return data

    @property
    def key(self) -> str:
        return PublicKey.decode(read_contract(self.folder / "k").sealing_key).id

    def accounts(self, told: dict[str, Any]) -> dict[str, str]:
        return {one["ident"]: one["account"] for one in told["accounts"]}

    def outcome(self) -> dict[str, Any]:
        """The last entry of the ledger with everything in it."""
        number = len(self("ledger", "show")["entries"]) - 1
        entry: dict[str, Any] = self("ledger", "show", str(number))
        return entry

    def certify(self, entry: int, *how: str | Path, code: int = 0) -> dict[str, Any]:
        if not (self.folder / "sign.p12").exists():
            self("report", "signer", "-o", "../sign.p12", *PASSWORD)
        self("ledger", "checkpoint", "--to", "みなと市", *PASSWORD, "-o", f"../held-{entry}.checkpoint", "--overwrite")
        issue = ("report", "certificate", str(entry), "--signer", "../sign.p12", *PASSWORD, "-o", "../c.pdf")
        return self(*issue, *how, code=code)


@pytest.fixture
def vendor(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Vendor:
    for name in ("SAFEHANDLE_CONTRACT", "SAFEHANDLE_AS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "SAFEHANDLE_HOME", "LANG", "LOGNAME", "USER"):
        monkeypatch.setenv(name, environment[name])
    (tmp_path / "pw").write_text("correct horse battery staple 7\n")
    (tmp_path / "pw").chmod(0o600)
    monkeypatch.chdir(tmp_path)
    vendor = Vendor(tmp_path, capsys)
    vendor("init", "k", "--profile", "baseline", "--id", "8-1123", "--client", "みなと市", "--contractor", "さくら印刷",
           "--title", "印刷業務", "--manager", "佐藤 花子", "--password-file", "pw")  # fmt: skip
    monkeypatch.chdir(tmp_path / "k")
    vendor("person", "add", "yoshida", "--name", "𠮷田 太郎", "--role", "handler")
    for name, kind in (("honsha", "work"), ("store", "storage")):
        (tmp_path / name / "中").mkdir(parents=True)
        (tmp_path / name / "中" / "住民.csv").write_bytes(SECRET)
        vendor("place", "add", name, "--name", f"場所 {name}", "--kind", kind, "--path", f"../{name}")
    return vendor


def with_cloud(vendor: Vendor) -> None:
    vendor("place", "add", "cloud", "--name", "保管クラウド", "--kind", "cloud", "--country", "JP")


def test_everything_that_is_registered_is_erased_and_certified_together(vendor: Vendor) -> None:
    with_cloud(vendor)
    vendor("recipient", "add", "ward", "--name", "税務課 田中")
    sealed = vendor("encrypt", "../store/中/住民.csv", "-o", "../to-ward.shc", "--to", "ward", *PASSWORD)
    vendor("encrypt", "../store/中/住民.csv", "-o", "../kept.shc", "--to", "contract")
    done = vendor(*END, *SAID, *CLOUD, "--reason", "契約満了")
    assert vendor.accounts(done) == {"honsha": "erased", "store": "erased", "cloud": "stated", vendor.key: "erased"}
    assert not (vendor.folder / "honsha").exists()
    assert not (vendor.folder / "store").exists()
    vendor("decrypt", "../kept.shc", "-d", "../out", *PASSWORD, code=5)
    assert [report["what"] for report in done["reports"]] == ["files", "files", "key"], "the key goes last"
    assert (vendor.folder / "k" / "ledger.db").exists()

    own = vendor.certify(done["entry"], "--accept", "--as", "yoshida", code=9)
    assert own["error"]["code"] == "certificate.not-certifiable"
    rejected = vendor.certify(done["entry"], "--reject", code=9)
    assert rejected["error"]["code"] == "certificate.not-certifiable"
    assert not (vendor.folder / "c.pdf").exists()
    made = vendor.certify(done["entry"], "--accept", "--to", "みなと市長 様")
    assert made["standing"] == "certificate"

    trust = ("--key", made["fingerprint"], "--checkpoint", f"../held-{done['entry']}.checkpoint")
    (verdict,) = vendor("verify", "../c.pdf", *trust)["things"]
    assert (verdict["holds"], verdict["verdict"]) == (True, "valid")
    from safehandle import verify_certificate

    twin = verify_certificate((vendor.folder / "c.pdf").read_bytes(), fingerprints=[made["fingerprint"]]).twin
    assert {one["ident"]: one["account"] for one in twin["accounts"]} == vendor.accounts(done)
    assert next(one["statement"] for one in twin["accounts"] if one["ident"] == "cloud") == "廃棄証明書-88"
    (outside,) = twin["outside"]
    assert (outside["what"], outside["to"], outside["label"]) == ("container", ["ward"], sealed["number"])
    vendor("report", "revoke", made["number"], "--reason", "取り違え")
    (void,) = vendor("verify", "../c.pdf", *trust, code=4)["things"]
    assert void["code"] == "documents.certificate-void"


def test_what_is_not_reached_leaves_a_record_and_no_certificate(vendor: Vendor) -> None:
    with_cloud(vendor)
    told = vendor(*END, *SAID, "--dry-run")
    assert vendor.accounts(told)["cloud"] == "not-reached"
    failed = vendor(*END, *SAID, code=9)
    assert failed["error"]["code"] == "erase.contract-end-open"
    assert "保管クラウド" not in vendor.error
    assert "cloud" in vendor.error
    entry = vendor.outcome()
    facts = entry["record"]["facts"]
    assert (entry["kind"], entry["record"]["code"]) == ("failed", "erase.contract-end-open")
    assert [fact["status"] for fact in facts if fact["kind"] == "erasure-report"] == ["complete"] * 3
    refused = vendor.certify(entry["number"], "--accept", code=9)
    assert "(incomplete)" in refused["error"]["message"]
    recorded = vendor.certify(entry["number"], "--accept", "--record")
    assert recorded["standing"] == "incomplete"

    # With the cloud's receipt the end is complete: what the failed run erased is counted in from the ledger.
    done = vendor(*END, *SAID, *CLOUD)
    assert vendor.accounts(done) == {
        "honsha": "recorded",
        "store": "recorded",
        "cloud": "stated",
        vendor.key: "recorded",
    }
    assert {one["entries"][-1] for one in done["accounts"] if one["account"] == "recorded"} == {entry["number"]}
    assert vendor.certify(done["entry"], "--accept", "--overwrite")["standing"] == "certificate"
    vendor("report", "register", "disposals", "-o", "../廃棄.json")
    rows: list[dict[str, Any]] = json.loads((vendor.folder / "廃棄.json").read_text("utf-8"))["rows"]
    assert len(rows) == 3, "what is counted in is not listed twice"
    assert all(row["cells"][-1] for row in rows), "every row names the certificate"


def test_earlier_erasures_are_counted_in_and_their_operator_validates_nothing(vendor: Vendor) -> None:
    vendor("place", "add", "inner", "--name", "中", "--kind", "storage", "--path", "../other/中")
    (vendor.folder / "other" / "中").mkdir(parents=True)
    vendor("wipe", "../honsha", "../other", "--accept-residuals", "--yes")  # by the manager
    done = vendor(*END, *SAID)
    assert vendor.accounts(done) == {
        "honsha": "recorded",
        "store": "erased",
        "inner": "recorded",
        vendor.key: "erased",
    }
    assert len(done["reports"]) == 3, "one report of two places stands there once"
    own = vendor.certify(done["entry"], "--accept", code=9)
    assert "(unvalidated)" in own["error"]["message"]


def test_the_list_of_many_files_is_attached_and_holds(vendor: Vendor) -> None:
    for number in range(300):
        (vendor.folder / "store" / f"{number}.csv").write_bytes(b"x")
    done = vendor(*END, *SAID)
    assert [report["listed"] and report["listed"]["files"] for report in done["reports"]] == [None, 303, None]
    (kept,) = (vendor.folder / "k" / "documents").glob("erased-*.jsonl")
    listed = kept.read_bytes()
    made = vendor.certify(done["entry"], "--accept", "--without-names")
    from safehandle import verify_certificate

    pdf = (vendor.folder / "c.pdf").read_bytes()
    checked = verify_certificate(pdf, fingerprints=[made["fingerprint"]])
    assert checked.lists == (done["reports"][1]["listed"]["sha256"],)
    trust = ("--key", made["fingerprint"])
    assert vendor("verify", "../c.pdf", *trust)["things"][0]["holds"]
    kept.write_bytes(listed.replace(b'"size":1', b'"size":2', 1))
    altered = vendor.certify(done["entry"], "--accept", "--overwrite", code=4)
    assert altered["error"]["code"] == "certificate.list-altered"
    assert (vendor.folder / "c.pdf").read_bytes() == pdf


def test_a_file_that_appears_after_the_plan_is_refused_as_a_change(vendor: Vendor) -> None:
    vendor(*END, *SAID, "--plan-only", "-o", "../plan.json")
    (vendor.folder / "honsha" / "new.csv").write_bytes(b"later")
    changed = vendor(*END, *SAID, "--plan", "../plan.json", code=4)
    assert changed["error"]["code"] == "plan.changed"
    assert (vendor.folder / "store" / "中" / "住民.csv").read_bytes() == SECRET
    (vendor.folder / "honsha" / "new.csv").unlink()
    vendor("place", "add", "later", "--name", "後", "--kind", "cloud")
    changed = vendor(*END, *SAID, "--plan", "../plan.json", code=4)
    assert changed["error"]["code"] == "plan.changed"


def test_evidence_is_never_erased(vendor: Vendor) -> None:
    vendor("place", "edit", "honsha", "--path", "..")
    refused = vendor(*END, *SAID, code=9)
    assert refused["error"]["code"] == "erase.evidence"
    vendor("place", "edit", "honsha", "--path", "documents")
    (vendor.folder / "k" / "documents").mkdir(exist_ok=True)
    assert vendor(*END, *SAID, code=9)["error"]["code"] == "erase.evidence"
    for path in (".", "ledger.db", "documents", os.environ["SAFEHANDLE_HOME"]):
        alone = vendor("wipe", path, "--accept-residuals", "--yes", code=9)
        assert alone["error"]["code"] == "erase.evidence", "nor by an erasure of its own"
    assert (vendor.folder / "store" / "中" / "住民.csv").read_bytes() == SECRET


def test_a_place_in_a_place_goes_with_it(vendor: Vendor) -> None:
    vendor("place", "add", "inner", "--name", "中", "--kind", "folder", "--path", "../store/中")
    told = vendor(*END, *SAID)
    assert vendor.accounts(told)["inner"] == "within"
    assert vendor.accounts(told)["store"] == "erased"


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("--elsewhere", "honsha=x"), 2, "wipe.elsewhere"),
        (("--elsewhere", "x"), 2, "usage.missing"),
        (("--device-of", "U-99=/dev/null"), 2, "wipe.not-registered"),
        (("--method", "file-overwrite"), 2, "wipe.what"),
        (("../honsha",), 2, "wipe.what"),
        (("--plan-only",), 2, "usage.missing"),
    ],
)
def test_wrong_usage_touches_nothing(vendor: Vendor, arguments: tuple[str, ...], code: int, error: str) -> None:
    assert vendor(*END, *SAID, *arguments, code=code)["error"]["code"] == error
    assert (vendor.folder / "honsha" / "中" / "住民.csv").read_bytes() == SECRET


def test_a_contract_that_demands_an_instruction_refuses_with_the_article(
    vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vendor.folder)
    vendor("init", "n", "--profile", "nerima-2025-12", "--manager", "佐藤", "--password-file", "pw",
           "--from", "2024-04-01", "--to", "2025-03-31")  # fmt: skip
    monkeypatch.chdir(vendor.folder / "n")
    vendor("place", "add", "honsha", "--name", "本社", "--kind", "work", "--path", "../honsha")
    refused = vendor("wipe", "--contract-end", "--yes", *SAID, code=3)
    assert refused["error"]["code"] == "policy.denied"
    assert "第22条" in vendor.error
    assert "policy.disposal-not-instructed" in vendor.error
    assert (vendor.folder / "honsha" / "中" / "住民.csv").read_bytes() == SECRET
    assert vendor.outcome()["kind"] == "refused"


def test_killed_in_the_middle_the_next_run_goes_on_and_says_so(vendor: Vendor) -> None:
    many = vendor.folder / "store" / "many"
    for part in range(40):
        (many / str(part)).mkdir(parents=True)
        for index in range(20):
            (many / str(part) / f"{index}.csv").write_bytes(SECRET)
    os.sync()
    intents = []
    for _ in range(3):  # what the first run finished must outlive the others, too
        before = len(list(many.iterdir()))
        argv = [sys.executable, "-m", "safehandle", *END, *SAID]
        process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list(many.iterdir())) == before:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        intents.append(len(vendor("ledger", "show")["entries"]) - 1)
    assert not (vendor.folder / "honsha").exists()
    assert many.exists(), "it was killed too late to show anything"
    assert [left["number"] for left in vendor("ledger", "open")["entries"]] == intents
    done = vendor(*END, *SAID)
    told = {one["ident"]: (one["account"], one["entries"]) for one in done["accounts"]}
    assert told["honsha"] == ("recorded", intents[:1]), "the report of the killed run is not lost"
    assert told["store"] == ("erased", intents), "that an earlier run was cut off is said"
    digests = [report["plan_digest"] for report in done["reports"]]
    assert digests[0] != digests[1] == digests[2]
    assert done["reports"][0]["files"][0]["path"].endswith("住民.csv")
    assert not list((Path(os.environ["SAFEHANDLE_HOME"]) / "erase").iterdir()), "names of files lie nowhere else"
    assert vendor.certify(done["entry"], "--accept")["standing"] == "certificate"
    again = vendor(*END, *SAID)
    assert set(vendor.accounts(again).values()) == {"recorded"}, "done again, everything is on record"
    assert [report["ended"] for report in again["reports"]] == [report["ended"] for report in done["reports"]]


def test_a_job_file_of_another_plan_counts_for_nothing(vendor: Vendor) -> None:
    vendor("wipe", "../honsha", "--accept-residuals", "--yes")
    report = vendor.outcome()["record"]["facts"][0]
    job = Path(os.environ["SAFEHANDLE_HOME"]) / "erase"
    vendor(*END, *SAID, "--dry-run")
    from safehandle.actions.wipe_end_job import EndJob

    path = EndJob(job, vendor.folder / "k").path
    job.mkdir(parents=True, exist_ok=True)
    (vendor.folder / "store" / "中" / "住民.csv").unlink()
    (vendor.folder / "store" / "中").rmdir()
    (vendor.folder / "store").rmdir()
    forged = {name: value for name, value in report.items() if name != "kind"}
    head = {"format": 1}
    path.write_text("".join(json.dumps(line) + "\n" for line in (head, forged)))
    assert vendor.accounts(vendor(*END, *SAID, "--dry-run"))["store"] == "not-reached"
    path.write_text("{}\n")
    assert vendor(*END, *SAID, code=9)["error"]["code"] == "erase.journal-unreadable"
    assert vendor.accounts(vendor(*END, *SAID, "--fresh", "--dry-run"))["honsha"] == "recorded"


def test_a_registered_medium_and_a_mounted_place(
    vendor: Vendor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    images.need("losetup", "mkfs.ext4", "mount")
    found = identity.from_sysfs
    from dataclasses import replace

    def with_serial(folder: Path) -> identity.Described:
        return replace(found(folder), serial="WD-77", serial_source="device")

    monkeypatch.setattr(identity, "from_sysfs", with_serial)
    vendor("medium", "add", "U-07", "--type", "usb", "--serial", "WD-77", "--content", "納税通知")
    vendor("medium", "add", "H-01", "--type", "hdd", "--serial", "HD-1", "--content", "税データ")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with (
        images.device_of(tmp_path / "one", 8) as (device, image),
        images.device_of(tmp_path / "two", 64) as (disk, raw),
    ):
        image.write_bytes(images.MARK * ((8 << 20) // len(images.MARK)))
        images.made(images.KINDS["ext4-ordered"], disk)
        with images.mounted(disk, tmp_path / "mnt") as point:
            images.planted(point, 9000)
            vendor("place", "add", "disk", "--name", "暗号化ディスク", "--kind", "storage", "--path", point)
            attached = ("--device-of", f"U-07={device}")
            assert vendor(*END, *SAID, "--device-of", f"H-01={device}", code=9)["error"]["code"] == "erase.other-medium"
            unnamed = vendor(*END, *SAID, *attached, code=2)["error"]
            assert "--confirm-serial" in unnamed["message"] + unnamed["hint"]
            assert images.count(image, images.MARK) > 0
            told = vendor(*END, *SAID, *attached, "--confirm-serial", "WD-77", code=9)
            assert told["error"]["code"] == "erase.contract-end-open", "H-01 is not attached"
            assert images.count(image, images.MARK) == 0
            facts = vendor.outcome()["record"]["facts"]
            assert [fact["medium"] for fact in facts if fact["kind"] == "disposal"] == ["U-07"]
            assert point.exists(), "a mount point stays"
            assert not (point / "contract").exists()
        assert images.count(raw, images.MARK) == 0
        vendor("wipe", "--destroyed", "破砕", "--serial", "HD-1", "--property-number", "H-01", "--at", "2026-04-20",
               "--place", "第二作業所", "--witness", "田中", "--as", "yoshida")  # fmt: skip
        done = vendor(*END, *SAID)
        made = vendor.certify(done["entry"], "--accept")
        again = ("verify", "--device", device, "--certificate", "../c.pdf", "--key", made["fingerprint"])
        assert all(one["holds"] for one in vendor(*again)["things"]), "the seed is on the one certificate"
        with image.open("r+b") as written:
            written.seek(5 << 20)
            written.write(b"x")
        vendor(*again, code=4)
    ended = vendor.accounts(done)
    assert (ended["U-07"], ended["H-01"], ended["honsha"]) == ("recorded",) * 3
    assert ended["disk"] == "erased", "without the disk the mount point is an empty folder"
    whats = [report["what"] for report in done["reports"]]
    assert whats.count("files") == 4, "what was on it is counted in"
    assert {report["method"] for report in done["reports"]} == {
        "file-overwrite",
        "media-overwrite",
        "key-destruction",
        "destruction",
    }
    assert made["standing"] == "certificate"
