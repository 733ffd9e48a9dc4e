"""What a learner sees of a card in Anki, rendered by Anki's own backend."""

from __future__ import annotations

import re
import tempfile
import warnings
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import text

from quizkit.domain.card import BLANK, Card, CardKind, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.safe_text import safe_text
from quizkit.formats.anki_design import CSS, FIELDS
from quizkit.formats.anki_html import NoteHtml, as_html

from .anki_profile import MONDAY, AnkiProfile, export, shown
from .hostile_decks import choice_card, cloze_card, decks, question_card

HARD = (
    "ArrayList<E> & <T> a::b: 'x' \"y\" {{c1::z}} {{Question}} }} {{ { } &lt; <script>alert(1)</script> <!-- no -->"
    " [sound:a.mp3] [anki:play:q:0] [latex]x[/latex] [$]y[/$] \\(x\\) \\[y\\] 1\x1f2 :"
)


def hard_cards() -> tuple[Card, ...]:
    evidence = (Evidence("cell", HARD, 3, HARD, HARD),)
    return (
        question_card(question=HARD, answer=HARD, topic=HARD, accept=(HARD,), evidence=evidence),
        cloze_card(question=f"{HARD}{BLANK}{HARD} {BLANK}", answer=HARD, topic="a::b", evidence=evidence),
        choice_card(question=HARD, answer=HARD, choices=("<T>", HARD, "}}", "::"), evidence=evidence),
    )


def test_every_kind_shows_question_answer_and_evidence(cell_deck: Deck, tmp_path: Path, anki: AnkiProfile) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    proof = (
        "Ribosomes build proteins from 20 amino acids. Ada Lovelace · 1:30 · line 14 Notes on the cell · notes/cell.md"
    )
    question, cloze, choice = (anki.sides(card.key) for card in cell_deck.cards)
    asked = "Cell From how many amino acids do ribosomes build proteins?"
    assert question == (asked, f"{asked} 20 also right: twenty {proof}")
    assert cloze == (
        "Cell Ribosomes build proteins from [...] amino acids.",
        f"Cell Ribosomes build proteins from 20 amino acids. {proof}",
    )
    front, back = choice
    assert sorted(front.removeprefix("Cell What do ribosomes build? ").split()) == sorted(
        ["fats", "proteins", "sugars", "nucleic", "acids"]
    )
    assert back == f"{front} proteins {proof}"


def test_a_source_with_a_web_address_is_a_link_and_no_other_is(
    cell_deck: Deck, tmp_path: Path, anki: AnkiProfile
) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    link = '<a href="https://example.org/cell?a=1&amp;b=2">Notes on the cell</a>'
    assert link in anki.back_html(cell_deck.cards[0].key)
    moment = '<a href="https://example.org/cell?a=1&amp;b=2#t=90">1:30</a>'
    assert moment in anki.back_html(cell_deck.cards[0].key)
    evil = replace(cell_deck, sources=(replace(cell_deck.sources[0], url="javascript:alert(1)"),))
    anki.add(export(evil, tmp_path / "b.apkg", MONDAY + timedelta(days=1)))
    assert "javascript" not in anki.back_html(cell_deck.cards[0].key)
    assert "Notes on the cell" in anki.back_html(cell_deck.cards[0].key)


def test_quotes_from_several_sources_name_theirs(tmp_path: Path, anki: AnkiProfile) -> None:
    card = question_card(evidence=(Evidence("a", "First.", 1), Evidence("b", "Second.", 2), Evidence("gone", "Third.")))
    deck = Deck("d", "D", (card,), (DeckSource("a", "a.md", "Alpha"), DeckSource("b", "b.md", "")))
    anki.add(export(deck, tmp_path / "a.apkg"))
    assert anki.sides(card.key)[1].endswith(
        "First. Alpha · line 1 Second. b.md · line 2 Third. gone Alpha · a.md b.md gone"
    )


def test_the_right_choice_is_marked_on_the_back_and_the_order_stays(
    cell_deck: Deck, tmp_path: Path, anki: AnkiProfile
) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    choice = cell_deck.cards[2]
    back = anki.back_html(choice.key)
    assert re.findall(r'<li class="right" dir="auto">(.*?)</li>', back) == ["proteins"]
    assert ".back .choices .right" in CSS
    turned = replace(choice, choices=choice.choices[::-1])
    before = anki.sides(choice.key)
    anki.add(export(replace(cell_deck, cards=(turned,)), tmp_path / "b.apkg", MONDAY + timedelta(days=1)))
    assert anki.sides(choice.key) == before


def test_the_right_choice_stands_at_any_place() -> None:
    places = {
        re.findall(
            r"<li(?: class=\"(right)\")?", NoteHtml(()).fields(choice_card(key=f"cell/x{n}/y"))[FIELDS.index("Choices")]
        ).index("right")
        for n in range(40)
    }
    assert places == {0, 1, 2, 3}


def test_nothing_is_swallowed_and_nothing_is_escaped_twice(tmp_path: Path, anki: AnkiProfile) -> None:
    cards = hard_cards()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        anki.add(export(Deck("d", "D", cards, (DeckSource("cell", HARD, HARD),)), tmp_path / "a.apkg"))
    hard = safe_text(HARD)
    question, cloze, choice = (anki.sides(card.key) for card in cards)
    assert question[0] == f"{hard} {hard}"
    assert question[1].count(hard) == 8
    assert cloze == (
        f"a::b {hard}[...]{hard} [...]",
        f"a::b {hard}{hard}{hard} {hard} {hard} {hard} · {hard} · line 3 {hard}",
    )
    assert choice[0].count(hard) == 2
    assert all(text in choice[0] for text in ("<T>", " }} ", " :: "))
    for card in cards:
        (note_card,) = anki.note(card.key).cards()
        output = note_card.render_output()
        assert not output.question_av_tags
        assert not output.answer_av_tags
        # The design's own, and none from the text.
        assert output.answer_text.count("<script") == (card.kind is CardKind.CHOICE)
    assert anki.complaints() == []


def test_text_that_nobody_can_see_leaves_no_side_empty(tmp_path: Path, anki: AnkiProfile) -> None:
    unseen = "\u202e"
    cards = (
        question_card(question=unseen, answer=unseen),
        cloze_card(question=BLANK, answer=unseen),
        choice_card(question=unseen, answer=unseen, choices=(unseen, "a", "b")),
    )
    anki.add(export(Deck("d", "D", cards), tmp_path / "a.apkg"))
    for card in cards:
        front, back = anki.sides(card.key)
        assert front.startswith("Cell ")
        assert "…" in back
    assert anki.complaints() == []


@given(text(st.sampled_from("a :;&<>{}[]()\\$/\n\t\x1b\u200e\xa0é…'\"") | st.sampled_from(list("soundlatexanki"))))
@example("[sound:a] [$]b[/$] \\[c\\] {{c1::d}} <e> &amp; :")
def test_a_text_as_html_says_the_same_and_does_nothing(said: str) -> None:
    written = as_html(said)
    assert unescape(written.replace("<br>", "\n").replace("<span></span>", "")) == safe_text(said)
    assert re.findall(r"<(?!br>|span>|/span>)|>(?<!<br>)(?<!span>)|[{}\n]|::|^:|:$|\\[()\[\]]", written) == []
    assert not re.search(r"\[(sound:|anki:|/?latex\]|/?\${1,2}\])", written, re.IGNORECASE)


def test_speakers_and_times_are_told_right_however_many_there_are() -> None:
    source = DeckSource("talk", "talk.srt", "A talk", "https://example.org/talk")
    html = NoteHtml((source,))
    for turn in range(2):
        for second in range(12_000):
            at = f"{second // 3600}:{second // 60 % 60:02}:{second % 60:02}"
            card = question_card(evidence=(Evidence("talk", "So.", 0, f"Ada {second % 2}", at),))
            quote = html.fields(card)[FIELDS.index("Evidence")]
            link = f'<a href="https://example.org/talk#t={second}">{at}</a>'
            assert f"<footer>Ada {second % 2} · {link}</footer>" in quote, turn


def test_a_formula_sign_is_text() -> None:
    assert as_html("\\(x\\)") == "\\<span></span>(x\\<span></span>)"
    assert shown(as_html("\\(x\\)")) == "\\(x\\)"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deck=decks())
def test_whatever_a_deck_holds_every_note_has_one_card_with_a_front(deck: Deck, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        anki = AnkiProfile(Path(folder))
        try:
            anki.add(export(deck, Path(folder, "a.apkg")))
            assert anki.col.note_count() == anki.col.card_count() == len(deck.cards)
            for note_id in anki.col.find_notes(""):
                (card,) = anki.col.get_note(note_id).cards()
                output = card.render_output()
                front, back = shown(output.question_text), shown(output.answer_text)
                assert front
                assert back
                assert "has a problem" not in front + back
            assert anki.complaints() == []
            assert not anki.col._backend.get_empty_cards().notes
        finally:
            anki.close()
