"""The CRYPTREC list: its content in the named edition, and how names are looked up in it."""

from __future__ import annotations

from datetime import date

import pytest

from safehandle.algorithms import EDITION, Status, edition, items, listed

# Counted in the tables of LS-0001-2022R2, by hand: table 1 and the PQC table's key agreement; candidates; monitored.
RECOMMENDED = [
    "DSA",
    "ECDSA",
    "EdDSA",
    "RSA-PSS",
    "RSASSA-PKCS1-v1_5",
    "RSA-OAEP",
    "DH",
    "ECDH",
    "AES",
    "Camellia",
    "KCipher-2",
    "SHA-256",
    "SHA-384",
    "SHA-512",
    "SHA-512/256",
    "SHA3-256",
    "SHA3-384",
    "SHA3-512",
    "SHAKE128",
    "SHAKE256",
    "CBC",
    "CFB",
    "CTR",
    "OFB",
    "XTS",
    "CCM",
    "GCM",
    "CMAC",
    "HMAC",
    "ChaCha20-Poly1305",
]
CANDIDATE = [
    "PSEC-KEM",
    "CIPHERUNICORN-E",
    "Hierocrypt-L1",
    "MISTY1",
    "CIPHERUNICORN-A",
    "CLEFIA",
    "Hierocrypt-3",
    "Enocoro-128v2",
    "MUGI",
    "MULTI-S01",
    "PC-MAC-AES",
]
MONITORED = ["RSAES-PKCS1-v1_5", "3-key Triple DES", "RIPEMD-160", "SHA-1", "CBC-MAC"]


def test_the_edition_is_the_one_that_the_product_names() -> None:
    assert edition().number == EDITION == "LS-0001-2022R2"
    assert edition().updated == date(2026, 3, 30)
    assert edition().url.startswith("https://www.cryptrec.go.jp/")


def test_every_item_stands_in_its_own_list() -> None:
    by_status = {status: [item.name for item in items() if item.status is status] for status in Status}
    iso = [f"ISO/IEC 9798-{part}" for part in (2, 3, 4)]
    assert by_status[Status.RECOMMENDED] == [*RECOMMENDED, *iso, "ML-KEM"]
    assert by_status[Status.CANDIDATE] == CANDIDATE
    assert by_status[Status.MONITORED] == MONITORED
    assert by_status[Status.UNLISTED] == []


@pytest.mark.parametrize("name", [*RECOMMENDED, "ML-KEM-768", "ML-KEM-1024"])
def test_a_recommended_name_is_on_the_list(name: str) -> None:
    assert listed(name)
    assert listed(name).on_list
    assert len(listed(name).items) == 1


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("AES-256-GCM", ["AES", "GCM"]),
        ("aes_256_ctr", ["AES", "CTR"]),
        ("AES128-CBC", ["AES", "CBC"]),
        ("HMAC-SHA-512", ["HMAC", "SHA-512"]),
        ("hmac-sha2-256", ["HMAC", "SHA-256"]),
        ("ML-KEM-1024+P-384", ["ML-KEM", "ECDH"]),
        ("ECDH-P-384", ["ECDH"]),
        ("Ed25519", ["EdDSA"]),
        ("ssh-ed25519", ["EdDSA"]),
        ("aes256-gcm@openssh.com", ["AES", "GCM"]),
        ("ecdh-sha2-nistp384", ["ECDH", "SHA-384"]),
        ("SHA-512/256", ["SHA-512/256"]),
    ],
)
def test_a_composite_is_resolved_to_its_parts(name: str, parts: list[str]) -> None:
    assert [item.name for item in listed(name).items] == parts
    assert listed(name).on_list


@pytest.mark.parametrize(
    ("name", "construction"),
    [
        ("PBKDF2-HMAC-SHA-512", "PBKDF2"),
        ("HKDF-SHA-384", "HKDF"),
        ("Cobblestone-256", "HKDF-Expand"),
        ("HPKE ML-KEM-1024 + ECDH-P-384 + HKDF-SHA-512 + AES-256-GCM", "HPKE"),
    ],
)
def test_a_construction_is_built_from_listed_parts_but_not_on_the_list(name: str, construction: str) -> None:
    listing = listed(name)
    assert listing
    assert not listing.on_list
    assert construction in listing.constructions
    assert "HMAC" in [item.name for item in listing.items]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "+",
        "AES-256-ECB",
        "AES-GCM-SIV",
        "AES-GMAC",
        "AES-512",
        "Argon2id",
        "BLAKE2b",
        "ChaCha20",
        "chacha20-poly1305@openssh.com",  # not the construction of RFC 8439
        "curve25519-sha256",
        "HKDF",
        "HPKE",
        "MD5",
        "ML-DSA-65",
        "ML-KEM",
        "ML-KEM-512",
        "PBKDF2",
        "RC4",
        "RSA-PSS-1024",
        "SHA-224",
        "X25519",
        "XChaCha20-Poly1305",
        "ZipCrypto",
        "diffie-hellman-group1-sha1",
        "mlkem768x25519-sha256",
        "scrypt",
    ],
)
def test_what_is_not_on_the_list_is_not_recommended(name: str) -> None:
    assert listed(name).status is Status.UNLISTED
    assert not listed(name)
    assert not listed(name).on_list


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("HMAC-SHA-1", Status.MONITORED),
        ("PBKDF2-HMAC-SHA-1", Status.MONITORED),
        ("3DES-CBC", Status.MONITORED),
        ("AES-CBC-MAC", Status.MONITORED),
        ("ssh-rsa", Status.MONITORED),
        ("CLEFIA-CTR", Status.CANDIDATE),
    ],
)
def test_a_composite_stands_where_its_weakest_part_does(name: str, status: Status) -> None:
    assert listed(name).status is status
    assert not listed(name)


def test_the_pqc_table_names_its_parameter_sets() -> None:
    pqc = {f"{item.name}-{size}".rstrip("-") for item in items() for size in item.pqc}
    assert pqc == {"ML-KEM-768", "ML-KEM-1024", "AES-192", "AES-256", "SHA-384", "SHA-512", "SHA3-384", "SHA3-512"}
