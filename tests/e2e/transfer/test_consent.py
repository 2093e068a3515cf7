"""Sending where the clauses ask for the client's consent: refused with the article, and lawful with the document."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.transfer.parcels import names
from tests.e2e.transfer.parties import Party
from tests.e2e.transfer.sshd import Server

from safehandle.contract import read_contract

CONSENT = {
    "nerima-2025-12": ("練馬区 令和7年12月版 第18条(1)", "練馬区 令和7年12月版 第14条"),
    "gunma": ("群馬県 第13条第4項", "群馬県 第13条第6項"),
    "issuer-unnamed": ("第2の3", "第2の4"),
}
"""By profile: the article that asks for consent, and one more that forbids an unregistered place."""


@pytest.fixture
def vendor(new_party: Callable[..., Party], server: Server, request: pytest.FixtureRequest) -> Party:
    party = new_party("vendor", request.param)
    party.place(server)
    (party.folder / "住民.csv").write_text("1,練馬 太郎\n", "utf-8")
    (party.folder / "pw-mori").write_text("wz4q-hard-to-guess\n")
    (party.folder / "pw-mori").chmod(0o600)
    made = party.json("key", "new", "--purpose", "sign", "--password-file", "../pw-mori")
    party.run("person", "add", "mori", "--name", "森", "--role", "supervisor", "--key", str(made["public"]))
    (party.folder / "承認書.pdf").write_bytes(b"%PDF-1.7")
    return party


def options(server: Server, to: str = "drop") -> tuple[str, ...]:
    how = ("--generate-password", "--name", "d1", "-i", str(server.key), "--password-file", "../pw")
    return ("send", "../住民.csv", "--to", to, *how)


def sealed(vendor: Party, server: Server, to: str = "drop") -> tuple[str, ...]:
    """The same of a container that is there already, as pipelines send: a standing permission names no password."""
    vendor.run("encrypt", "../住民.csv", "-o", "a.shc", "--password-file", "../pw")
    return ("send", "a.shc", "--to", to, "--name", "d1", "-i", str(server.key), "--password-file", "../pw")


STANDING = ("--standing", "--verb", "send", "--class", "personal", "--until", "2030-01-01")


def approve(vendor: Party, *arguments: str, document: bool = True) -> subprocess.CompletedProcess[str]:
    named = ("--client-document", "7練情第3号", "--client-document-file", "../承認書.pdf") if document else ()
    return vendor.run("approve", *arguments, *named, "--yes", "--as", "mori", "--password-file", "../pw-mori")


@pytest.mark.parametrize("vendor", CONSENT, indirect=True)
def test_without_consent_nothing_goes_and_the_article_is_cited(
    vendor: Party, server: Server, request: pytest.FixtureRequest
) -> None:
    article, _ = CONSENT[request.node.callspec.params["vendor"]]
    refused = vendor.run(*options(server), code=3).stderr
    assert "policy.consent-missing" in refused
    assert article in refused
    assert names(server.drop) == []
    assert vendor.run("ledger", "show", "--json").stdout.count('"refused"') == 1


@pytest.mark.parametrize("vendor", CONSENT, indirect=True)
def test_with_consent_still_not_to_an_unregistered_place(
    vendor: Party, server: Server, request: pytest.FixtureRequest
) -> None:
    articles = CONSENT[request.node.callspec.params["vendor"]]
    approve(
        vendor, "--standing", "--verb", "send", "--place", "elsewhere", "--class", "personal", "--until", "2030-01-01"
    )
    refused = vendor.run(*options(server, "elsewhere"), code=3).stderr
    assert "policy.place-unknown" in refused
    assert "policy.consent-missing" not in refused
    assert all(article in refused for article in articles)
    assert names(server.drop) == []


@pytest.mark.parametrize("vendor", ["nerima-2025-12"], indirect=True)
@pytest.mark.parametrize("standing", [False, True])
def test_with_the_clients_document_it_goes(vendor: Party, server: Server, standing: bool) -> None:
    if standing:
        approve(vendor, *STANDING, "--place", "drop")
        vendor.run(*sealed(vendor, server))
    else:
        vendor.run(*options(server), "--plan-only", "-o", "plan.json")
        approve(vendor, "plan.json", document=False)
        bare = vendor.run(*options(server), "--plan", "plan.json", "--approval", "plan.approval.json", code=3).stderr
        assert "policy.approval-without-document" in bare
        approve(vendor, "plan.json", "-o", "with.json")
        vendor.run(*options(server), "--plan", "plan.json", "--approval", "with.json")
    assert names(server.drop) == ["d1"]
    assert "7練情第3号" in (server.drop / "d1/ukewatashi.json").read_text("utf-8")


@pytest.mark.parametrize("vendor", ["nerima-2025-12"], indirect=True)
def test_what_is_no_important_information_needs_no_consent(vendor: Party, server: Server) -> None:
    with Path(vendor.folder / "k/contract.toml").open("a", encoding="utf-8") as contract:
        contract.write(f'\n[[data]]\npath = "{vendor.folder}"\nclass = "other"\n')
    vendor.run(*options(server))
    assert names(server.drop) == ["d1"]


@pytest.mark.parametrize("vendor", ["tsukuba"], indirect=True)
def test_a_post_quantum_key_exchange_needs_the_clients_document(vendor: Party, server: Server) -> None:
    url = f"sftp+ssh://{server.access.user}@127.0.0.1:{server.port}{server.drop}"
    vendor.run("place", "edit", "drop", "--url", url, "--algorithms", "pqc")
    command = sealed(vendor, server)
    refused = vendor.run(*command, code=3).stderr
    assert "policy.exchange-not-listed" in refused
    assert "mlkem768x25519-sha256" in refused
    assert "safehandle 基本 第2条" in refused
    approve(vendor, *STANDING, "--place", "drop")
    sent = vendor.json(*command)
    assert "x25519-sha" in sent["route"]["key_exchange"]
    assert sent["route"]["key_exchange"] in vendor.run("ledger", "show", "--json").stdout


@pytest.mark.parametrize("vendor", ["kawasaki"], indirect=True)
def test_in_kawasaki_it_goes_to_named_staff_only(vendor: Party, server: Server) -> None:
    manager = next(person for person in read_contract(vendor.folder / "k").people if person.ident != "mori")
    vendor.run("person", "edit", manager.ident, "--pledged", "2026-04-01")
    refused = vendor.run(*options(server), code=3).stderr
    assert "川崎市 第12条" in refused
    refused = vendor.run(*options(server), "--recipient", "nobody", code=3).stderr
    assert "policy.handover-theirs" in refused
    vendor.run("recipient", "add", "tax", "--name", "税務課 田中")
    vendor.run(*options(server), "--recipient", "tax")
    assert names(server.drop) == ["d1"]
