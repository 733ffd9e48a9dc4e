"""How a card of a session gets other words, form by form; ``after`` is told what was done, "" where nothing was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual.app import App

from quizkit.domain.card import Card
from quizkit.domain.errors import QuizkitError
from quizkit.study.session import StudySession
from quizkit.tui.screens.asking import AskScreen
from quizkit.tui.screens.edit import EditScreen
from quizkit.tui.words import retagged


class Mending:
    """Opens the forms over whatever screen is in front; ``titles`` are the sources' by slug."""

    def __init__(self, app: App[None], session: StudySession, titles: Mapping[str, str]) -> None:
        self._app = app
        self._session = session
        self._titles = titles

    def edit(self, card: Card, after: Callable[[str], None]) -> None:
        """Put the card in the learner's words."""

        def closed(is_saved: bool | None) -> None:
            after("✓ Saved in your words; no new edition overwrites them." if is_saved else "")

        self._app.push_screen(EditScreen(card, self._session.edit, self._titles), closed)

    def split(self, card: Card, after: Callable[[str], None]) -> None:
        """Make two cards of one statement: what the card keeps, then what the second one asks."""
        kept: list[Card] = []

        def first_closed(is_kept: bool | None) -> None:
            if not is_kept:
                after("")
                return
            second = EditScreen(kept[-1], save_both, self._titles, "Split, 2 of 2: the second card")
            self._app.push_screen(second, closed)

        def save_both(second: Card) -> None:
            self._session.split(kept[-1], second)

        def closed(is_saved: bool | None) -> None:
            after("✓ Two cards now; the second one comes as a new card." if is_saved else "")

        heading = "Split, 1 of 2: what this card goes on asking"
        first = EditScreen(card, kept.append, self._titles, heading, keeps_words=True)
        self._app.push_screen(first, first_closed)

    def retag(self, card: Card, after: Callable[[str], None]) -> None:
        """Put the card under another topic. Raises StorageError where the topics cannot be read."""

        def closed(topic: str | None) -> None:
            if not topic or topic == card.topic:
                after("")
                return
            try:
                self._session.edit(replace(card, topic=topic))
            except QuizkitError as error:
                after(f"✗ Nothing has changed: {error}")
                return
            after(f"✓ {retagged(topic, known)}")

        known = self._session.topics()
        hint = "Typing replaces it and offers the topics there are; → takes what is offered."
        self._app.push_screen(AskScreen("Topic of this card", card.topic, hint, known), closed)
