"""What ``study --plain`` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from quizkit.domain.card import CardKind
from quizkit.domain.rating import Rating
from quizkit.domain.safe_text import safe_text
from quizkit.study.answering import Answered
from quizkit.study.leech import Leech
from quizkit.study.session import StudySession
from quizkit.study.source_text import SourceText
from quizkit.tui.words import (
    MATCHES,
    RATING_NAMES,
    cited,
    comes_back,
    comes_from,
    counted,
    difference,
    duration,
    flag_in_words,
    forgotten,
    lettered,
    progress_in_words,
    share,
)

HOW_TO_RATE = "Rate with 1, 2, 3 or 4; u takes the last thing back, q leaves, ? tells all."

HELP = """\
Enter shows the answer; the letter of an option chooses it.
1 Again, 2 Hard, 3 Good, 4 Easy: how well you knew it.
u takes the last thing back, and then the one before it.
-  buries the card until tomorrow      @  suspends it
*  flags it, or takes the flag away    f  the next flag, f3 the third, f0 none
e  puts it in your words               t  puts it under another topic
x  splits it in two                    o  its source around the evidence, o all the whole of it
m  opens its pictures and sounds, one by one, or tells where they are
i  answers are typed from now on, or typed no more
q  leaves; everything is saved. Where a letter is an answer, write the command behind a colon, as in :u"""

_TYPE_IT = "Type the answer; Enter alone shows it."

_NEAR = 3
"""Statements that are told on either side of the evidence."""


class Telling:
    """Says how a session stands; ``titles`` are the sources' by slug."""

    def __init__(self, session: StudySession, out: TextIO, titles: Mapping[str, str]) -> None:
        self._session = session
        self._out = out
        self._titles = titles

    def say(self, text: str) -> None:
        """Write a text as lines, with nothing in it that a terminal would obey."""
        print(safe_text(text), file=self._out, flush=True)

    def how_to_answer(self) -> str:
        """How the current card is answered."""
        if self._session.is_typed:
            return f"{_TYPE_IT} :u takes the last thing back, :q leaves, :? tells all."
        card = self._session.current
        chooses = "A letter chooses an option, " if card and card.kind is CardKind.CHOICE else ""
        return f"{chooses}Enter shows the answer, u takes the last thing back, q leaves, ? tells all."

    def question(self) -> None:
        """The card that is asked, or that none is left."""
        session = self._session
        card = session.current
        if card is None:
            why = "The time is over" if session.is_out_of_time else "That was the last card"
            self.say(f"{why}. Enter shows how it went, u takes the last thing back.")
            return
        turn = "once more today" if session.is_drill else "new card" if session.is_new else "review"
        self.say("")
        progress = progress_in_words(session.done, session.remaining)
        parts = (progress, turn, card.topic, comes_from(card, self._titles), flag_in_words(session.flag))
        self.say(" · ".join(filter(None, parts)))
        self.say(f"Question: {card.question}")
        for letter, choice, _ in lettered(card):
            self.say(f"  {letter}) {choice}")
        if session.is_typed and not session.is_revealed:
            self.say(_TYPE_IT)

    def answer(self) -> None:
        """The answer, what came of the learner's own, where it is proven, and the ratings."""
        card = self._session.current
        if card is None:
            return
        if given := self._session.answered:
            self._comparison(given)
        letter = next((f"{letter}) " for letter, _, is_answer in lettered(card) if is_answer), "")
        self.say(f"Answer: {letter}{card.answer}")
        for evidence in card.evidence:
            self.say(f"  “{evidence.quote}”")
            self.say(f"  — {cited(evidence, self._titles)}")
        schedules = self._session.preview()
        suggested = given.comparison.rating if given else None
        for rating in Rating:
            comes = ", ".join(filter(None, comes_back(rating, schedules[rating], self._session.is_drill)))
            hint = " (suggested)" if rating is suggested else ""
            self.say(f"  {rating.value} {RATING_NAMES[rating]}: {comes}{hint}")
        if leech := self._session.leech:
            self.say(f"{forgotten(leech)} e puts it in your words, x splits it in two, @ suspends it.")

    def leech(self, leech: Leech) -> None:
        """A card that has become a leech by the last rating."""
        self.say(f"A leech: {leech.card.question} {leech.card.answer}")
        for evidence in leech.card.evidence:
            self.say(f"  “{evidence.quote}”")
            self.say(f"  — {cited(evidence, self._titles)}")
        self.say(f"{forgotten(leech)} leech e puts it in your words, leech x splits it in two, leech @ suspends it.")

    def sources(self, *, whole: bool = False) -> None:
        """What the library keeps of the card's sources: what stands around the evidence, or all of it."""
        texts = self._session.sources()
        if not texts:
            self.say("This card names no source.")
        for text in texts:
            self._source(text, whole)

    def summary(self) -> None:
        """What the session came to."""
        summary = self._session.summary()
        self.say("")
        if not summary.reviews and not summary.drills:
            self.say("Nothing was rated.")
            return
        remembered = f"{summary.passes} of {counted(summary.reviews, 'review')} remembered"
        took = f", {duration(summary.seconds)}" if summary.seconds >= 1 else ""
        passed = share(summary.passes, summary.reviews)
        self.say(f"Done: {remembered} ({passed}), {counted(summary.drills, 'drill')}{took}.")
        for topic in summary.topics:
            self.say(f"  {topic.topic}: {topic.passes} of {topic.reviews}")
        if summary.missed:
            self.say("Look at these again:")
        for card in summary.missed:
            self.say(f"  {card.question}")
            self.say(f"    {card.answer}")

    def _comparison(self, given: Answered) -> None:
        match = MATCHES[given.comparison.match]
        if given.choice is not None:
            self.say(f"{match}: you chose {given.choice}.")
        elif given.comparison.is_right:
            self.say(f"{match}.")
        else:
            self.say(f"{match}; (what is missing) and -what is too much-:")
        if given.choice is None and len(given.comparison.pieces) > 1:
            self.say(f"  {difference(given.comparison.pieces)}")

    def _source(self, text: SourceText, whole: bool) -> None:
        self.say(" · ".join(filter(None, (text.title or text.slug, text.file, text.url))))
        proves = [at for at, passage in enumerate(text.passages) if passage.is_evidence]
        for at, passage in enumerate(text.passages):
            if whole or any(abs(at - place) <= _NEAR for place in proves):
                place = f"{passage.line}: " if passage.line else ""
                self.say(f"{'>' if passage.is_evidence else ' '} {place}{passage.text}")
