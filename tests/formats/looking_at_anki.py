"""The cards of a deck as Anki shows them, as pages to look at: rendered by its backend, its classes on the body.

    python -m tests.formats.looking_at_anki DECK.yaml FOLDER

writes a page for front and back of one card of each kind, light and night; a browser shows them at any width.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from quizkit.domain.card import CardKind
from quizkit.formats.deck_yaml import read_deck

from .anki_profile import AnkiProfile, export

_PAGE = """<!doctype html><html class="{html}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body.card {{ margin: 20px; }} body.nightMode {{ background: #2f2f31; color: white; }}</style>
<style>{css}</style></head><body class="card card1 {body}"><div id="qa">{side}</div></body></html>"""


def write_pages(deck_file: Path, folder: Path, keys: dict[CardKind, str] | None = None) -> list[Path]:
    """Pages for one card of each kind, that of the key where one is named."""
    deck = read_deck(deck_file.read_text(), deck_file.name)
    pages = []
    with tempfile.TemporaryDirectory() as name:
        anki = AnkiProfile(Path(name))
        anki.add(export(deck, Path(name) / "deck.apkg"))
        for kind in CardKind:
            key = (keys or {}).get(kind) or next(card.key for card in deck.cards if card.kind is kind)
            (card,) = anki.note(key).cards()
            output = card.render_output()
            for side, text in (("front", output.question_text), ("back", output.answer_text)):
                for light in ("light", "night"):
                    classes = {"html": "night-mode", "body": "nightMode night_mode"} if light == "night" else {}
                    page = folder / f"{kind}-{side}-{light}.html"
                    page.write_text(_PAGE.format(css=output.css, side=text, **({"html": "", "body": ""} | classes)))
                    pages.append(page)
        anki.close()
    return pages


if __name__ == "__main__":
    for made in write_pages(Path(sys.argv[1]), Path(sys.argv[2])):
        print(made)
