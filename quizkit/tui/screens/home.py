"""The first screen: what is to be done today, by deck and topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.storage.drafts import DraftStore
from quizkit.study.room import StudyRoom
from quizkit.study.stats import Counts, Overview
from quizkit.tui.key_names import key_of, with_keys
from quizkit.tui.widgets.glance_lines import backlog_note, glance_lines, pause_line, today_line
from quizkit.tui.widgets.progress_line import QUIET, ProgressLine
from quizkit.tui.widgets.row_list import Column, Row, RowList
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted, written_date

_GREETING = """\
Answer each question in your head, then press {study.reveal:space} to check.
Rate how well you knew it, {study.again:1} to {study.easy:4}: the better, the later it comes back.
A few minutes a day are enough. Press {home.study:enter} to begin."""

_NO_DECKS = """\
There is no deck yet.
Leave with {home.quit:q} and make one from your own documents: quizkit add PATH"""

_COLUMNS = (Column("due", 5), Column("new today", 11), Column("new", 6, from_width=70), Column("cards", 7))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be studied: everything, a deck, a topic of it or of all decks; ``title`` is the deck's."""

    title: str
    deck: str | None = None
    topic: str | None = None

    @property
    def name(self) -> str:
        """As the learner reads it."""
        return self.title if self.topic is None else f"{self.title} › {self.topic}"


class HomeScreen(Screen[None]):
    """Decks and topics with what waits in them; says what the learner asks for: ``StudyAsked`` and its like."""

    HELP_NOTE = "new today: if you studied that row alone; in all no more than a day's new cards."

    BINDINGS = [  # noqa: RUF012
        Binding("enter", "study", "Study", id="home.study"),
        Binding("s", "study", "Study", show=False, id="home.study.s"),
        Binding("m", "more", "More than today's cards", show=False, id="home.more"),
        Binding("z", "quiz", "Quiz", id="home.quiz"),
        Binding("t", "stats", "Stats", id="home.stats", tooltip="Statistics"),
        Binding("b", "browse", "Browse", id="home.browse"),
        Binding("d", "drafts", "Drafts", id="home.drafts"),
        Binding("a", "add", "Add", id="home.add", tooltip="Make cards from documents"),
        Binding("e", "export", "Export", id="home.export", tooltip="Write a deck for Anki, or as a file"),
        Binding("c", "catch_up", "Pause or catch up", show=False, id="home.catch_up"),
        Binding("q", "app.quit", "Quit", id="home.quit"),
    ]

    class StudyAsked(Message):
        """The learner wants to study what is selected."""

        def __init__(self, scope: Scope) -> None:
            super().__init__()
            self.scope = scope

    class MoreAsked(StudyAsked):
        """The learner wants to study more of what is selected than waits today."""

    class QuizAsked(Message):
        """The learner wants to take a quiz."""

    class StatsAsked(Message):
        """The learner wants to see the statistics."""

    class AddAsked(Message):
        """The learner wants to add documents."""

    class ExportAsked(Message):
        """The learner wants to export a deck, that of its slug if one is chosen, else ""."""

        def __init__(self, deck: str) -> None:
            super().__init__()
            self.deck = deck

    class BrowseAsked(Message):
        """The learner wants to see and change cards."""

    class DraftsAsked(Message):
        """The learner wants to look through the drafts."""

    class CatchUpAsked(Message):
        """The learner wants to pause, or to spread what is due."""

    def __init__(self, room: StudyRoom) -> None:
        super().__init__()
        self._room = room
        self._announced = ""
        self._draw_today: Callable[[int], Content] | None = None
        self._title = TitleBar("quizkit")
        self._today = Static(id="today", markup=False)
        self._progress = ProgressLine()
        self._glance = Static(id="glance", markup=False)
        self._note = Static(id="note", markup=False)
        self._rows: RowList[Scope] = RowList("Decks and topics", _COLUMNS)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._today
        yield self._progress
        yield self._glance
        yield self._note
        yield self._rows
        # All rooms have their key in 80 cells; the palette has its own in the help.
        yield Footer(show_command_palette=False, compact=True)

    def on_screen_resume(self) -> None:
        # Not where a session is opened at once: then nobody sees it yet.
        if self.is_current:
            self.draw()

    def on_resize(self, event: events.Resize) -> None:
        if self._draw_today:
            self._today.update(self._draw_today(event.size.width - 4))

    def on_screen_suspend(self) -> None:
        self._announced = ""

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_study()

    def action_study(self) -> None:
        if scope := self._rows.chosen:
            self.post_message(self.StudyAsked(scope))

    def action_more(self) -> None:
        if scope := self._rows.chosen:
            self.post_message(self.MoreAsked(scope))

    def action_quiz(self) -> None:
        self.post_message(self.QuizAsked())

    def action_stats(self) -> None:
        self.post_message(self.StatsAsked())

    def action_add(self) -> None:
        self.post_message(self.AddAsked())

    def action_export(self) -> None:
        chosen = self._rows.chosen
        self.post_message(self.ExportAsked((chosen.deck if chosen else None) or ""))

    def action_browse(self) -> None:
        self.post_message(self.BrowseAsked())

    def action_drafts(self) -> None:
        self.post_message(self.DraftsAsked())

    def action_catch_up(self) -> None:
        self.post_message(self.CatchUpAsked())

    def draw(self) -> None:
        """Show how things stand now: a session may be over, or a new day begun."""
        try:
            overview = self._room.overview(with_reviews=False)
            glance = self._room.glance()
            drafts = sum(DraftStore(self._room.decks.engine).counts().values())
            back = self._room.catch_up.paused_until()
        except QuizkitError as error:
            self.tell(f"✗ {error}", is_error=True)
            return
        self._title.show("quizkit", written_date(self._room.today))
        self._draw_today = partial(
            today_line, overview, glance, key_of(self, "home.study", "enter"), key_of(self, "home.more", "m")
        )
        self._today.update(self._draw_today(self.size.width - 4))
        self._progress.done = overview.reviewed_today
        self._progress.of = overview.reviewed_today + overview.due + overview.new_today + overview.drills
        lines = glance_lines(glance, drafts, key_of(self, "home.drafts", "d"))
        if back:
            pause = pause_line(back, key_of(self, "home.catch_up", "c"))
            lines = Content("\n").join(filter(None, (pause, lines)))
        self._glance.update(lines)
        self._glance.display = bool(lines.plain)
        self._rows.show(_rows(overview))
        self._rows.display = bool(overview.decks)
        if not overview.decks:
            self.tell(with_keys(self, _NO_DECKS))
        elif not any(deck.counts.seen for deck in overview.decks):
            self.tell(f"{_welcome(overview)}\n\n{with_keys(self, _GREETING)}")
        elif glance.is_backlog(overview.due) and not self._announced:
            self.tell(backlog_note(overview.due, key_of(self, "home.catch_up", "c")))
        else:
            self.tell(self._announced)

    def announce(self, message: str) -> None:
        """Show how things stand after something was done, and tell it until another screen is opened."""
        self._announced = message
        self.draw()

    def tell(self, message: str, *, is_error: bool = False) -> None:
        """A few lines above the decks; none for an empty message."""
        self._note.set_class(is_error, "error")
        self._note.update(Content(safe_text(message)))
        self._note.display = bool(message)


def _welcome(overview: Overview) -> str:
    cards = counted(sum(deck.counts.cards for deck in overview.decks), "card")
    named = " ".join(overview.decks[0].title.split()) if len(overview.decks) == 1 else "Your decks"
    are_here = "is here to begin with" if len(overview.decks) == 1 else "are here"
    return f"Welcome. {named} {are_here}: {cards}."


def _rows(overview: Overview) -> list[Row[Scope]]:
    cards = sum(deck.counts.cards for deck in overview.decks)
    new = sum(deck.counts.new for deck in overview.decks)
    rows = []
    if len(overview.decks) > 1:
        rows.append(Row("Everything", _figures(overview.due, overview.new_today, new, cards), Scope("Everything")))
    for deck in overview.decks:
        scope = Scope(deck.title, deck.slug)
        rows.append(Row(deck.title, _deck_figures(deck.counts, deck.new_today), scope))
        for topic, counts in deck.topics:
            scope = Scope(deck.title, deck.slug, topic)
            rows.append(Row(topic, _deck_figures(counts, min(counts.new_waiting, deck.new_today)), scope, depth=1))
    return rows


def _deck_figures(counts: Counts, new_today: int) -> tuple[Content, ...]:
    return _figures(counts.due, new_today, counts.new, counts.cards)


def _figures(due: int, new_today: int, new: int, cards: int) -> tuple[Content, ...]:
    return (_waiting(due), _waiting(new_today), _quiet(new), _quiet(cards))


def _waiting(number: int) -> Content:
    """What calls for work stands out; none of it is a dot, so that the eye passes over."""
    return Content.styled(f"{number:,}", "bold") if number else Content.styled("·", QUIET)


def _quiet(number: int) -> Content:
    return Content.styled(f"{number:,}", QUIET) if number else Content.styled("·", QUIET)
