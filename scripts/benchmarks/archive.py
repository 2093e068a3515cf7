"""AES ZIP: packing and extracting, beside 7-Zip."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import Absent, Cost, Line, Row, command, function, lacking, memory, random_file, remover

PASSWORD = "K7MW3XQ9PASSK7MW3XQ9"
_FILES, _FILE_SIZE = 10_000, 4096


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    if reason := lacking("7zz"):
        yield Absent("pack and unpack, beside 7-Zip", reason)
        return
    costs: list[Cost] = []
    for part in (
        stored(work, min(1024, mebibytes)),
        office(work, min(450, mebibytes)),
        small(work, min(_FILES, mebibytes * 10)),
    ):
        for row in part:
            if isinstance(row, Row) and row.name.startswith("safehandle"):
                costs.append(row.cost)
            yield row
    yield memory("memory of packing and extracting", 100, *costs)


def stored(work: Path, mebibytes: int) -> Iterator[Row]:
    plain = random_file(work / "plain.bin", mebibytes)
    peer = seven(work, plain, "-mx0")
    yield Row(f"7zz -mx0, {mebibytes} MiB that do not compress", peer)
    yield Row("safehandle pack, beside 7zz -mx0", ours(work, plain), peer, 1.3)
    yield from extraction(work, "the same")
    plain.unlink()


def office(work: Path, mebibytes: int) -> Iterator[Line]:
    from safehandle.archive import engine

    folder = office_files(work / "office", mebibytes)
    peer = seven(work, folder, "-mx1")
    yield Row(f"7zz -mx1, {mebibytes} MiB of office files", peer)
    fastest = engine().name
    for name in dict.fromkeys(("zlib", fastest)):
        yield Row(f"safehandle pack with {name}, beside 7zz -mx1", ours(work, folder, engine_name=name), peer, 1.5)
    if fastest == "zlib":
        yield Absent("pack with isal or zlib-ng", "neither is installed (the extra named fast)")
    yield from extraction(work, "the same")
    remover(folder)()


def small(work: Path, count: int) -> Iterator[Row]:
    folder = work / "small"
    for number in range(count):
        path = folder / f"{number % 100:02d}" / f"{number:05d}.dat"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(_FILE_SIZE))
    peer = seven(work, folder, "-mx1")
    yield Row(f"7zz -mx1, {count:,} files of {_FILE_SIZE} bytes", peer)
    yield Row("safehandle pack of the same", ours(work, folder), peer, 0.6)
    yield from extraction(work, "these", before=mover(work / "out"))
    yield Row("safehandle pack --hide-names of the same", ours(work, folder, hide_names=True), peer, 2.0)
    remover(folder)()


def seven(work: Path, source: Path, level: str) -> Cost:
    archive = work / "peer.zip"
    arguments = ["7zz", "a", "-tzip", level, "-mem=AES256", f"-p{PASSWORD}", archive, source]
    made = command(arguments, before=remover(archive))
    archive.unlink()
    return made


def ours(work: Path, source: Path, *, engine_name: str = "", hide_names: bool = False) -> Cost:
    """The act without the office round it: survey, read, hash, deflate, encrypt, flush, rename."""
    from safehandle.archive import engine, pack
    from safehandle.files import survey, whole_file

    archive = work / "ours.zip"

    def work_once() -> None:
        with whole_file(archive) as output:
            pack(survey([source]), output, PASSWORD, hide_names=hide_names, using=engine(engine_name))

    return function(work_once, before=remover(archive))


def extraction(work: Path, what: str, *, before: Callable[[], None] | None = None) -> Iterator[Row]:
    """Extract the archive that we just made, by 7-Zip and by us; only we flush what was extracted to the disk."""
    from safehandle.archive import unpack

    archive, out = work / "ours.zip", work / "out"
    clear = before or remover(out)
    peer = command(["7zz", "x", f"-p{PASSWORD}", f"-o{out}", archive], before=clear)
    yield Row(f"7zz x of {what}", peer)
    clear()
    cost = function(lambda: unpack(archive, out, PASSWORD), before=clear)
    yield Row(f"safehandle unpack of {what}, beside 7zz x", cost, peer, 1.0)
    clear()


def mover(folder: Path) -> Callable[[], None]:
    """A ``before`` that leaves thousands of files where they are: ext4 does not soon reuse the inodes of files that
    were deleted, and looks past all of them for every new one."""

    def move() -> None:
        if folder.exists():
            folder.rename(folder.with_name(f"{folder.name}-{time.monotonic_ns()}"))

    return move


def office_files(folder: Path, mebibytes: int) -> Path:
    """What offices send: lists as CSV in Japanese, workbooks and pictures that are compressed already, plain text."""
    chance = random.Random(20261121)
    folder.mkdir()
    makers: tuple[tuple[str, Callable[[random.Random], bytes]], ...] = (
        ("一覧.csv", listing),
        ("集計.xlsx", workbook),
        ("通知.txt", notice),
        ("写真.jpg", lambda chance: chance.randbytes(1 << 20)),
    )
    size = number = 0
    while size < mebibytes << 20:
        name, make = makers[number % len(makers)]
        data = make(chance)
        (folder / f"{number:04d}{name}").write_bytes(data)
        size, number = size + len(data), number + 1
    return folder


_FAMILY, _GIVEN, _TOWN = "佐藤鈴木高橋田中渡辺伊藤山本中村小林", "太郎花子一郎幸子健二美咲", "桜台本町緑町中央南北東西"


def listing(chance: random.Random) -> bytes:
    return "".join(
        f"{chance.randrange(10**8):08d},{chance.choice(_FAMILY)}{chance.choice(_GIVEN)},"
        f"{chance.choice(_TOWN)}{chance.randrange(1, 30)}-{chance.randrange(1, 20)},{chance.randrange(10**6)}\n"
        for _ in range(60_000)
    ).encode()


def workbook(chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        for sheet in range(2):
            parts.writestr(f"xl/worksheets/sheet{sheet}.xml", listing(chance))
    return made.getvalue()


def notice(chance: random.Random) -> bytes:
    words = ("住民税", "納税通知書", "お知らせ", "令和八年度", "課税", "の", "は", "を", "。\n")
    return "".join(chance.choices(words, k=200_000)).encode()
