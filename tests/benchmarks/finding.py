"""How long a page of the screen for browsing takes to read, in a large library.

    python -m tests.benchmarks.large_library FILE
    python -m tests.benchmarks.finding FILE

For each search: the processor's milliseconds for counting what is found and for reading one page of it, the best of
``ROUNDS``; then the first and a late page of all cards in every order. On a busy machine the processor's time is that
to compare.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from quizkit.domain.search import read_search
from quizkit.storage.database import open_database
from quizkit.storage.finding import Finder, Order

ROUNDS = 3
PAGE = 100
SEARCHES = (
    "",
    "is:due",
    "is:new",
    "is:leech",
    "value 4711",
    'topic:"topic 003"',
    "deck:3",
    "source:source-3-1",
    "interval>30",
    "is:due or value 12",
    "-is:new interval<7 deck:2",
)


def measure(file: Path) -> None:
    """Print a line for each search, and for each order."""
    engine = open_database(file)
    finder, today = Finder(engine), date.today()
    for text in SEARCHES:
        search = read_search(text, today)
        count, page = _best(lambda: finder.count(search)), _best(lambda: finder.page(search, most=PAGE))  # noqa: B023
        print(f"{text or 'all':28} {finder.count(search):8,} found  count {count:6.1f} ms  page {page:6.1f} ms")
    everything = read_search("", today)
    late = max(0, finder.count(everything) - PAGE)
    for order in Order:
        first = _best(lambda: finder.page(everything, order, 0, PAGE))  # noqa: B023
        last = _best(lambda: finder.page(everything, order, late, PAGE))  # noqa: B023
        print(f"all by {order:21} first page {first:6.1f} ms  last page {last:6.1f} ms")
    engine.dispose()


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    return min(times)


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
