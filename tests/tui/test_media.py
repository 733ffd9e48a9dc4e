"""The pictures and sounds of cards on the study screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.domain.card import Media
from quizkit.domain.deck import Deck
from quizkit.domain.settings import Settings
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.media import MediaStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp

from .conftest import CARDS
from .looking import seen

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_m_tells_where_the_picture_of_a_card_is_where_no_desktop_can_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    engine = open_database(tmp_path / "library.db")
    store = MediaStore.beside(engine)
    with store.arriving() as arriving:
        media = Media("heart.png", arriving.keep("heart.png", iter([b"a picture"])))
    first = replace(CARDS[0], question="What is this? [image: heart.png]", media=(media,))
    DeckStore(engine).save(Deck("bio", "Bio", (first, replace(CARDS[2], evidence=()))), NOON)
    app = QuizkitApp(StudyRoom(DeckStore(engine), ProgressStore(engine), Settings(), lambda: NOON))
    async with app.run_test(size=(200, 24)) as pilot:
        await pilot.press("enter")
        assert "m opens its media" in seen(app, "#label")
        await pilot.press("m")
        assert seen(app, "#message") == f"heart.png is {store.path(media)}"
        await pilot.press("space", "3", "m")
        assert "media" not in seen(app, "#label")
        assert seen(app, "#message") == "This card has no pictures or sounds."
    engine.dispose()
