"""The link that is always there: SSH by paramiko. Imported only when it is used."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import paramiko

from safehandle.errors import RemoteError
from safehandle.transfer.links.link import Deadlines, Route
from safehandle.transfer.links.pieces import Pieces
from safehandle.transfer.links.timed import TimedSocket
from safehandle.transfer.server import Access, HostKey, Server, fingerprint

if TYPE_CHECKING:
    from safehandle.transfer.links.strict import StrictTransport

_WINDOW = 4 << 20
_PACKET = 240 << 10


class ParamikoLink:
    """A :class:`~safehandle.transfer.links.link.Link` over one channel."""

    has_room = False  # paramiko encrypts on a thread of its own, and the interpreter runs one at a time

    def __init__(self, server: Server, access: Access, deadlines: Deadlines) -> None:
        with ExitStack() as stack:
            transport, wire = shake_hands(server, deadlines)
            stack.callback(transport.close)
            log_in(transport, server, access, deadlines)
            self._channel = _subsystem(transport, server, deadlines)
            self._channel.settimeout(deadlines.reply)
            self._keep = stack.pop_all()
        self._socket = wire
        self._patience = deadlines.reply
        self._packet = self._channel.out_max_packet_size - 64  # what paramiko fits into one
        self._arrived = memoryview(b"")
        self.route = _route(transport, server)

    def send(self, *parts: bytes | bytearray | memoryview) -> None:
        data = memoryview(b"".join(parts))
        try:
            with self._socket.together():
                while data:  # by packets: sendall would copy all that is left for every one of them
                    if self._channel.out_window_size < self._packet:
                        self._socket.flush()  # the window opens only for what has arrived there
                    data = data[self._channel.send(bytes(data[: self._packet])) :]
        except TimeoutError:
            raise self._no_answer() from None
        except (OSError, EOFError, paramiko.SSHException):
            raise self._no_answer() if self._socket.gave_up else RemoteError("transfer.disconnected") from None

    def receive(self, size: int) -> memoryview:
        if len(self._arrived) >= size:  # nearly always: what was asked for lies in one piece
            taken, self._arrived = self._arrived[:size], self._arrived[size:]
            return taken
        pieces = [self._arrived]
        missing = size - len(self._arrived)
        while missing > 0:
            piece = self._next_piece()
            pieces.append(piece[:missing])
            self._arrived = piece[missing:]
            missing -= len(pieces[-1])
        return memoryview(b"".join(pieces))

    def _next_piece(self) -> memoryview:
        try:
            piece = self._channel.recv(_WINDOW)
        except TimeoutError:
            raise self._no_answer() from None
        except (OSError, EOFError):
            piece = b""
        if not piece:
            raise RemoteError("transfer.disconnected")
        return memoryview(piece)

    def close(self) -> None:
        self._keep.close()

    def _no_answer(self) -> RemoteError:
        return RemoteError("transfer.no-answer", stage="reply", seconds=self._patience)


def connect_socket(server: Server, deadlines: Deadlines) -> socket.socket:
    """A connected TCP socket."""
    try:
        return socket.create_connection((server.host, server.port), deadlines.connect)
    except TimeoutError:
        raise RemoteError("transfer.no-answer", stage="connect", seconds=deadlines.connect) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RemoteError("transfer.unreachable", host=server.shown, reason=reason) from None


def shake_hands(server: Server, deadlines: Deadlines) -> tuple[StrictTransport, TimedSocket]:
    """Agree on keys with a server whose host key is pinned.

    A fingerprint does not say of which type its key is, and a server has several: they are asked for in turn.

    Raises:
        RemoteError: ``transfer.unreachable``, ``transfer.no-answer``, ``transfer.weak-algorithms``,
            ``transfer.weak-host-key``, ``transfer.host-key-unknown`` or ``transfer.host-key-changed``.
    """
    first = ""
    for transport, wire in _each_host_key(server, deadlines):
        shown = fingerprint(transport.get_remote_server_key().asbytes())
        if server.knows(shown):
            return transport, wire
        transport.close()
        first = first or shown
        if not server.pins:
            break
    raise server.refusal(first)


def host_keys(server: Server, deadlines: Deadlines) -> tuple[HostKey, ...]:
    """Every host key that a server shows to whoever asks. None of them is trusted by that."""
    found = []
    for transport, _ in _each_host_key(server, deadlines):
        key = transport.get_remote_server_key()
        transport.close()
        found.append(HostKey(algorithm=key.get_name(), bits=key.get_bits(), fingerprint=fingerprint(key.asbytes())))
    return tuple(found)


def _each_host_key(server: Server, deadlines: Deadlines) -> Iterator[tuple[StrictTransport, TimedSocket]]:
    """Connect again and again until the server has shown a key of every type that it has."""
    from safehandle.transfer.links.strict import StrictTransport

    tried: tuple[str, ...] = ()
    while True:
        wire = TimedSocket(connect_socket(server, deadlines), deadlines.reply)
        transport = StrictTransport(wire, server, without=tried)
        try:
            transport.agree(deadlines)
        except BaseException:
            transport.close()
            raise
        yield transport, wire
        tried = (*tried, *transport.same_key_types())
        if not transport.has_others(tried):
            return


def log_in(transport: paramiko.Transport, server: Server, access: Access, deadlines: Deadlines) -> None:
    """Authenticate, by what :class:`Access` gives.

    Raises:
        RemoteError: ``transfer.auth-refused``, ``transfer.no-answer``, ``transfer.disconnected``.
        SecretError: the key file is locked and its passphrase is wrong or not given.
    """
    from safehandle.transfer.links.identity import identities

    transport.auth_timeout = deadlines.authenticate
    with closing(identities(access)) as offered:
        for identity in offered:
            if not transport.is_active():
                break
            try:
                left = (
                    transport.auth_publickey(access.user, identity)
                    if isinstance(identity, paramiko.PKey)
                    else transport.auth_password(access.user, identity.text)
                )
            except (paramiko.BadAuthenticationType, paramiko.AuthenticationException) as error:
                if "timeout" in str(error).lower():
                    seconds = deadlines.authenticate
                    raise RemoteError("transfer.no-answer", stage="authenticate", seconds=seconds) from None
            except (paramiko.SSHException, EOFError, OSError):
                raise RemoteError("transfer.disconnected") from None
            else:
                if not left:
                    return
    raise RemoteError("transfer.auth-refused", host=server.shown, user=access.user)


def _subsystem(transport: paramiko.Transport, server: Server, deadlines: Deadlines) -> paramiko.Channel:
    try:
        channel = transport.open_session(window_size=_WINDOW, max_packet_size=_PACKET, timeout=deadlines.reply)
        channel.in_buffer = Pieces()  # type: ignore[assignment]
        channel.invoke_subsystem("sftp")
    except (paramiko.SSHException, EOFError, OSError):
        raise RemoteError("transfer.no-sftp", host=server.shown) from None
    return channel


def _route(transport: StrictTransport, server: Server) -> Route:
    return Route(
        means="paramiko",
        server=server.shown,
        host_key=fingerprint(transport.get_remote_server_key().asbytes()),
        host_key_algorithm=transport.host_key_type or "",
        key_exchange=transport.key_exchange,
        cipher=transport.local_cipher,
        mac=transport.mac,
    )
