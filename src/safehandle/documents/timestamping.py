"""Ask a timestamp authority over HTTP (RFC 3161 section 3.4), for signatures that outlast their certificate."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

from safehandle.errors import UsageError

_MOST = 1 << 20
_SECONDS = 20
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


def timestamp_authority(url: str) -> Any:
    """A pyHanko ``TimeStamper`` that asks ``url``.

    Raises:
        UsageError: ``documents.timestamp-url``: neither ``http`` nor ``https``.
    """
    from asyncio import to_thread

    from asn1crypto import tsp  # type: ignore[import-untyped]
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    if not url.startswith(("http://", "https://")):
        raise UsageError("documents.timestamp-url", url=url)

    class Authority(TimeStamper):
        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            try:
                return tsp.TimeStampResp.load(await to_thread(_ask, url, req.dump()))
            except (OSError, ValueError, urllib.error.URLError) as error:
                raise TimestampRequestError(str(error)) from error

    return Authority()  # type: ignore[no-untyped-call]


def _ask(url: str, query: bytes) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        url, data=query, headers={"Content-Type": _QUERY, "Accept": _REPLY}
    )
    with urllib.request.urlopen(request, timeout=_SECONDS) as reply:  # noqa: S310
        if reply.headers.get_content_type() != _REPLY:
            msg = f"{reply.headers.get_content_type()} is no timestamp"
            raise ValueError(msg)
        content: bytes = reply.read(_MOST)
    return content
