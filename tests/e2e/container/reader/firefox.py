"""Debian's Firefox, driven through Marionette, the protocol that it speaks itself."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PREFERENCES = {
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.helperApps.neverAsk.saveToDisk": "application/zip,application/json,application/octet-stream,text/csv",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "ja",
    # No network: everything goes to a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "",
}


class Firefox:
    """One tab of one browser."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._read = connection.makefile("rb")
        self._number = 0
        self._message()  # the greeting
        self("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})

    def __call__(self, command: str, **parameters: object) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(str(len(text)).encode() + b":" + text)
        _, number, error, result = self._message()
        assert number == self._number
        assert error is None, error
        return result

    def _message(self) -> Any:
        size = b""
        while (byte := self._read.read(1)) != b":":
            assert byte, "Firefox went away"
            size += byte
        return json.loads(self._read.read(int(size)))

    def open(self, page: Path) -> None:
        self("WebDriver:Navigate", url=page.as_uri())

    def run(self, script: str) -> Any:
        """The value of a script's ``return``."""
        return self("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def wait(self, condition: str, seconds: float = 60) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, condition
            time.sleep(0.1)

    def type(self, selector: str, text: str) -> None:
        """Type into an element; into a file input, the path of a file."""
        self("WebDriver:ElementSendKeys", id=self._find(selector), text=text)

    def click(self, selector: str) -> None:
        self("WebDriver:ElementClick", id=self._find(selector))

    def _find(self, selector: str) -> str:
        found: str = self("WebDriver:FindElement", using="css selector", value=selector)["value"][_ELEMENT]
        return found


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start a Firefox with a profile of its own in ``folder``; what it downloads goes to ``folder/downloads``."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = folder / "profile"
    profile.mkdir(parents=True)
    preferences = _PREFERENCES | {"marionette.port": port, "browser.download.dir": str(folder / "downloads")}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port) as connection:
            yield Firefox(connection)
    finally:
        started.terminate()
        started.wait(20)


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=120)
        except ConnectionRefusedError:
            assert time.monotonic() < end, "Firefox did not start"
            time.sleep(0.2)
