"""The rows of Anki's database, whatever stands in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quizkit.formats.anki_collection import card_rows, open_collection

_SOME = 1_500


def test_text_that_is_no_utf_8_is_read_in_its_place_and_every_card_once(tmp_path: Path) -> None:
    file = tmp_path / "collection"
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE notes (id, guid, mid, tags, flds)")
        made.execute("CREATE TABLE cards (id, nid, ord, did, type, queue, due, ivl, factor, lapses, odue, odid, flags)")
        made.executemany("INSERT INTO notes VALUES (?, 'g', 1, '', ?)", [(n, f"é {n}") for n in range(_SOME)])
        made.executemany(
            "INSERT INTO cards VALUES (?1, ?1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)", [(n,) for n in range(_SOME)]
        )
        made.execute("UPDATE notes SET flds = CAST(x'41ff42' AS TEXT), tags = CAST(x'fe' AS TEXT) WHERE id = 1200")
        made.commit()
    with open_collection(file, "a.apkg") as database:
        told = [(row[0], row[4]) for row in card_rows(database)]
        tags = [row[3] for row in card_rows(database) if row[3]]
    assert told == [(n, "A\ufffdB" if n == 1200 else f"é {n}") for n in range(_SOME)]
    assert tags == ["\ufffd"]
