"""Lines of mountinfo."""

from __future__ import annotations

from safehandle.erase.mounts import parse

LINE = "36 35 98:0 /mnt1 /mnt\\040two rw,noatime master:1 - ext3 /dev/ro\\134ot rw,errors=continue,data=journal"


def test_a_line_is_read_with_its_escapes() -> None:
    mount = parse(LINE)
    assert (mount.ident, mount.device, mount.root, mount.point) == (36, (98, 0), "/mnt1", "/mnt two")
    assert (mount.kind, mount.source) == ("ext3", "/dev/ro\\ot")
    assert {"noatime", "data=journal"} <= mount.options


def test_several_optional_fields_and_none() -> None:
    assert parse(LINE.replace("master:1", "shared:1 master:2")).kind == "ext3"
    assert parse(LINE.replace("master:1 ", "")).kind == "ext3"
