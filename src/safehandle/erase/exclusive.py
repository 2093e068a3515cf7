"""Opening a medium for its erasure: alone, past the page cache, and only if it is still the one that was surveyed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from safehandle.erase import medium as media
from safehandle.erase.medium import Medium
from safehandle.erase.method import Order
from safehandle.errors import ErasureError


@contextmanager
def opened(subject: Medium, order: Order) -> Iterator[int]:
    """The device, alone and past the cache, after the person named it and it is seen to be the same.

    Raises:
        ErasureError: ``erase.not-confirmed``, ``erase.device-busy``, ``erase.device-changed``.
    """
    if order.confirmed != subject.confirmation:
        raise ErasureError("erase.not-confirmed", device=subject.path)
    flags = os.O_RDWR | os.O_EXCL | os.O_DIRECT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        # O_EXCL on a block device: EBUSY while anything has it mounted or built on.
        descriptor = os.open(subject.path, flags)
    except OSError as error:
        code = "erase.device-busy" if error.errno == errno.EBUSY else "erase.device-gone"
        raise ErasureError(code, device=subject.path, reason=error.strerror) from error
    try:
        require_same(descriptor, subject)
        yield descriptor
    finally:
        os.close(descriptor)


def require_same(descriptor: int, subject: Medium) -> None:
    """See that the open device is still the medium that was surveyed.

    Raises:
        ErasureError: ``erase.device-changed``.
    """
    number = os.fstat(descriptor).st_rdev
    now = media.look(subject.path)
    same_place = (os.major(number), os.minor(number)) == subject.number == now.number
    if not same_place or now.digest() != subject.digest():
        raise ErasureError("erase.device-changed", device=subject.path)
