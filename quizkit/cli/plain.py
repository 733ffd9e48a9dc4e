"""``quizkit study --plain``: a session line by line, for dumb terminals, screen readers and pipes.

No colours, no cursor movement, no redrawing: what was said stays said.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TextIO

from quizkit.cli.output import counted, silence
from quizkit.cli.plain_editing import ask_words
from quizkit.cli.plain_telling import HELP, HOW_TO_RATE, Telling
from quizkit.domain.card import Card, CardKind
from quizkit.domain.errors import QuizkitError, StorageError
from quizkit.domain.marks import FLAGS
from quizkit.domain.rating import Rating
from quizkit.library.card_media import MediaRound
from quizkit.study.session import StudySession
from quizkit.study.timer import Timer
from quizkit.study.typed import chosen
from quizkit.tui.words import (
    NOTHING_TO_TAKE_BACK,
    RATING_NAMES,
    TAKEN_BACK,
    TYPING,
    comes_back,
    flag_in_words,
    retagged,
)

_LEAVE = ("q", "quit")
_LEECH = "leech "


def study_plain(
    session: StudySession,
    lines: Iterable[str],
    out: TextIO,
    titles: Mapping[str, str] | None = None,
    stopwatch: Callable[[], float] = time.monotonic,
    pause_after: float = 60,
    media: MediaRound | None = None,
) -> None:
    """Study until the cards, or the lines of the learner, come to an end.

    ``titles`` are the sources' by slug, ``stopwatch`` gives seconds that only grow, of which so many as ``pause_after``
    count without a line, ``media`` shows the pictures and sounds of cards. Everything is saved before the next question
    is written; a reader that goes away ends the session as ``q`` does. Raises StorageError at the end where the last
    ratings could not be saved.
    """
    for stream in (lines, out):
        if isinstance(stream, io.TextIOWrapper):
            # An old terminal's encoding shows a question mark for what it lacks, and the session goes on.
            stream.reconfigure(errors="replace")
    try:
        telling, timer = Telling(session, out, titles or {}), Timer(stopwatch, pause_after)
        _PlainFront(session, lines, telling, timer, media).run()
    except BrokenPipeError:
        silence(out)


class _PlainFront:
    def __init__(
        self,
        session: StudySession,
        lines: Iterable[str],
        telling: Telling,
        timer: Timer,
        media: MediaRound | None,
    ) -> None:
        self._session = session
        self._lines = iter(lines)
        self._telling = telling
        self._say = telling.say
        self._timer = timer
        self._media = media
        self._leech: Card | None = None
        self._unsaved: list[QuizkitError] = []
        self._commands: dict[str, Callable[[], None]] = {
            "u": self._undo,
            "-": self._bury,
            "@": self._suspend,
            "*": lambda: self._flag(0 if self._session.flag else 1),
            "f": lambda: self._flag((self._session.flag + 1) % len((0, *FLAGS))),
            "e": self._edit,
            "t": self._retag,
            "x": self._split,
            "m": self._show_media,
            "i": self._turn_typing,
            "o": telling.sources,
            "o all": lambda: telling.sources(whole=True),
            "?": lambda: self._say(HELP),
        }

    def run(self) -> None:
        if self._session.current is None:
            self._say("Nothing to study here now.")
            return
        self._say(self._telling.how_to_answer())
        self._next_card()
        for line in self._lines:
            self._timer.touch()
            word = line.strip()
            # After the last card any line ends the session but the one that takes its last deed back.
            if self._is_leave(word) or (self._session.current is None and self._named(word) != "u"):
                break
            try:
                self._obey(word)
            except QuizkitError as error:
                self._say(f"Not done, nothing has changed: {error}")
        self._telling.summary()
        if self._unsaved:
            raise StorageError(f"{counted(len(self._unsaved), 'rating')} not saved: {self._unsaved[-1]}")

    def _is_leave(self, word: str) -> bool:
        return self._named(word) in _LEAVE

    def _named(self, word: str) -> str:
        """The command that a line names; "" where it is an answer. Behind a colon every command is one."""
        if word.startswith(":"):
            return word[1:].strip().lower()
        card = self._session.current
        if card is None or self._session.is_revealed:
            return word.lower()
        is_option = card.kind is CardKind.CHOICE and chosen(word, card) is not None
        return "" if self._session.is_typed or is_option else word.lower()

    def _obey(self, word: str) -> None:
        name = self._named(word)
        is_revealed = self._session.is_revealed
        if name in self._commands:
            self._commands[name]()
        elif name.startswith("f") and name[1:].strip().isdecimal() and int(name[1:]) <= FLAGS[-1]:
            self._flag(int(name[1:]))
        elif name.startswith(_LEECH) and self._leech:
            self._mend(self._session.words_of(self._leech), name.removeprefix(_LEECH).strip())
        elif not is_revealed and not word:
            self._session.reveal()
            self._telling.answer()
        elif not is_revealed and not name:
            self._session.answer(word)
            self._telling.answer()
        elif is_revealed and name in {str(rating.value) for rating in Rating}:
            self._rate(Rating(int(name)))
        elif is_revealed:
            self._say(HOW_TO_RATE)
        else:
            self._say(f"First see the answer: {self._telling.how_to_answer()}")

    def _next_card(self) -> None:
        self._telling.question()
        self._timer.start()

    def _rate(self, rating: Rating) -> None:
        comes = comes_back(rating, self._session.preview()[rating], self._session.is_drill)
        try:
            self._session.rate(rating, self._timer.seconds)
        except QuizkitError as error:
            self._say(f"Not saved, so the card stays here: {error}")
            self._unsaved.append(error)
            return
        self._unsaved.clear()
        self._say(f"{RATING_NAMES[rating]}. This card comes back: {', '.join(filter(None, comes))}.")
        if leech := self._session.fresh_leech:
            self._leech = leech.card
            self._telling.leech(leech)
        self._next_card()

    def _undo(self) -> None:
        before = self._session.current
        was_revealed = self._session.is_revealed
        try:
            deed = self._session.undo()
        except QuizkitError as error:
            self._say(f"Not taken back: {error}")
            return
        self._say(NOTHING_TO_TAKE_BACK if deed is None else TAKEN_BACK[deed])
        if deed and (self._session.current != before or self._session.is_revealed != was_revealed):
            self._next_card()

    def _bury(self) -> None:
        self._session.bury()
        self._say("Buried: this card waits until tomorrow.")
        self._next_card()

    def _suspend(self) -> None:
        self._session.suspend()
        self._say("Suspended: this card comes no more, until you unsuspend it.")
        self._next_card()

    def _flag(self, flag: int) -> None:
        self._session.set_flag(flag)
        self._say(f"Flagged {flag_in_words(flag)}." if flag else "The flag is gone.")

    def _edit(self, card: Card | None = None) -> None:
        card = card or self._session.current
        if card is None or (words := ask_words(card, self._ask)) is None:
            return
        if words == card:
            self._say("Nothing was changed.")
            return
        self._session.edit(words)
        self._say("Saved in your words; no new edition overwrites them.")
        self._again()

    def _show_media(self) -> None:
        card = self._session.current
        if card is not None and self._media is not None:
            self._say(self._media.show_next(card, is_revealed=self._session.is_revealed))

    def _retag(self) -> None:
        card = self._session.current
        if card is None or not (topic := self._ask(f"Topic: {card.topic}\nNew topic, or Enter to keep it:")):
            return
        known = self._session.topics()
        self._session.edit(replace(card, topic=topic))
        self._say(retagged(topic, known))

    def _turn_typing(self) -> None:
        self._session.turn_typing()
        self._say(TYPING[self._session.types_all])

    def _split(self, card: Card | None = None) -> None:
        card = card or self._session.current
        if card is None:
            return
        self._say("This card becomes two. First its own words:")
        if (words := ask_words(card, self._ask)) is None:
            return
        self._say("Now the second card, which comes as a new one:")
        if (second := ask_words(words, self._ask)) is None:
            return
        if second == words:
            self._say("Both would be the same: nothing was changed.")
            return
        self._session.split(words, second)
        self._say("Saved: two cards in your words.")
        self._again()

    def _mend(self, leech: Card, how: str) -> None:
        if how == "e":
            self._edit(leech)
        elif how == "x":
            self._split(leech)
        elif how == "@":
            is_current = self._session.current is not None and self._session.current.key == leech.key
            self._session.suspend(leech)
            self._say("Suspended: the leech comes no more, until you unsuspend it.")
            if is_current:
                self._next_card()
        else:
            self._say("Say leech e, leech x or leech @.")

    def _again(self) -> None:
        """Say the card in its new words, as far as it was said before."""
        self._telling.question()
        if self._session.is_revealed:
            self._telling.answer()

    def _ask(self, text: str) -> str | None:
        self._say(text)
        line = next(self._lines, None)
        self._timer.touch()
        return None if line is None else line.strip()
