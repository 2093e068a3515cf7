"""The certificate of a contract's end: what counts, what is said of others' words, what lies outside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.documents.erasures import AT, CERTIFICATE, FILES, MEDIUM
from tests.unit.documents.pages import CONTRACT

from safehandle.documents.certificate import Certificate, Standing, recorded_in
from safehandle.documents.certificate_page import page
from safehandle.documents.ending_words import TABLES, words
from safehandle.documents.issuing import render_certificate, twin_text
from safehandle.documents.outside import Outside
from safehandle.model import Place, split_private
from safehandle.model.ending import Account, Accounted, OutsideReach

FOLDER = replace(FILES, target_digest="0f" * 32)
PLACES = (Place(ident="honsha", name="本社", kind="work"), Place(ident="cloud", name="保管クラウド", kind="cloud"))
ACCOUNTS = (
    Accounted(what="place", ident="honsha", account=Account.ERASED, target="0f" * 32),
    Accounted(what="place", ident="cloud", account=Account.STATED, reason="cloud", statement="廃棄証明書-88"),
    Accounted(what="medium", ident="M-014", account=Account.RECORDED, entries=(9,), method="returned"),
)
OUTSIDE = (
    Outside(entry=4, at=AT, what="container", to=("tanaka",), digest="ab" * 32, label="ABCD-0123", size=4096),
    Outside(entry=6, at=AT + timedelta(days=1), what="archive", to=(), digest="cd" * 32),
)
END = replace(
    CERTIFICATE,
    contract=replace(CONTRACT, places=PLACES),
    reports=(FOLDER, MEDIUM),
    accounts=ACCOUNTS,
    outside=OUTSIDE,
)


def with_account(account: Account) -> Certificate:
    return replace(END, accounts=(*ACCOUNTS[:1], replace(ACCOUNTS[1], account=account)))


@pytest.mark.parametrize("account", list(Account))
def test_only_an_end_with_nothing_open_is_certified(account: Account) -> None:
    certified = with_account(account).standing is Standing.CERTIFICATE
    assert certified == (account not in {Account.ERASE, Account.INCOMPLETE, Account.NOT_REACHED})


def test_statements_alone_are_no_certificate() -> None:
    assert replace(END, reports=()).standing is Standing.INCOMPLETE


def test_every_registered_thing_and_everything_outside_stands_on_paper() -> None:
    told = page(END)
    assert [row[1] for row in told["ending"]["accounts"]] == [
        "場所　本社　honsha",
        "場所　保管クラウド　cloud",
        "媒体　M-014",
    ]
    assert told["ending"]["accounts"][1][2:4] == [
        "他者の申告",
        "廃棄証明書-88　クラウドのため当社の機器から消去できない",
    ]
    assert "確認したものではありません" in told["ending"]["stated"]
    assert [row[4] for row in told["ending"]["outside"]] == ["ABCD-0123", "cd" * 12]
    assert told["ending"]["outside"][1][2] == "パスワードを知る者"
    assert told["details"][0]["caption"] == "別紙 1　場所　本社　honsha"
    assert dict(told["summary"])["対象の範囲"].endswith("うち 1 件は他者の申告による")
    none = page(replace(END, outside=()))
    assert none["ending"]["outside-note"] == "記録なし"
    assert page(CERTIFICATE)["ending"] == {}
    assert "accounts" not in json.loads(twin_text(CERTIFICATE)), "a single erasure's document is as it was"


def test_what_is_open_is_counted_on_the_record() -> None:
    told = page(with_account(Account.NOT_REACHED))
    assert not told["valid"]
    assert dict(told["summary"])["対象の範囲"].startswith("契約に登録された場所・媒体・鍵 2 件のうち 1 件が未了")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_can_be_set(lang: str) -> None:
    many = tuple(replace(OUTSIDE[0], entry=n) for n in range(500))
    assert render_certificate(replace(END, outside=many), lang=lang).startswith(b"%PDF-")
    assert page(replace(END, outside=many), lang)["ending"]["outside-rest"]


def test_the_twin_says_what_the_entry_says() -> None:
    facts = (FOLDER, MEDIUM, *ACCOUNTS, OutsideReach(entries=(4, 6)))
    public = [split_private(fact)[0] for fact in facts]
    entries = {14: {"record": {"facts": public}}, 15: {"record": {"facts": []}}}
    twin = json.loads(twin_text(END))
    assert recorded_in(twin, entries)
    for name, other in (
        ("accounts", twin["accounts"][1:]),
        ("accounts", [*twin["accounts"][:1], twin["accounts"][1] | {"account": "erased"}, twin["accounts"][2]]),
        ("outside", twin["outside"][1:]),
        ("outside", [*twin["outside"], twin["outside"][0] | {"entry": 7}]),
        ("reports", twin["reports"][1:]),
    ):
        assert not recorded_in(twin | {name: other}, entries), name


def test_every_word_is_in_both_languages() -> None:
    assert words("ja").keys() == words("en").keys()
    assert set(TABLES["account"]) == set(Account)
