"""All cards in a list with a search line; many changed at once, each change undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from quizkit.domain.card import Card
from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.domain.search import Search, read_search
from quizkit.storage.finding import Found, Order
from quizkit.tui.card_desk import CardDesk
from quizkit.tui.screens.asking import AskScreen
from quizkit.tui.screens.card import CardScreen
from quizkit.tui.screens.confirming import ConfirmScreen
from quizkit.tui.screens.edit import EditScreen
from quizkit.tui.widgets.fields import LineField
from quizkit.tui.widgets.found_list import PAGE, FoundList
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted

_PATIENCE = 0.2
"""Seconds without a key after which the search is made: one typed letter by letter is made once."""

_HINT = "Search: words, or topic:cell is:due is:leech flag:2 interval>30 -is:new"
_REJECTED = "They never come back, also when their document is added again; their reviews stay in the log."
_IS_GONE = "This card is gone from its document. It is the same card again if its document tells it again."


class BrowseScreen(Screen[None]):
    """The cards of a library, found by a search that is made while it is typed.

    The library is read in threads: however long the list, keys are answered at once. Of two searches the later one is
    shown, whichever ends first.
    """

    AUTO_FOCUS = "FoundList"
    BINDINGS = [  # noqa: RUF012
        # What a session calls "@", "-" and "*" is understood here too.
        # Before the list's own keys: letters that come in one go with this key are what is to be searched for.
        Binding("slash", "search", "Search", key_display="/", priority=True, id="browse.search"),
        Binding("space", "mark", "Mark", id="browse.mark", tooltip="Mark the card; changes are made to all marked"),
        Binding("enter", "open", "Look", id="browse.open", tooltip="All that is known of the card, and its history"),
        Binding("e", "edit", "Edit", id="browse.edit"),
        Binding("t", "retag", "Move to another topic", show=False, id="browse.retag"),
        Binding("s,at", "suspend", "Suspend", id="browse.suspend", tooltip="Ask it no more; or again"),
        Binding("f,asterisk", "flag", "Flag", show=False, id="browse.flag"),
        Binding("b,minus", "bury", "Bury until tomorrow", show=False, id="browse.bury"),
        Binding("r", "reset", "Make new again", show=False, id="browse.reset"),
        Binding("x", "reject", "Reject for good", show=False, id="browse.reject"),
        Binding("A", "mark_all", "Mark all that were found", show=False, id="browse.mark_all"),
        Binding("o", "sort", "Sort otherwise", show=False, id="browse.sort"),
        Binding("u", "undo", "Undo", id="browse.undo", tooltip="Take the last change back"),
        Binding("down", "to_list", "From the search line to the list", show=False, id="browse.to_list"),
        Binding("escape", "step_back", "Out of the search line, take marks away", show=False, id="browse.step_back"),
        Binding("q", "leave", "Home", id="browse.leave"),
    ]

    def __init__(self, desk: CardDesk, query: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._search: Search | None = Search("", (), desk.today)
        self._order = Order.LEARNING
        self._number = 0
        self._made = 0
        self._waiting: Timer | None = None
        self._message = ""
        self._title = TitleBar("Browse")
        self._line = LineField(query, placeholder=_HINT, id="search")
        self._heading = Static(id="columns", markup=False)
        self._list = FoundList(desk.today)
        self._note = Static(id="message", markup=False)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._line
        yield self._heading
        yield self._list
        yield self._note
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._tell("")
        self._search_now()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_heading)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo is dimmed where nothing can be undone; in the search line the search key is a letter like others."""
        if action == "search":
            return not self._line.has_focus
        return True if action != "undo" or self._desk.can_undo else None

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_PATIENCE, self._search_now)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._search_now()
        self.set_focus(self._list)

    def on_found_list_page_wanted(self, event: FoundList.PageWanted) -> None:
        event.stop()
        if self._search is not None:
            page = partial(self._read_page, self._made, self._search, event.first)
            self.run_worker(page, thread=True, group="pages")

    def on_found_list_opened(self, event: FoundList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_search(self) -> None:
        self.set_focus(self._line)

    def action_to_list(self) -> None:
        self.set_focus(self._list)

    def action_step_back(self) -> None:
        if self._line.has_focus:
            self.set_focus(self._list)
        elif self._list.marked:
            self._list.mark(())
            self._draw_title()
        else:
            self.dismiss()

    def action_mark(self) -> None:
        self._list.toggle_mark()
        self._draw_title()

    def action_mark_all(self) -> None:
        if self._waiting is not None:
            self._search_now()
        if self._search is None:
            return
        try:
            self._list.mark(self._desk.finder.places(self._search))
        except QuizkitError as error:
            self._tell(f"✗ {error}", is_error=True)
        self._draw_title()

    def action_sort(self) -> None:
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._find(cursor=0)

    def action_open(self) -> None:
        found = self._list.chosen
        if found is None:
            return

        def after(wants_edit: bool | None) -> None:
            if wants_edit:
                self.action_edit()

        try:
            card, entries = self._desk.whole(found), self._desk.history(found.card.key)
            screen = CardScreen(found, card, entries, self._desk.titles(), self._desk.today)
        except QuizkitError as error:
            self._tell(f"✗ {error}", is_error=True)
            return
        self.app.push_screen(screen, after)

    def action_edit(self) -> None:
        found = self._list.chosen
        if found is None:
            return
        if found.is_retired:
            self._tell(_IS_GONE)
            return
        try:
            screen = EditScreen(*self._form(found))
        except QuizkitError as error:
            self._tell(f"✗ {error}", is_error=True)
            return
        self.app.push_screen(
            screen, lambda is_saved: self._changed("1 card put in your own words") if is_saved else None
        )

    def action_retag(self) -> None:
        cards, known = self._cards(), self._desk.topics()
        given = self._list.chosen.card.topic if self._list.chosen else ""

        def after(topic: str | None) -> None:
            if topic is not None:
                self._change(lambda: self._desk.retag(cards, topic))

        if cards:
            hint = "Later editions of its document leave your topic alone. Known topics are offered: → takes one."
            question = f"The topic of {counted(len(cards), 'card')}:"
            self.app.push_screen(AskScreen(question, given if len(cards) == 1 else "", hint, known), after)

    def action_flag(self) -> None:
        cards = self._cards()

        def after(flag: str | None) -> None:
            if flag is not None:
                self._change(lambda: self._desk.flag(cards, int(flag) if flag.isdecimal() else -1))

        if cards:
            self.app.push_screen(AskScreen(f"Flag {counted(len(cards), 'card')} with 1 to 7; 0 takes it away:"), after)

    def action_suspend(self) -> None:
        self._change_cards(self._desk.suspend)

    def action_bury(self) -> None:
        self._change_cards(self._desk.bury)

    def action_reset(self) -> None:
        self._change_cards(self._desk.reset)

    def action_reject(self) -> None:
        chosen = self._list.chosen
        if not self._list.marked and chosen is not None and chosen.is_retired:
            self._tell(_IS_GONE)
            return
        places = self._places()

        def after(is_sure: bool | None) -> None:
            if is_sure:
                self._change(lambda: self._desk.reject(places))

        if self._list.marked:
            question = f"Reject {counted(len(places), 'marked card')} for good?"
            self.app.push_screen(ConfirmScreen(question, _REJECTED), after)
        elif places:
            after(True)

    def action_undo(self) -> None:
        self._change(self._desk.undo)

    def action_leave(self) -> None:
        self.dismiss()

    def _form(self, found: Found) -> tuple[Card, Callable[[Card], None], Mapping[str, str]]:
        def save(words: Card) -> None:
            self._desk.edit(found.deck, words)

        return self._desk.whole(found), save, self._desk.titles()

    def _places(self) -> list[tuple[str, str]]:
        """The marked cards, or the one under the cursor where none is marked."""
        chosen = self._list.chosen
        return self._list.marked or ([chosen.place] if chosen else [])

    def _cards(self) -> list[tuple[str, str]]:
        """The same without drafts and retired cards: they bear no mark and have no schedule."""
        places = self._places()
        try:
            live = [each.place for each in self._desk.finder.named(places) if not each.is_retired]
        except QuizkitError as error:
            self._tell(f"✗ {error}", is_error=True)
            return []
        if len(live) < len(places):
            self._tell("Drafts and retired cards are let alone: accept them first.")
        return live

    def _change_cards(self, how: Callable[[list[tuple[str, str]]], str]) -> None:
        if cards := self._cards():
            self._change(lambda: how(cards))

    def _change(self, how: Callable[[], str]) -> None:
        try:
            done = how()
        except QuizkitError as error:
            self._tell(f"✗ Nothing was changed: {error}", is_error=True)
            return
        self._changed(done)

    def _changed(self, done: str) -> None:
        self._tell(f"✓ {done}." if done else "That changes nothing.")
        self._find(cursor=self._list.cursor)

    def _search_now(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        try:
            self._search = read_search(self._line.words, self._desk.today)
        except QuizkitError as error:
            # What was found before is not what the line asks for: whoever acts on "all found" would act on that.
            self._search = None
            self._made += 1
            self._show(self._made, 0, 0, [], 0)
            self._tell(str(error))
            return
        self._tell("")
        self._find(cursor=0)

    def _find(self, cursor: int) -> None:
        if self._search is None:
            return
        self._made += 1
        self.run_worker(
            partial(self._read, self._made, self._search, self._order, cursor),
            thread=True,
            group="search",
            exclusive=True,
        )

    def _read(self, made: int, search: Search, order: Order, cursor: int) -> None:
        """In a thread: count what is found, and read the page that the cursor is on."""
        try:
            number = self._desk.finder.count(search)
            first = max(0, min(cursor, number - 1)) // PAGE * PAGE
            page = self._desk.finder.page(search, order, first, PAGE)
        except QuizkitError as error:
            self.app.call_from_thread(self._tell, f"✗ {error}", is_error=True)
            return
        self.app.call_from_thread(self._show, made, number, first, page, cursor)

    def _read_page(self, made: int, search: Search, first: int) -> None:
        """In a thread: read a page that came into sight."""
        try:
            page = self._desk.finder.page(search, self._order, first, PAGE)
        except QuizkitError as error:
            self.app.call_from_thread(self._tell, f"✗ {error}", is_error=True)
            return
        self.app.call_from_thread(self._give, made, first, page)

    def _show(self, made: int, number: int, first: int, page: list[Found], cursor: int) -> None:
        if made != self._made:
            return
        self._number = number
        self._list.show(number, page, first, cursor)
        self._draw_title()
        self._draw_heading()
        self.refresh_bindings()

    def _give(self, made: int, first: int, page: list[Found]) -> None:
        if made == self._made:
            self._list.give(first, page)
            self._draw_heading()

    def _draw_title(self) -> None:
        marked = len(self._list.marked)
        parts = [f"{self._number:,} found", f"{marked:,} marked" if marked else "", f"by {self._order}"]
        self._title.show("Browse", " · ".join(filter(None, parts)))

    def _draw_heading(self) -> None:
        if self._list.size.width:
            self._heading.update(Content(self._list.heading(self._list.size.width)))

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        self._note.set_class(is_error, "error")
        self._note.update(Content(safe_text(message)))
        self._note.display = bool(message)
