"""The Textual app: puts the screens in a row, and knows nothing of what is on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from random import Random

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from quizkit.domain.errors import QuizkitError
from quizkit.library.card_media import MediaRound
from quizkit.library.draft_round import DraftRound
from quizkit.library.drafts import LearnersDrafts
from quizkit.storage.conflicts import ConflictStore
from quizkit.storage.drafts import DraftStore
from quizkit.storage.media import MediaStore
from quizkit.study.quiz import Quiz
from quizkit.study.room import StudyRoom
from quizkit.study.session import StudySession
from quizkit.study.sitting import Sitting
from quizkit.study.timer import Timer
from quizkit.tui.card_desk import CardDesk
from quizkit.tui.keys import checked_keys
from quizkit.tui.look import DEFAULT_LOOK, Look
from quizkit.tui.screens.add import AddScreen
from quizkit.tui.screens.browse import BrowseScreen
from quizkit.tui.screens.catch_up import CatchUpScreen
from quizkit.tui.screens.drafts import DraftsScreen
from quizkit.tui.screens.export import ExportScreen
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.home import HomeScreen, Scope
from quizkit.tui.screens.more import MORE, NOTHING_MORE, MoreScreen
from quizkit.tui.screens.quiz_setup import QuizSetupScreen
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.screens.summary import SummaryScreen
from quizkit.tui.taking_quiz import take_quiz
from quizkit.tui.themes import HIGH_CONTRAST, theme_named


class QuizkitApp(App[None]):
    """The study room in the terminal.

    ``begin`` is a session to open at once, with what it is on, or a quiz; ``stopwatch`` gives seconds that only grow;
    ``chance`` draws the questions of quizzes. Raises SettingsError where the look cannot be had.
    """

    CSS_PATH = "quizkit.tcss"
    TITLE = "quizkit"
    BINDINGS = [  # noqa: RUF012
        Binding("question_mark", "help", "Help", key_display="?", id="app.help"),
        # Where letters are typed, a question mark is one of them.
        Binding("f1", "help", "Help", show=False, id="app.help.f1"),
    ]
    # A window of 24 lines holds a question, its answer and its evidence; taller ones have room to breathe.
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012

    def __init__(
        self,
        room: StudyRoom,
        begin: tuple[Scope, StudySession] | Quiz | None = None,
        stopwatch: Callable[[], float] = time.monotonic,
        chance: Random | None = None,
        look: Look = DEFAULT_LOOK,
    ) -> None:
        super().__init__()
        self._theme_name = theme_named(look.theme)
        self.learners_keys = checked_keys(look.keys)
        self.set_keymap(self.learners_keys)
        self._room = room
        self._begin = begin
        self._chance = chance or Random()  # noqa: S311
        self._stopwatch = stopwatch
        self._home = HomeScreen(room)
        # Over ssh a moving scroll is a flicker: everything arrives at once.
        self.animation_level = "none"

    def on_mount(self) -> None:
        self.register_theme(HIGH_CONTRAST)
        self.theme = self._theme_name
        self.push_screen(self._home)
        if isinstance(self._begin, Quiz):
            self._take_quiz(self._begin)
        elif self._begin is not None:
            self._open(*self._begin)

    def on_app_focus(self, event: events.AppFocus) -> None:
        """A terminal left open overnight shows the new day when the learner comes back to it."""
        if self.screen is self._home:
            self._home.draw()

    def on_home_screen_study_asked(self, message: HomeScreen.StudyAsked) -> None:
        scope = message.scope
        try:
            self._open(scope, self._room.start(scope.deck, scope.topic))
        except QuizkitError as error:
            self._home.tell(f"✗ {error}", is_error=True)

    def on_home_screen_more_asked(self, message: HomeScreen.MoreAsked) -> None:
        scope = message.scope

        def begin(session: StudySession | None) -> None:
            if session is not None:
                self._open(scope, session)

        try:
            choices = [
                (what, self._room.sit_down_to_more(scope.deck, scope.topic, new, ahead)) for what, new, ahead in MORE
            ]
        except QuizkitError as error:
            self._tell(error)
            return
        # Of two that come to the same the nearer one is enough.
        different = {session.remaining: (what, session) for what, session in reversed(choices) if session.current}
        if different:
            self.push_screen(MoreScreen(scope.name, list(reversed(different.values()))), begin)
        else:
            self._home.tell(NOTHING_MORE)

    def on_home_screen_stats_asked(self, message: HomeScreen.StatsAsked) -> None:
        self._enter(lambda: StatsScreen(self._room.read_statistics(), self._room.decks))

    def on_home_screen_catch_up_asked(self) -> None:
        def tell(done: str | None) -> None:
            if done:
                self._home.announce(done)

        try:
            self.push_screen(CatchUpScreen(self._room.catch_up), tell)
        except QuizkitError as error:
            self._home.tell(f"✗ {error}", is_error=True)

    def on_home_screen_add_asked(self) -> None:
        def after(wants_drafts: bool | None) -> None:
            if wants_drafts:
                self.on_home_screen_drafts_asked()

        try:
            self.push_screen(AddScreen(self._room.decks, self._room.clock), after)
        except QuizkitError as error:
            self._home.tell(f"✗ {error}", is_error=True)

    def on_home_screen_export_asked(self, message: HomeScreen.ExportAsked) -> None:
        def export() -> ExportScreen:
            first = next(iter(self._room.decks.slugs()), "")
            return ExportScreen(self._room.decks, message.deck or first, self._room.clock)

        self._enter(export)

    def on_home_screen_browse_asked(self) -> None:
        room = self._room
        drafts = LearnersDrafts(room.decks, room.clock)
        self._enter(lambda: BrowseScreen(CardDesk(room.decks, room.progress, drafts, room.marking, room.catch_up)))

    def on_home_screen_drafts_asked(self) -> None:
        def drafts() -> DraftsScreen:
            engine, clock = self._room.decks.engine, self._room.clock
            conflicts = ConflictStore(engine)
            return DraftsScreen(DraftRound(DraftStore(engine), clock), conflicts, self._room.source_titles(), clock)

        self._enter(drafts)

    def on_home_screen_quiz_asked(self) -> None:
        try:
            setup = QuizSetupScreen(self._room.quizzes, self._room.overview().decks, self._chance)
        except QuizkitError as error:
            self._tell(error)
            return
        self.push_screen(setup, self._take_quiz)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every room of home from every screen, and what of Textual's own a learner may want."""
        yield SystemCommand("Home", "Decks and topics, and what is due today", self._go_home)
        rooms = {each.action: each for each in reversed(HomeScreen.BINDINGS) if isinstance(each, Binding)}
        for action, binding in reversed(rooms.items()):
            if not action.startswith("app."):
                what = binding.tooltip or f"{binding.description}, from the first screen"
                yield SystemCommand(binding.description, what, partial(self._go_to, action))
        yield SystemCommand("Help", "Every key that works on this screen", self.action_help)
        yield SystemCommand("Theme", "Other colours; theme in the settings keeps them", self.action_change_theme)
        yield SystemCommand("Quit", "Everything is saved already", self.action_quit)

    def _go_home(self) -> None:
        """Close what stands before home; every rating and answer is kept already."""
        while self.screen is not self._home:
            self.pop_screen()

    async def _go_to(self, action: str) -> None:
        self._go_home()
        await self._home.run_action(action)

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the name that is printed on them: not everyone reads ⏎."""
        return "enter" if binding.key == "enter" else super().get_key_display(binding)

    def action_help(self) -> None:
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings.values(), getattr(self.screen, "HELP_NOTE", "")))

    def _enter(self, screen: Callable[[], Screen[None]]) -> None:
        """Show the screen; where the library fails, home tells."""
        try:
            self.push_screen(screen())
        except QuizkitError as error:
            self._home.tell(f"✗ {error}", is_error=True)

    def _take_quiz(self, quiz: Quiz | None) -> None:
        if quiz is not None:
            take_quiz(self, self._room, quiz, partial(self._open, Scope("What you missed")), self._tell)

    def _tell(self, error: QuizkitError) -> None:
        self._home.tell(f"✗ {error}", is_error=True)

    def _open(self, scope: Scope, session: StudySession) -> None:
        def ending() -> SummaryScreen:
            next_due = self._room.next_due(scope.deck, scope.topic)
            return SummaryScreen(session, scope.name, self._room.today, next_due)

        if session.current is None:
            self.push_screen(ending())
        else:
            titles = self._room.source_titles()
            timer = Timer(self._stopwatch, self._room.pause_after)
            media = MediaRound(MediaStore.beside(self._room.decks.engine))
            self.push_screen(StudyScreen(session, scope.title, titles, timer, ending, media))


def run_quiz(room: StudyRoom, quiz: Quiz, look: Look = DEFAULT_LOOK) -> int:
    """Open the study room on the first question of a quiz; the exit code as ``run`` gives it."""
    app = QuizkitApp(room, quiz, look=look)
    app.run()
    return app.return_code or 0


def run(room: StudyRoom, sitting: Sitting | None = None, look: Look = DEFAULT_LOOK) -> int:
    """Open the study room and stay until the learner leaves; the exit code, 0 where all went well.

    With a sitting, be it one on everything, the first question is there at once. Raises NotFoundError where
    there is no such deck, topic or source, before any screen is shown.
    """
    begin = None
    if sitting is not None:
        session = room.sit_down(sitting)
        titles = room.decks.titles()
        begin = Scope(titles[sitting.deck] if sitting.deck else "Everything", sitting.deck, sitting.topic), session
    app = QuizkitApp(room, begin, look=look)
    app.run()
    return app.return_code or 0
