"""Where secrets come from: each source reads its secret, and refuses what is not safe to read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from safehandle.errors import SecretError, UsageError
from safehandle.keys import FromCommand, FromCredentials, FromDescriptor, FromFile

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no owner and mode in this sense")


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "パスワード"
    path.write_text("合言葉\nsecond line\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def code_of(source: FromFile | FromCommand | FromDescriptor | FromCredentials) -> str:
    with pytest.raises(SecretError) as caught:
        source.read()
    assert "合言葉" not in str(caught.value)
    return caught.value.code


def test_a_file_of_our_own(word: Path) -> None:
    assert FromFile(word).read().text == "合言葉"
    word.chmod(0o400)
    assert FromFile(word).read().text == "合言葉"


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o660, 0o644])
def test_a_file_that_others_could_touch_is_refused(word: Path, mode: int) -> None:
    word.chmod(mode)
    assert code_of(FromFile(word)) == "keys.file-mode"


@posix
def test_a_file_of_somebody_else_is_refused(word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert code_of(FromFile(word)) == "keys.file-owner"


@posix
def test_links_fifos_folders_and_missing_files_are_refused(word: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(word)
    os.mkfifo(tmp_path / "fifo", 0o600)
    assert code_of(FromFile(tmp_path / "link")) == "keys.file-link"
    assert code_of(FromFile(tmp_path / "fifo")) == "keys.file-kind"
    assert code_of(FromFile(tmp_path)) == "keys.file-kind"
    assert code_of(FromFile(tmp_path / "none")) == "keys.file-missing"


def test_a_descriptor_is_read_to_the_end_of_the_line_and_not_further() -> None:
    reading, writing = os.pipe()
    os.write(writing, "合言葉\r\nthe data that follows".encode())
    os.close(writing)
    try:
        assert FromDescriptor(reading).read().text == "合言葉"
        assert os.read(reading, 100) == b"the data that follows"
        assert code_of(FromDescriptor(reading)) == "keys.secret-empty"
    finally:
        os.close(reading)
    assert code_of(FromDescriptor(reading)) == "keys.descriptor-closed"


def test_a_line_without_end_is_not_read_for_ever() -> None:
    with Path("/dev/zero").open("rb") as endless:
        assert code_of(FromDescriptor(endless.fileno())) == "keys.secret-too-long"


def python(program: str) -> str:
    return f"{sys.executable} -c '{program}'"


def test_a_command_gets_its_arguments_and_no_shell() -> None:
    assert FromCommand(python('print("a $HOME `id` *")')).read().text == "a $HOME `id` *"
    assert FromCommand(python('import sys; sys.stdout.write("no newline")')).read().text == "no newline"


def test_a_command_does_not_eat_our_standard_input() -> None:
    assert FromCommand(python("import sys; print(repr(sys.stdin.read()))")).read().text == "''"


def test_a_command_that_fails_is_named_but_not_its_arguments() -> None:
    source = FromCommand(python('print("合言葉"); raise SystemExit(3)'))
    assert "合言葉" not in repr(source)
    with pytest.raises(SecretError) as caught:
        source.read()
    assert caught.value.code == "keys.command-failed"
    assert caught.value.fields == {"program": sys.executable, "status": 3}


def test_commands_that_cannot_be_run() -> None:
    assert code_of(FromCommand("no-such-program-here --flag")) == "keys.command-missing"
    assert code_of(FromCommand(python("import time; time.sleep(60)"), timeout=0.5)) == "keys.command-timeout"
    for text in ("", "   ", "'unclosed"):
        with pytest.raises(UsageError, match=r"keys\.command-malformed"):
            FromCommand(text).read()


def test_a_systemd_credential(word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word.chmod(0o440)  # as systemd may show a file that it granted by an access control list
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(word.parent))
    source = FromCredentials(word.name)
    assert source.available
    assert source.read().text == "合言葉"
    assert code_of(FromCredentials("other")) == "keys.credential-missing"
    assert code_of(FromCredentials(f"../{word.parent.name}/{word.name}")) == "keys.credential-missing"
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    assert not source.available
    assert code_of(source) == "keys.credential-missing"
