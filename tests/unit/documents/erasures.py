"""Invented erasure reports and certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.unit.documents.pages import CONTRACT, START, a_year, seal

from safehandle.documents.certificate import Certificate, Issuer, Part, Signatory, Validation
from safehandle.model import DataClass
from safehandle.model.erasure import (
    ErasedFile,
    ErasureReport,
    Level,
    MediumIdentity,
    Reach,
    Residual,
    Status,
    Step,
    Unchecked,
    Verification,
)

AT = START + timedelta(days=200)
SIZE = 32_017_047_552

MEDIUM = ErasureReport(
    what="medium",
    status=Status.COMPLETE,
    data_class=DataClass.SPECIFIC,
    method="media-overwrite",
    technique="overwrite",
    tool="safehandle",
    tool_version="1.2.3",
    requested=Level.CLEAR,
    reached=Level.CLEAR,
    started=AT,
    ended=AT + timedelta(minutes=43),
    verification=Verification(means="read-back", extent=SIZE, from_device=SIZE),
    residuals=(
        Residual(
            code="remapped-sectors",
            reach=Reach.BENEATH,
            content=True,
            names=True,
            certain=False,
            needs_acceptance=False,
        ),
    ),
    unchecked=(),
    plan_digest="5f" * 32,
    medium=MediumIdentity(
        vendor="TOSHIBA",
        model="MQ04ABF100",
        serial="Y3A0A01BCD12",
        serial_source="ATA IDENTIFY",
        wwn="0x500003987a0b1c2d",
        firmware="JU004U",
        media_type="hdd",
        transport="sata",
        capacity=SIZE,
        logical_sector=512,
        physical_sector=4096,
        hidden_area="none",
        device="/dev/sdb",
    ),
    property_number="M-014",
    media_source="自社",
    range_end=SIZE,
    bytes_written=SIZE,
    seed="ab" * 32,
)
FILES = ErasureReport(
    what="files",
    status=Status.COMPLETE,
    data_class=DataClass.PERSONAL,
    method="file-overwrite",
    technique="overwrite",
    tool="safehandle",
    tool_version="1.2.3",
    requested=Level.FILE_OVERWRITE,
    reached=Level.FILE_OVERWRITE,
    started=AT,
    ended=AT + timedelta(minutes=3),
    verification=Verification(means="read-back", extent=12_288, from_device=12_288),
    residuals=(
        Residual(
            code="journal-names",
            reach=Reach.DEVICE,
            content=False,
            names=True,
            certain=True,
            needs_acceptance=False,
            count=3,
        ),
    ),
    unchecked=(Unchecked(reason="mount-point", path="/data/別媒体"),),
    file_systems=("ext4",),
    salt="00" * 16,
    files=tuple(
        ErasedFile(
            name_sha256=f"{number:064x}",
            kind="file",
            size=4000,
            overwritten=4096,
            read_back=4096,
            path=f"/data/住民税/𠮷田_{number}.csv",
        )
        for number in range(3)
    ),
    steps=(Step(name="journal", done=128 << 20), Step(name="trim", fault="not-supported")),
)

PEOPLE = (
    Signatory(part=Part.OPERATOR, ident="yoshida", name="𠮷田 太郎", title="製造部", at=AT, place="第二作業所"),
    Signatory(
        part=Part.VALIDATOR,
        ident="sato",
        name="佐藤 花子",
        title="品質保証部",
        at=AT + timedelta(hours=1),
        contact="03-0000-0002",
    ),
)

CERTIFICATE = Certificate(
    number="R8-0412",
    issued=AT + timedelta(days=1),
    issuer=Issuer(
        name="株式会社さくら印刷データサービス",
        address="〒100-0001 東京都千代田区千代田一丁目1番1号",
        representative="代表取締役 髙橋 邉子",
    ),
    addressee="みなと市長 様",
    contract=CONTRACT,
    reports=(MEDIUM, FILES),
    people=PEOPLE,
    validation=Validation(by="sato", at=AT + timedelta(hours=1), accepted=True),
    place="東京都江東区 第二作業所",
    seal=seal(a_year()),
    entries=(14, 15),
    articles=("練馬区 令和7年12月版 第18条(7)", "同 第22条第2項"),
    instruction="みなと税第77号",
    clock="yes",
)

BROKEN = replace(MEDIUM, status=Status.INCOMPLETE, reached=Level.NONE, fault="erase.io-error")
