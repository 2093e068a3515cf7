"""The options by which ``send`` and ``receive`` reach a place, and the key that signs their papers."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.passwords import Given
from safehandle.errors import SecretError, UsageError

if TYPE_CHECKING:
    from safehandle import Office, PrivateKey, Ways
    from safehandle.model import Progress

_RATE = re.compile(r"(\d+)([kKmMgG]?)")
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the command line said about reaching a place."""

    identity: Path | None
    certificate: Path | None
    login_file: Path | None
    login_keyring: str | None
    jobs: int
    limit: str | None
    timeout: float
    attempts: int

    def ways(self, progress: Progress | None = None) -> Ways:
        """The same for the action. Without a key file or a password the agent logs in."""
        import safehandle

        if self.login_file is not None and self.login_keyring is not None:
            raise UsageError("usage.excludes", first="--login-password-file", second="--login-password-keyring")
        if self.certificate is not None and self.identity is None:
            raise UsageError("usage.missing", name="-i", command="--certificate")
        password = None
        if self.login_file is not None:
            password = safehandle.FromFile(self.login_file).read
        elif self.login_keyring is not None:
            password = safehandle.FromKeyring(self.login_keyring).read
        access = safehandle.Access(
            user="",
            key_file=self.identity,
            certificate=self.certificate,
            agent=self.identity is None and password is None,
            password=password,
        )
        return safehandle.Ways(
            access=access,
            deadlines=safehandle.Deadlines(reply=self.timeout),
            patience=safehandle.Patience(attempts=self.attempts),
            limit=_rate(self.limit),
            jobs=self.jobs,
            progress=progress,
        )


def reach_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; they arrive as one :class:`Reach` named ``reach``."""
    options = (
        option(
            "-i",
            "--identity",
            type=_PATH,
            metavar="FILE",
            about=Text("SSH の秘密鍵(なければエージェント)", "SSH private key (else the agent)"),
        ),
        option("--certificate", type=_PATH, metavar="FILE", about=Text("その SSH 証明書", "its SSH certificate")),
        option(
            "--login-password-file",
            "login_file",
            type=_PATH,
            metavar="FILE",
            about=Text(
                "ログインまたは鍵のパスワードのファイル(0600)", "file (0600) with the login's or key's password"
            ),
        ),
        option(
            "--login-password-keyring",
            "login_keyring",
            metavar="NAME",
            about=Text("そのパスワードの、OS の鍵束での名前", "that password's entry in the system's keyring"),
        ),
        option(
            "--jobs", type=click.IntRange(1, 16), default=1, about=Text("同時に使う接続の数", "connections at once")
        ),
        option(
            "--limit-rate",
            "limit",
            metavar="RATE",
            about=Text("速さの上限(500k, 10M など)", "at most 500k, 10M … a second"),
        ),
        option(
            "--timeout",
            type=click.FloatRange(1, 3600),
            default=30.0,
            metavar="SEC",
            about=Text("応答を待つ秒数", "seconds to wait for an answer"),
        ),
        option(
            "--attempts", type=click.IntRange(1, 100), default=5, about=Text("試みる回数", "how often to try in all")
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        reach = Reach(**{name: kwargs.pop(name) for name in Reach.__slots__})
        return function(*args, reach=reach, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated


def _rate(text: str | None) -> int:
    if text is None:
        return 0
    found = _RATE.fullmatch(text)
    if found is None or not int(found[1]):
        raise UsageError("send.rate-malformed", rate=text)
    return int(found[1]) * _UNITS[found[2].lower()]


def signing_key(office: Office, password: Given) -> PrivateKey:
    """The key that contract.toml binds to the one who acts; where it binds none, the only signing key that is kept.

    Raises:
        SecretError: ``send.no-signing-key``.
    """
    import safehandle

    store = safehandle.KeyStore.default()
    person = office.contract.person(office.actor)
    if person is not None and person.key:
        stored = store.show(safehandle.PublicKey.decode(person.key).id)
    else:
        kept = [one for one in store.list() if one.public.purpose == "sign"]
        if len(kept) != 1:
            raise SecretError("send.no-signing-key", actor=office.actor, kept=len(kept))
        (stored,) = kept
    return store.load(stored.id, None if stored.kept == "keyring" else password.read(key=stored.id))
