"""``safehandle reader``: the page that opens a container in a browser, offline."""

from __future__ import annotations

from pathlib import Path

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session


@command(
    "reader",
    Text(
        """ブラウザーで .shc を開くための開封用ページ (HTML 一つ) を書き出します。

相手は何もインストールせず、ネットワークなしで開けます。ページは同じ版なら常に同じ内容です。""",
        """Write the page (one HTML file) that opens a .shc in a browser.

The recipient installs nothing and needs no network. The same version is always the same bytes.""",
    ),
    examples=(
        ("safehandle reader -o reader.html", Text("書き出して、SHA-256 を表示します", "write it and show its SHA-256")),
    ),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("reader.html"),
    metavar="FILE",
    about=Text("出力(既定は reader.html)", "the output (reader.html by default)"),
)
@option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
def reader(session: Session, output: Path, overwrite: bool) -> None:
    import safehandle

    with session.open_office() as office:
        done = office.perform(safehandle.Reader(), safehandle.ReaderRequest(output=output, overwrite=overwrite))
    made = done.result
    data = {"output": str(output), "size": made.size, "sha256": made.sha256, "entry": done.entry}
    told = Text("{output}(記録 #{entry})", "{output} (entry #{entry})")
    result(
        session,
        data,
        [
            told.format(output=printable(str(output)), entry=done.entry),
            Text("SHA-256: {sha256}", "SHA-256: {sha256}").format(sha256=made.sha256),
        ],
    )
    note(
        session,
        Text(
            "この SHA-256 を紙で伝えてください。受け取る側は certutil -hashfile {name} SHA256 で確かめられます",
            "tell this SHA-256 on paper; the recipient checks it with certutil -hashfile {name} SHA256",
        ),
        name=printable(output.name),
    )


COMMAND = reader
