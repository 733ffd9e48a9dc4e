"""Before a quiz: what it asks about, how, how much and how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.quiz import Mode, QuizScope
from quizkit.domain.safe_text import safe_text
from quizkit.study.quiz import Quiz
from quizkit.study.quiz_room import QuizRoom
from quizkit.study.stats import DeckOverview
from quizkit.tui.key_names import key_of
from quizkit.tui.quiz_words import MODE_NAMES
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.widgets.row_list import Column, Row, RowList
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted

Value = TypeVar("Value")

_NUMBERS = (5, 10, 20, 30, 50, 100)
_MINUTES = (None, 2, 5, 10, 20, 30, 60)
_HINT = "Tick what you want to be asked about; without a tick it is everything. Your schedule stays as it is."


@dataclass(frozen=True, slots=True)
class _Place:
    """A deck, or a topic of it."""

    deck: str
    topic: str | None = None


class QuizSetupScreen(Screen[Quiz | None]):
    """Gives the quiz that was put together, or None where the learner went back.

    ``random`` draws its questions.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("enter", "begin", "Begin", id="quiz.begin"),
        Binding("space", "tick", "Tick", id="quiz.tick", tooltip="Ask about this deck or topic, or no more"),
        Binding("n", "more('number')", "Questions", id="quiz.number", tooltip="How many questions"),
        Binding("m", "more('mode')", "How", id="quiz.mode", tooltip="Choice, typed or in the head"),
        Binding("t", "more('minutes')", "Time", id="quiz.time", tooltip="A time limit for the whole quiz"),
        Binding("q,escape", "leave", "Home", id="quiz.setup.leave"),
    ]

    def __init__(self, quizzes: QuizRoom, decks: Sequence[DeckOverview], random: Random) -> None:
        super().__init__()
        self._quizzes = quizzes
        self._decks = tuple(decks)
        self._random = random
        self._ticked: set[_Place] = set()
        self._mode = Mode.CHOICE
        self._number = 10
        self._minutes: int | None = None
        self._note = Static(Content(_HINT), id="note", markup=False)
        self._rows: RowList[_Place] = RowList("Ask about", (Column("cards", 7),))
        self._choices = {name: Choice(name) for name in ("number", "mode", "minutes")}

    def compose(self) -> ComposeResult:
        yield TitleBar("quizkit › Quiz")
        yield self._note
        yield self._rows
        with Horizontal(id="choices"):
            yield from self._choices.values()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._draw()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_tick()

    def on_choice_clicked(self, message: Choice.Clicked) -> None:
        message.stop()
        self.action_more(message.name)

    def action_tick(self) -> None:
        place = self._rows.chosen
        if place is None:
            return
        if place.topic is None:
            of_deck = self._topics(place.deck)
            self._ticked = self._ticked - of_deck if of_deck <= self._ticked else self._ticked | of_deck
        else:
            self._ticked ^= {place}
        self._draw()

    def action_more(self, name: str) -> None:
        match name:
            case "number":
                self._number = _after(_NUMBERS, self._number)
            case "mode":
                self._mode = _after((Mode.CHOICE, Mode.TYPED, Mode.OPEN), self._mode)
            case "minutes":
                self._minutes = _after(_MINUTES, self._minutes)
        self._draw()

    def action_begin(self) -> None:
        limit = None if self._minutes is None else timedelta(minutes=self._minutes)
        try:
            quiz = self._quizzes.prepare(self._scope(), self._mode, self._number, self._random, limit)
        except QuizkitError as error:
            self._note.add_class("error")
            self._note.update(Content(safe_text(f"✗ {error}")))
            return
        self.dismiss(quiz)

    def action_leave(self) -> None:
        self.dismiss(None)

    def _scope(self) -> QuizScope:
        """A deck whose topics are all ticked is asked about as a whole."""
        decks = tuple(deck.slug for deck in self._decks if self._topics(deck.slug) & self._ticked)
        if not decks:
            return QuizScope()
        if all(self._topics(deck) <= self._ticked for deck in decks):
            return QuizScope() if len(decks) == len(self._decks) else QuizScope(decks)
        topics = dict.fromkeys(place.topic for place in self._places() if place in self._ticked and place.topic)
        return QuizScope(decks, tuple(topics))

    def _topics(self, deck: str) -> set[_Place]:
        return {place for place in self._places() if place.deck == deck and place.topic is not None}

    def _places(self) -> list[_Place]:
        return [
            _Place(deck.slug, topic) for deck in self._decks for topic in (None, *(name for name, _ in deck.topics))
        ]

    def _draw(self) -> None:
        rows = []
        for deck in self._decks:
            topics = self._topics(deck.slug)
            sign = "x" if topics and topics <= self._ticked else "-" if topics & self._ticked else " "
            rows.append(Row(f"[{sign}] {deck.title}", (_quiet(deck.counts.cards),), _Place(deck.slug)))
            for topic, counts in deck.topics:
                place = _Place(deck.slug, topic)
                sign = "x" if place in self._ticked else " "
                rows.append(Row(f"[{sign}] {topic}", (_quiet(counts.cards),), place, depth=1))
        self._rows.show(rows)
        self._choices["number"].show(key_of(self, "quiz.number", "n"), "Questions", str(self._number))
        self._choices["mode"].show(key_of(self, "quiz.mode", "m"), "How", MODE_NAMES[self._mode])
        minutes = "no limit" if self._minutes is None else counted(self._minutes, "minute")
        self._choices["minutes"].show(key_of(self, "quiz.time", "t"), "Time", minutes)


class Choice(Static):
    """One thing that is chosen by a key or a click: the next value each time."""

    class Clicked(Message):
        """The learner wants the next value."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, name: str) -> None:
        super().__init__(id=name, markup=False)
        self._name_of = name

    def show(self, key: str, what: str, value: str) -> None:
        self.update(Content.assemble((key, "bold $text-accent"), f" {what}\n", (value, "bold")))

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self._name_of))


def _quiet(number: int) -> Content:
    return Content.styled(f"{number:,}", QUIET)


def _after(values: Sequence[Value], value: Value) -> Value:
    """The value behind this one; the first behind the last."""
    return values[(list(values).index(value) + 1) % len(values)]
