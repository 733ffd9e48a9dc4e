"""The Textual app: puts the screens in a row, and knows nothing of what is on them."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from quizkit.domain.errors import QuizkitError
from quizkit.library.card_media import MediaRound
from quizkit.library.draft_round import DraftRound
from quizkit.library.drafts import LearnersDrafts
from quizkit.storage.conflicts import ConflictStore
from quizkit.storage.drafts import DraftStore
from quizkit.storage.media import MediaStore
from quizkit.study.room import StudyRoom
from quizkit.study.session import StudySession
from quizkit.study.sitting import Sitting
from quizkit.study.timer import Timer
from quizkit.tui.card_desk import CardDesk
from quizkit.tui.screens.add import AddScreen
from quizkit.tui.screens.browse import BrowseScreen
from quizkit.tui.screens.catch_up import CatchUpScreen
from quizkit.tui.screens.drafts import DraftsScreen
from quizkit.tui.screens.export import ExportScreen
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.home import HomeScreen, Scope
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.screens.summary import SummaryScreen


class QuizkitApp(App[None]):
    """The study room in the terminal.

    ``begin`` is a session to open at once, with what it is on; ``stopwatch`` gives seconds that only grow.
    """

    CSS_PATH = "quizkit.tcss"
    TITLE = "quizkit"
    BINDINGS = [Binding("question_mark", "help", "Help", key_display="?", id="app.help")]  # noqa: RUF012
    # A window of 24 lines holds a question, its answer and its evidence; taller ones have room to breathe.
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012

    def __init__(
        self,
        room: StudyRoom,
        begin: tuple[Scope, StudySession] | None = None,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._room = room
        self._begin = begin
        self._stopwatch = stopwatch
        self._home = HomeScreen(room)
        # Over ssh a moving scroll is a flicker: everything arrives at once.
        self.animation_level = "none"

    def on_mount(self) -> None:
        self.push_screen(self._home)
        if self._begin is not None:
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

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the name that is printed on them: not everyone reads ⏎."""
        return "enter" if binding.key == "enter" else super().get_key_display(binding)

    def action_help(self) -> None:
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings.values()))

    def _enter(self, screen: Callable[[], Screen[None]]) -> None:
        """Show the screen; where the library fails, home tells."""
        try:
            self.push_screen(screen())
        except QuizkitError as error:
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


def run(room: StudyRoom, sitting: Sitting | None = None) -> int:
    """Open the study room and stay until the learner leaves; the exit code, 0 where all went well.

    With something asked for, the first question is there at once. Raises NotFoundError where there is no such deck,
    topic or source, before any screen is shown.
    """
    begin = None
    if sitting is not None and sitting != Sitting():
        session = room.sit_down(sitting)
        titles = room.decks.titles()
        begin = Scope(titles[sitting.deck] if sitting.deck else "Everything", sitting.deck, sitting.topic), session
    app = QuizkitApp(room, begin)
    app.run()
    return app.return_code or 0
