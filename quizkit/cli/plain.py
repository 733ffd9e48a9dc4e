"""``quizkit study --plain``: a session line by line, for dumb terminals, screen readers and pipes.

No colours, no cursor movement, no redrawing: what was said stays said.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from quizkit.cli.output import silence
from quizkit.domain.errors import QuizkitError
from quizkit.domain.rating import Rating
from quizkit.domain.safe_text import safe_text
from quizkit.study.session import StudySession
from quizkit.study.summary import Summary
from quizkit.tui.words import RATING_NAMES, cited, comes_back, comes_from, counted, lettered, progress_in_words, share

_LEAVE = ("q", "quit")
_HOW_TO_REVEAL = "Enter shows the answer, u takes the last rating back, q leaves."


def study_plain(
    session: StudySession,
    lines: Iterable[str],
    out: TextIO,
    titles: Mapping[str, str] | None = None,
    stopwatch: Callable[[], float] = time.monotonic,
) -> None:
    """Study until the cards, or the lines of the learner, come to an end.

    ``titles`` are the sources' by slug, ``stopwatch`` gives seconds that only grow. Every rating is saved before the
    next question is written; a reader that goes away ends the session as ``q`` does.
    """
    for stream in (lines, out):
        if isinstance(stream, io.TextIOWrapper):
            # An old terminal's encoding shows a question mark for what it lacks, and the session goes on.
            stream.reconfigure(errors="replace")
    try:
        _PlainFront(session, out, titles or {}, stopwatch).run(lines)
    except BrokenPipeError:
        silence(out)


class _PlainFront:
    def __init__(
        self, session: StudySession, out: TextIO, titles: Mapping[str, str], stopwatch: Callable[[], float]
    ) -> None:
        self._session = session
        self._out = out
        self._titles = titles
        self._stopwatch = stopwatch
        self._shown_at = 0.0

    def run(self, lines: Iterable[str]) -> None:
        if self._session.current is None:
            self._say("Nothing to study here now.")
            return
        self._say(_HOW_TO_REVEAL)
        self._ask()
        for line in lines:
            word = line.strip().lower()
            # After the last card any line ends the session but the one that takes its rating back.
            if word in _LEAVE or (self._session.current is None and word != "u"):
                break
            self._obey(word)
        self._sum_up(self._session.summary())

    def _obey(self, word: str) -> None:
        if word == "u":
            self._undo()
        elif not self._session.is_revealed:
            if word:
                self._say(f"First see the answer: {_HOW_TO_REVEAL}")
            else:
                self._reveal()
        elif word in {str(rating.value) for rating in Rating}:
            self._rate(Rating(int(word)))
        else:
            self._say("Rate with 1, 2, 3 or 4; u takes the last rating back, q leaves.")

    def _ask(self) -> None:
        card = self._session.current
        if card is None:
            self._say("That was the last card. Enter shows how it went, u takes the last rating back.")
            return
        turn = "once more today" if self._session.is_drill else "new card" if self._session.is_new else "review"
        self._say("")
        progress = progress_in_words(self._session.done, self._session.remaining)
        self._say(" · ".join(filter(None, (progress, turn, card.topic, comes_from(card, self._titles)))))
        self._say(f"Question: {card.question}")
        for letter, choice, _ in lettered(card):
            self._say(f"  {letter}) {choice}")
        self._shown_at = self._stopwatch()

    def _reveal(self) -> None:
        card = self._session.current
        if card is None:
            return
        self._session.reveal()
        letter = next((f"{letter}) " for letter, _, is_answer in lettered(card) if is_answer), "")
        self._say(f"Answer: {letter}{card.answer}")
        for evidence in card.evidence:
            self._say(f"  “{evidence.quote}”")
            self._say(f"  — {cited(evidence, self._titles)}")
        schedules = self._session.preview()
        for rating in Rating:
            comes = ", ".join(filter(None, comes_back(rating, schedules[rating], self._session.is_drill)))
            self._say(f"  {rating.value} {RATING_NAMES[rating]}: {comes}")

    def _rate(self, rating: Rating) -> None:
        comes = comes_back(rating, self._session.preview()[rating], self._session.is_drill)
        try:
            self._session.rate(rating, self._stopwatch() - self._shown_at)
        except QuizkitError as error:
            self._say(f"Not saved, so the card stays here: {error}")
            return
        self._say(f"{RATING_NAMES[rating]}. This card comes back: {', '.join(filter(None, comes))}.")
        self._ask()

    def _undo(self) -> None:
        try:
            was_undone = self._session.undo()
        except QuizkitError as error:
            self._say(f"Not taken back: {error}")
            return
        if was_undone:
            self._say("The last rating is taken back.")
            self._ask()
        else:
            self._say("There is no rating to take back.")

    def _sum_up(self, summary: Summary) -> None:
        self._say("")
        if not summary.reviews and not summary.drills:
            self._say("Nothing was rated.")
            return
        remembered = f"{summary.passes} of {counted(summary.reviews, 'review')} remembered"
        self._say(f"Done: {remembered} ({share(summary.passes, summary.reviews)}), {counted(summary.drills, 'drill')}.")
        for topic in summary.topics:
            self._say(f"  {topic.topic}: {topic.passes} of {topic.reviews}")
        if summary.missed:
            self._say("Look at these again:")
        for card in summary.missed:
            self._say(f"  {card.question}")
            self._say(f"    {card.answer}")

    def _say(self, text: str) -> None:
        print(safe_text(text), file=self._out, flush=True)
