"""The import of a large Anki package beside Anki's own import of the same file: seconds and memory, in one run.

    python -m tests.benchmarks.anki_import [NOTES | FILE.apkg]

Where no package is given, one is made by Anki: three quarters of the notes are "Basic", some with HTML, one quarter are
clozes with two cards; one note in twenty has a picture of 4 KB; half of the cards were learnt, with three reviews each.
Two processes, one after the other, as often as ``ROUNDS`` says, each into a new library. On a busy machine the
processor's seconds are those to compare.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from tests.formats.anki_made import AnkiMaker, now_ms

ROUNDS = 3
_IN_DECK = 500
WORDS = ("ribosomes", "build", "proteins", "from", "amino", "acids", "in", "the", "cell", "while", "energy", "for")


def build(folder: Path, number: int) -> Path:
    """The package."""
    maker = AnkiMaker(folder / "made")
    fill(maker, number)
    package = maker.package(folder / "large.apkg")
    maker.close()
    return package


def fill(maker: AnkiMaker, number: int) -> None:
    """Put so many notes into the collection, five hundred at a time in twenty decks, with what was learnt of them."""
    chance = random.Random(1)
    for at in range(0, number, _IN_DECK):
        deck = f"Biology::Topic {at // _IN_DECK % 20}"
        basic: list[Mapping[str, str]] = []
        cloze: list[Mapping[str, str]] = []
        for n in range(at, min(at + _IN_DECK, number)):
            said = " ".join(chance.choices(WORDS, k=12))
            picture = f'<img src="{maker.media(f"{n}.png", chance.randbytes(4096))}">' if n % 20 == 0 else ""
            if n % 4 == 3:
                cloze.append(
                    {"Text": f"{n} {{{{c1::{said}}}}} and <b>more</b> {{{{c2::{n}}}}}", "Back Extra": "x &amp; y"}
                )
            else:
                back = f"{said}<br>{n} &nbsp;<i>it</i>" if n % 2 else said
                basic.append({"Front": f"What {n} {said}?{picture}", "Back": back})
        maker.notes("Basic", deck, basic)
        maker.notes("Cloze", deck, cloze)
    moment = now_ms() - 10**10
    for at, card in enumerate(maker.col.db.list("select id from cards order by id")):
        if at % 2:
            maker.reviewed(card, *((moment + at * 10 + day * 86_400_000, chance.randint(1, 4), 1) for day in range(3)))
            due, interval = chance.randint(0, 400), chance.randint(1, 300)
            maker.set(card, type=2, queue=-1 if at % 100 == 1 else 2, due=due, ivl=interval, factor=2500, reps=3)


def by_anki(package: Path, folder: Path) -> Callable[[], object]:
    """Anki's import into a new collection."""
    maker = AnkiMaker(folder / "anki")
    return lambda: maker.take(package)


def by_quizkit(package: Path, folder: Path) -> Callable[[], object]:
    """quizkit's import into a new library."""
    import quizkit.formats.anki_archive
    import quizkit.formats.anki_import  # noqa: F401
    from quizkit.library.import_anki import import_package
    from quizkit.storage.arrivals import ArrivalStore
    from quizkit.storage.database import open_database
    from quizkit.storage.media import MediaStore

    engine = open_database(folder / "library.db")

    def local(moment: datetime) -> datetime:
        return moment.astimezone()

    def run() -> object:
        store, media = ArrivalStore(engine), MediaStore.beside(engine)
        now = datetime.now().astimezone()
        return import_package(package, store, media, now=now, local=local, day_starts_at=4, largest=10**11)

    return run


WAYS: dict[str, Callable[[Path, Path], Callable[[], object]]] = {"anki": by_anki, "quizkit": by_quizkit}


def measured(way: str, package: Path) -> dict[str, float]:
    """One import, in this process: seconds by the clock and of the processor, and the megabytes that it took."""
    with tempfile.TemporaryDirectory() as folder:
        run = WAYS[way](package, Path(folder))
        wall, processor = time.perf_counter(), time.process_time()
        run()
        return {
            "wall": time.perf_counter() - wall,
            "processor": time.process_time() - processor,
            "megabytes": _most_memory() / 1024,
        }


def _most_memory() -> int:
    """KiB that this program ever took; ``getrusage`` would count what the one before it in the process took."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


def main(what: str) -> None:
    """Measure with a package that there is, or with one of so many notes, and tell."""
    if not what.isdecimal():
        compare(Path(what), what)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(build(Path(folder), int(what)), f"{what} notes")


def compare(package: Path, called: str) -> None:
    """Import the package with the one and the other in turn, and tell."""
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way, runs in found.items():
            command = [sys.executable, "-m", "tests.benchmarks.anki_import", "--one", way, str(package)]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            runs.append(json.loads(told.splitlines()[-1]))
    print(f"{called}, {package.stat().st_size / 1e6:.1f} MB, median of {ROUNDS}")
    for what in ("wall", "processor", "megabytes"):
        anki, quizkit = (statistics.median(run[what] for run in found[way]) for way in ("anki", "quizkit"))
        print(f"{what:10} anki {anki:8.2f}  quizkit {quizkit:8.2f}  ratio {quizkit / max(anki, 0.001):.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "20000")
