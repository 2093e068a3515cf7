"""Attacks on a ledger by whoever has its store and its signing key, and who finds them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate
from tests.unit.ledger.records import AT, ORIGIN, decision, done, intent, plan

from safehandle.errors import IntegrityError
from safehandle.keys.notes import cosign_note
from safehandle.keys.pairs import PrivateKey
from safehandle.ledger import (
    Checkpoint,
    Ledger,
    Stamp,
    WitnessBook,
    WitnessRequest,
    cosigner,
    log_verifier,
    open_checkpoint,
    open_ledger,
    verify_stamp,
)
from safehandle.ledger.entry import Encoded, encode
from safehandle.ledger.tree import Frontier, leaf_hash
from safehandle.model import Abandoned, Intent, Restored

SIZE, HELD = 600, 500
"""Entries, and the size of the checkpoint that others hold, cosigned and stamped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A ledger under attack, the key that its owner has, and what others have from before."""

    path: Path
    key: PrivateKey
    city: PrivateKey
    held: Checkpoint
    book: WitnessBook
    stamp: Stamp
    roots: tuple[Certificate, ...]
    yesterday: datetime

    def copy(self, folder: Path) -> Scene:
        book = WitnessBook(shutil.copytree(self.book.folder, folder / "book"))
        path = shutil.copyfile(self.path, folder / "ledger.db")
        given = {name: getattr(self, name) for name in ("key", "city", "held", "stamp", "roots", "yesterday")}
        return Scene(path=path, book=book, **given)

    def open(self) -> Ledger:
        return open_ledger(self.path, ORIGIN)

    def edit(self, *statements: str) -> None:
        """What somebody does who knows SQL and not the tree."""
        database = sqlite3.connect(self.path)
        with database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def rebuild(self, change: Callable[[list[Encoded]], Sequence[Encoded]]) -> None:
        """What somebody does who knows the tree: every hash is computed anew, nothing contradicts itself."""
        with self.open() as ledger:
            rows = [Encoded(entry.body, entry.private) for entry in ledger.entries()]
        self.path.unlink()
        with open_ledger(self.path, ORIGIN, create=True) as ledger:
            ledger._store.fill(change(rows))


def found_by_tree(scene: Scene) -> str:
    """Whoever verifies the ledger alone; a signed checkpoint of its present state is no help."""
    with scene.open() as ledger:
        report = ledger.verify()
        if report.holds:
            own = log_verifier(ORIGIN, scene.key.public.encode())
            signed = open_checkpoint(ledger.head().sign(scene.key), [own])
            assert ledger.verify([signed.checkpoint]).holds
            return "told" if report.restorings else "—"
        return "found"


def found_by_held(scene: Scene) -> str:
    """Whoever holds a checkpoint from before, by that alone."""
    with scene.open() as ledger:
        report = ledger.verify([scene.held])
    ((_, agrees),) = report.held
    return "—" if agrees else "told" if report.abandoned else "found"


def found_by_witness(scene: Scene) -> str:
    """Whoever saw that checkpoint, and is asked to cosign the state after the attack."""
    try:
        with scene.open() as ledger:
            state, path = ledger.consistency(scene.held)
    except IntegrityError:  # our own program will not; what a forger would send instead is refused as well
        with scene.open() as ledger:
            state, path = ledger.head(), (bytes(32),)
    request = WitnessRequest(HELD, path, state.sign(scene.key))
    refusal = ""
    try:
        scene.book.accept(request, [log_verifier(ORIGIN, scene.key.public.encode())])
    except IntegrityError as error:
        refusal = error.code
    assert refusal in ("", "ledger.witness-fork")
    assert scene.book.last(ORIGIN) == (scene.held if refusal else state)
    return "refused" if refusal else "—"


def found_by_stamp(scene: Scene) -> str:
    """Whoever kept the authority's response alone, and computes what it should be for from the entries."""
    tree = Frontier()
    with scene.open() as ledger:
        for entry in ledger._store.entries(0, None):
            if entry.number == tree.size < HELD:
                tree.append(leaf_hash(entry.body))
    problem = ""
    try:
        verify_stamp(scene.stamp.token, Checkpoint(ORIGIN, tree.size, tree.root).text, scene.roots)
    except IntegrityError as error:
        problem = error.code
    assert problem in ("", "ledger.timestamp-false")
    return "found" if problem else "—"


WITNESSES: dict[str, Callable[[Scene], str]] = {
    "tree": found_by_tree,
    "held": found_by_held,
    "cosigned": found_by_witness,
    "stamped": found_by_stamp,
}


def _edited(rows: list[Encoded]) -> Sequence[Encoded]:
    body = rows[100].body.replace(b"tanaka", b"suzuki")
    return [*rows[:100], Encoded(body, rows[100].private), *rows[101:]]


def _inserted(rows: list[Encoded]) -> Sequence[Encoded]:
    """An act of yesterday between two acts; the outcomes after it still name their intents."""
    later = [
        Encoded(_INTENT.sub(lambda number: b'"intent":%d,' % (int(number[1]) + 1), row.body), row.private)
        for row in rows[100:]
    ]
    return [*rows[:100], encode(intent(9999), AT), *later]


def _claimed_restored(scene: Scene, *, honest: bool) -> None:
    """Set back to 400; then say that a back-up was restored, naming the held checkpoint."""
    scene.rebuild(lambda rows: rows[:400])
    restored = Restored(size=400, known=SIZE, root="00" * 32)
    named = Abandoned(size=scene.held.size, root=scene.held.root.hex())
    restoring = plan(verb="ledger-restore", facts=(restored, named))
    with scene.open() as ledger:
        number = ledger.append(Intent(plan=restoring, decision=decision()))
        if not honest:
            ledger.append(done(ledger.append(intent(7777))))
        ledger.skip(restoring, SIZE)
        ledger.append(done(number))


_TAIL = [encode(intent(5000 + index), AT) for index in range(SIZE - HELD)]
_EDIT = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'tanaka', 'suzuki') AS BLOB) WHERE number = {}"
_MOVE = "UPDATE entry SET number = {} WHERE number = {}"
_INTENT = re.compile(rb'"intent":(\d+),')
_DROP = "UPDATE entry SET private = {} WHERE number = 42"


def _of_entry(number: int) -> str:
    return f"(SELECT private FROM entry WHERE number = {number})"


ATTACKS: dict[str, Callable[[Scene], None]] = {
    "edit an entry in the store": lambda scene: scene.edit(_EDIT.format(100)),
    "delete an entry": lambda scene: scene.edit("DELETE FROM entry WHERE number = 100"),
    "swap two entries": lambda scene: scene.edit(_MOVE.format(-1, 100), _MOVE.format(100, 102), _MOVE.format(102, -1)),
    "exchange a private part": lambda scene: scene.edit(_DROP.format(_of_entry(44))),
    "make a private part vanish": lambda scene: scene.edit(_DROP.format("NULL")),
    "cut off the tail in the store": lambda scene: scene.edit("DELETE FROM entry WHERE number >= 450"),
    "edit an entry, and compute the tree anew": lambda scene: scene.rebuild(_edited),
    "insert a back-dated entry, and compute anew": lambda scene: scene.rebuild(_inserted),
    "cut off the tail, and compute anew": lambda scene: scene.rebuild(lambda rows: rows[:450]),
    "fork: another history of the same length": lambda scene: scene.rebuild(
        lambda rows: [*rows[:300], *(encode(intent(8000 + index), AT) for index in range(SIZE - 300))]
    ),
    "rewrite everything, and sign it with the stolen key": lambda scene: scene.rebuild(
        lambda rows: [encode(intent(index), scene.yesterday) for index in range(SIZE)]
    ),
    "rewrite, and call it restored from a back-up": lambda scene: _claimed_restored(scene, honest=False),
    "lose entries, and say so": lambda scene: _claimed_restored(scene, honest=True),
    "rewrite what lies after the last held checkpoint": lambda scene: scene.rebuild(
        lambda rows: [*rows[:HELD], *_TAIL]
    ),
    "write a false entry in the first place": lambda scene: scene.rebuild(lambda rows: [*rows, *_TAIL]),
}


def dated_by_cosignature(scene: Scene) -> datetime:
    """When a checkpoint that the vendor calls yesterday's was cosigned: the witness's own time."""
    with scene.open() as ledger:
        note = ledger.head().sign(scene.key)
    cosigned = cosign_note(note, "川原市", scene.city, datetime.now(scene.yesterday.tzinfo))
    own, witness = log_verifier(ORIGIN, scene.key.public.encode()), cosigner("川原市", scene.city.public)
    (at,) = (one.cosigned_at for one in open_checkpoint(cosigned, [own], [witness]).signatures if one.cosigned_at)
    return datetime.fromtimestamp(at, scene.yesterday.tzinfo)
