"""The export of a large deck beside genanki alone with the same notes: seconds and memory, in one run.

    python -m tests.benchmarks.anki_export [CARDS]

Three processes, one after the other, as often as ``ROUNDS`` says: quizkit from the library to the file (the deck read,
its record written), quizkit from the deck to the file, and genanki, which gets fields, tags and decks ready made and
writes the same notes. On a busy machine the processor's seconds are those to compare.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROUNDS = 3
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def build(folder: Path, number: int) -> None:
    """A library with one deck of so many cards, of all kinds and with evidence, and its notes for genanki."""
    from quizkit.domain.card import BLANK, Card, CardKind, Evidence
    from quizkit.domain.deck import Deck, DeckSource
    from quizkit.formats.anki_html import NoteHtml
    from quizkit.formats.anki_rows import Subdecks, note_guid
    from quizkit.storage.database import open_database
    from quizkit.storage.decks import DeckStore

    cards = []
    for at in range(number):
        kind = (CardKind.QUESTION, CardKind.QUESTION, CardKind.CLOZE, CardKind.CHOICE)[at % 4]
        said = f"In the year {1500 + at % 500} the harbour of town {at} took in {at * 7} ships & {at} boats."
        asked = f"How many ships did the harbour of town {at} take in, in the year {1500 + at % 500}?"
        if kind is CardKind.CLOZE:
            asked = said.replace(f"{at * 7} ships", f"{BLANK} ships")
        options = tuple(str(at * 7 + add) for add in range(4)) if kind is CardKind.CHOICE else ()
        proof = Evidence(f"source-{at % 9}", said, at + 1, "Ada Lovelace", "1:30")
        key = f"source-{at % 9}/{at:010x}/ships"
        cards.append(Card(key, kind, asked, str(at * 7), f"Topic {at * 50 // number}", (proof,), (), options))
    sources = tuple(
        DeckSource(f"source-{n}", f"harbours-{n}.txt", f"Harbours, part {n}", f"https://example.org/{n}")
        for n in range(9)
    )
    deck = Deck("harbours", "Harbours", tuple(cards), sources, "Ships by the year.")
    engine = open_database(folder / "library.db")
    DeckStore(engine).save(deck, MOMENT)
    engine.dispose()
    html, subdecks = NoteHtml(deck.sources), Subdecks(deck)
    with (folder / "notes.jsonl").open("w") as file:
        for card in cards:
            fields = html.fields(card)
            note = [card.kind, note_guid(card.key), list(fields)]
            file.write(json.dumps([*note, subdecks.tags(card.topic).split(), card.topic]) + "\n")


def from_library(folder: Path) -> Callable[[], object]:
    from quizkit.library.export import export_from
    from quizkit.storage.database import open_database
    from quizkit.storage.decks import DeckStore

    decks = DeckStore(open_database(folder / "library.db"))
    return lambda: export_from(decks, "harbours", folder / "library.apkg", MOMENT)


def from_deck(folder: Path) -> Callable[[], object]:
    from quizkit.formats.anki_package import write_package
    from quizkit.storage.database import open_database
    from quizkit.storage.decks import DeckStore

    decks = DeckStore(open_database(folder / "library.db"))
    deck, changed = decks.load("harbours"), decks.changed("harbours")
    return lambda: write_package(deck, folder / "deck.apkg", changed)


def by_genanki(folder: Path) -> Callable[[], object]:
    import genanki

    from quizkit.domain.card import CardKind
    from quizkit.formats.anki_package import MODELS

    with (folder / "notes.jsonl").open() as file:
        told = [json.loads(line) for line in file]

    # genanki leaves its database behind, 80 MB each time: here it goes with the folder.
    tempfile.tempdir = str(folder)

    def write() -> None:
        decks: dict[str, genanki.Deck] = {}
        for kind, guid, fields, tags, topic in told:
            deck = decks.setdefault(topic, genanki.Deck(1_600_000_000_000 + len(decks), f"Harbours::{topic}"))
            deck.add_note(genanki.Note(MODELS[CardKind(kind)], fields, tags=tags, guid=guid))
        genanki.Package(list(decks.values())).write_to_file(folder / "genanki.apkg")

    return write


ROADS = {"from the library": from_library, "from the deck": from_deck, "genanki": by_genanki}


def measure(road: str, folder: Path) -> None:
    work = ROADS[road](folder)
    began, at_work = time.perf_counter(), time.process_time()
    work()
    took, worked = time.perf_counter() - began, time.process_time() - at_work
    print(json.dumps([took, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: what a parent held counts as the peak of its children, too.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.anki_export", "build", name, str(number)], check=True)
        figures: dict[str, list[list[float]]] = {road: [] for road in ROADS}
        for _ in range(ROUNDS):
            for road in ROADS:
                command = [sys.executable, "-m", "tests.benchmarks.anki_export", road, name]
                told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                figures[road].append(json.loads(told))
        median = {
            road: [statistics.median(column) for column in zip(*rows, strict=True)] for road, rows in figures.items()
        }
        print(f"{number} cards, median of {ROUNDS}: wall, processor, peak memory; in brackets the share of genanki")
        for road, mine in median.items():
            shares = [
                f"{ours:7.2f} ({ours / theirs:.2f})" for ours, theirs in zip(mine, median["genanki"], strict=True)
            ]
            print(f"{road:17} {shares[0]} s  {shares[1]} s  {shares[2]} MB")
        for made in sorted(folder.glob("*.apkg")):
            print(f"{made.name:17} {made.stat().st_size / 1e6:6.1f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        build(Path(sys.argv[2]), int(sys.argv[3]))
    elif len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
