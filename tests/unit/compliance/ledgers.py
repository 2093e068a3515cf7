"""Entries as a ledger would hold them, under a small profile, to tell a compliance report from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from safehandle.model import Attestation, Contract, Done, Fact, Intent, Observance, Plan, Record, Refused
from safehandle.policy import Assessed, DutyStanding, Profile, assess, judge, read_profile

TODAY = date(2026, 6, 1)
CONTRACT = Contract(ident="c", profile="sample", start=date(2026, 4, 1), end=date(2027, 3, 31))
PROFILE: Profile = read_profile(
    """\
id = "sample"
name = { ja = "見本市", en = "Sample City" }
source = { title = "特記事項", issuer = "見本市" }
citation = { prefix = "見本市" }
[[article]]
id = "1"
class = "T"
title = { ja = "暗号", en = "ciphers" }
duty = { ja = "暗号化する", en = "encrypt" }
[[article]]
id = "2"
class = "R"
title = { ja = "従事者", en = "handlers" }
duty = { ja = "届け出る", en = "report" }
served_by = ["command:person", "command:contract check"]
reports = ["person"]
[[article]]
id = "3"
class = "R"
title = { ja = "クラウド", en = "cloud" }
duty = { ja = "選ぶ", en = "choose" }
served_by = ["command:place", "command:attest"]
[[article]]
id = "4(1)"
class = "R"
title = { ja = "廃棄", en = "disposal" }
duty = { ja = "記録する", en = "record" }
served_by = ["register:disposals"]
[[article]]
id = "4(2)"
class = "R"
title = { ja = "検査", en = "inspection" }
duty = { ja = "応じる", en = "accept" }
served_by = ["command:report compliance"]
[[article]]
id = "5"
class = "O"
title = { ja = "守秘", en = "secrecy" }
duty = { ja = "漏らさない", en = "keep it secret" }
[[rule]]
kind = "cipher-listed"
articles = ["1"]
verbs = ["encrypt"]
[[rule]]
kind = "contract-in-force"
articles = ["1"]
verbs = ["person", "place", "contract-report", "wipe", "attest", "report"]
""",
    file="sample.toml",
)


@dataclass(frozen=True)
class Entry:
    number: int
    at: datetime
    record: Record


class Book:
    """A ledger in the making."""

    def __init__(self, profile: Profile = PROFILE) -> None:
        self.entries: list[Entry] = []
        self._profile = profile

    def act(self, verb: str, *facts: Fact, month: int = 6, done: bool = True) -> int:
        """One act on the first of a month, at noon in Japan; the number of its first entry."""
        at = datetime(2026, month, 1, 3, 0, tzinfo=UTC)
        plan = Plan(verb=verb, contract="c", actor="suzuki", at=at, nonce="0" * 32, facts=facts)
        decision = judge(self._profile, CONTRACT, plan)
        if not decision.allowed:
            return self._append(Refused(plan=plan, decision=decision), at)
        number = self._append(Intent(plan=plan, decision=decision), at)
        if done:
            self._append(Done(intent=number, facts=facts), at)
        return number

    def attest(
        self, article: str, *, month: int = 6, due: date | None = None, observance: Observance = Observance.KEPT
    ) -> int:
        day = date(2026, month, 1)
        given = Attestation(article=article, day=day, by="suzuki", due=due, observance=observance, statement="理由")
        return self.act("attest", given, month=month)

    def assessed(self, article: str, start: date | None = None, end: date | None = None) -> Assessed:
        found = assess(PROFILE, self.entries, TODAY, start=start, end=end)
        return next(one for one in found if one.coverage.article.ident == article)

    def duty(self, article: str, start: date | None = None, end: date | None = None) -> DutyStanding:
        (only,) = self.assessed(article, start, end).duties
        return only

    def _append(self, record: Record, at: datetime) -> int:
        self.entries.append(Entry(len(self.entries), at, record))
        return len(self.entries) - 1
