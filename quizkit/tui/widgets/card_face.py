"""A card as the learner sees it: the question first, then the answer with its evidence."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.domain.card import BLANK, Card, CardKind, Evidence
from quizkit.domain.safe_text import safe_text
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import answer_in, cited, comes_from, lettered


class CardFace(VerticalScroll, can_focus=False):
    """Draws one card; what is longer than the window scrolls. ``titles`` are the sources' by slug."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles
        self._label = Static(id="label", markup=False)
        self._question = Static(id="question", markup=False)
        self._choices = Static(id="choices", markup=False)
        self._answer = Static(id="answer", markup=False)
        self._evidence = Static(id="evidence", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield self._label
            yield self._question
            yield self._choices
            yield self._answer
            yield self._evidence

    def show_question(self, card: Card, label: str) -> None:
        """The question alone, with the document it comes from; ``label`` says what sort of turn this is."""
        self._label.update(Content(" · ".join(filter(None, (label, comes_from(card, self._titles))))))
        self._question.update(_question(card))
        self._draw_choices(card, is_revealed=False)
        self._answer.display = self._evidence.display = False
        self.scroll_home(animate=False)

    def show_answer(self, card: Card) -> None:
        """The answer and where it is proven, below the question."""
        self._draw_choices(card, is_revealed=True)
        self._answer.update(Content(safe_text(card.answer)))
        self._evidence.update(Content("\n\n").join(_proof(card, evidence, self._titles) for evidence in card.evidence))
        self._answer.display = True
        self._evidence.display = bool(card.evidence)
        # Only now has the answer a place to scroll to: the window brings it up where the question fills the page.
        self.call_after_refresh(self._answer.scroll_visible, animate=False, immediate=True)

    def _draw_choices(self, card: Card, *, is_revealed: bool) -> None:
        choices = lettered(card)
        self._choices.display = bool(choices)
        self._choices.update(Content("\n").join(_choice(*choice, is_revealed=is_revealed) for choice in choices))


def _question(card: Card) -> Content:
    question = Content(safe_text(card.question))
    if card.kind is not CardKind.CLOZE:
        return question
    start = question.plain.find(BLANK)
    return question.stylize("bold $text-accent", start, start + len(BLANK)) if start >= 0 else question


def _choice(letter: str, choice: str, is_answer: bool, *, is_revealed: bool) -> Content:
    sign = "✓" if is_revealed and is_answer else " "
    style = "bold $text-success" if sign == "✓" else QUIET if is_revealed else ""
    return Content.assemble((f"{sign} {letter})  ", style), (choice, style))


def _proof(card: Card, evidence: Evidence, titles: Mapping[str, str]) -> Content:
    quote = Content(safe_text(evidence.quote))
    if place := answer_in(quote.plain, card):
        quote = quote.stylize("bold $text", *place)
    return Content.assemble(quote, "\n", (f"— {cited(evidence, titles)}", QUIET))
